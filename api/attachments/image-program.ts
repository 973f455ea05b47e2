/**
 * Draws a picture anew in a process of its own: what a broken or hostile picture does to a decoder ends with it.
 * Picture on standard input; on standard output four bytes of length, the new picture, and its small preview.
 */
import { buffer } from 'node:stream/consumers'
import { EXIT, type PictureJob } from './image-exit.ts'

const LONGEST_SIDE = 3000
const PREVIEW_SIDE = 480

const { type, mostPixels } = JSON.parse(process.argv[2] ?? '') as PictureJob
const sharp = await import('sharp').then(
  (found) => found.default,
  () => undefined,
)
if (!sharp) process.exit(EXIT.noDecoder)
sharp.cache(false)
sharp.concurrency(1)

try {
  const input = await buffer(process.stdin)
  const settings = { limitInputPixels: mostPixels, failOn: 'truncated', sequentialRead: true, pages: 1 } as const
  const within = (side: number) =>
    sharp(input, settings)
      // Turned the way it was held; what is not asked to be kept, EXIF and all, is left out.
      .rotate()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
  const whole = within(LONGEST_SIDE)
  // A HEIC stays as it was sent: only its preview is drawn.
  const file =
    type === 'image/heic'
      ? Buffer.alloc(0)
      : await (type === 'image/png' ? whole.png({ compressionLevel: 9 }) : whole.jpeg({ quality: 85 })).toBuffer()
  const preview = await within(PREVIEW_SIDE).flatten({ background: '#ffffff' }).jpeg({ quality: 70 }).toBuffer()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(file.length)
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(Buffer.concat([length, file, preview]), (error) => (error ? reject(error) : resolve())),
  )
} catch (error) {
  process.exit(String(error).includes('pixel limit') ? EXIT.tooManyPixels : EXIT.broken)
}
