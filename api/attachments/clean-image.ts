/** A picture without anything its camera wrote into it: drawn anew where a decoder is at hand, stripped byte by byte otherwise. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { EXIT, type PictureJob } from './image-exit.ts'
import { type FileType, MOST_PIXELS } from './model.ts'
import { stripHeic } from './strip/heic.ts'
import { stripJpeg } from './strip/jpeg.ts'
import { stripPng } from './strip/png.ts'

export type Cleaned = { bytes: Buffer; preview?: Buffer } | 'broken' | 'too-many-pixels'

const TIME_LIMIT_MS = 20_000

/** @param root folder of the program; the decoder runs by path, as the built site lies elsewhere */
export async function cleanImage(
  root: string,
  bytes: Buffer,
  type: Exclude<FileType, 'application/pdf'>,
): Promise<Cleaned> {
  const stripped = strip(bytes, type)
  if (stripped === 'broken' || stripped === 'too-many-pixels') return stripped
  const drawn = await draw(root, stripped, { type, mostPixels: MOST_PIXELS })
  if (drawn === 'no-decoder') return { bytes: stripped }
  if (typeof drawn !== 'string') return { bytes: drawn.file.length > 0 ? drawn.file : stripped, preview: drawn.preview }
  // The usual decoder knows no HEIC: kept as it is, without a preview.
  return type === 'image/heic' ? { bytes: stripped } : drawn
}

function strip(bytes: Buffer, type: Exclude<FileType, 'application/pdf'>): Buffer | 'broken' | 'too-many-pixels' {
  if (type === 'image/heic') return stripHeic(bytes) ?? 'broken'
  const stripped = type === 'image/jpeg' ? stripJpeg(bytes) : stripPng(bytes)
  if (!stripped || stripped.width * stripped.height === 0) return 'broken'
  return stripped.width * stripped.height > MOST_PIXELS ? 'too-many-pixels' : stripped.bytes
}

async function draw(
  root: string,
  bytes: Buffer,
  job: PictureJob,
): Promise<{ file: Buffer; preview: Buffer } | 'broken' | 'too-many-pixels' | 'no-decoder'> {
  const program = path.join(root, 'api/attachments/image-program.ts')
  // No environment: the child needs none of our secrets.
  const child = spawn(process.execPath, ['--max-old-space-size=128', program, JSON.stringify(job)], {
    env: {},
    timeout: TIME_LIMIT_MS,
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve)
    child.on('error', () => resolve(EXIT.noDecoder))
  })
  // It may end before it has read everything.
  child.stdin.on('error', () => {})
  child.stdin.end(bytes)
  const [output, code] = await Promise.all([buffer(child.stdout), ended])
  if (code === EXIT.noDecoder) return 'no-decoder'
  if (code === EXIT.tooManyPixels) return 'too-many-pixels'
  if (code !== 0 || output.length < 4) return 'broken'
  const length = output.readUInt32BE(0)
  return { file: output.subarray(4, 4 + length), preview: output.subarray(4 + length) }
}
