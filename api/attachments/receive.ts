/** Takes in what is sent, up to the limit, and makes it fit to keep: its real type, cleaned, scanned. */
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import type { Upload } from '../platform/upload.ts'
import type { NewFile } from './attachment-store.ts'
import { cleanImage } from './clean-image.ts'
import { cleanName } from './clean-name.ts'
import type { Lane } from './lane.ts'
import { type FileType, MOST_BYTES } from './model.ts'
import { scan } from './scan.ts'
import { sniff } from './sniff.ts'
import { stripPdf } from './strip/pdf.ts'

const HEAD = 1024
/** Where a PDF says that it is whole. */
const TAIL = 2048
const MEGABYTE = 1024 * 1024

/** @throws Problem with a sentence for every kind of file that cannot be kept */
export async function receive(
  deps: Deps,
  lane: Lane,
  upload: Upload,
): Promise<Omit<NewFile, 'fingerprint'> & { sent: Buffer }> {
  const bytes = await collect(upload.chunks)
  const type = typeOf(bytes)
  const name = cleanName(upload.name, type)
  return lane(async () => {
    const { state, cleaned } = await clean(deps, bytes, type)
    deps.metrics.count('attachments_total', 'Files handed in, by what the scanner said', { scan: state })
    if (state === 'infected') throw refused('infected')
    return { name, type, scan: state, sent: bytes, ...cleaned }
  })
}

const refused = (why: 'empty' | 'type' | 'broken' | 'pixels' | 'infected') =>
  new Problem(why === 'type' ? 'unsupported-media-type' : 'unprocessable', { detail: `errors.upload.${why}` })

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = []
  let length = 0
  let known = false
  for await (const chunk of chunks) {
    kept.push(chunk)
    length += chunk.length
    if (length > MOST_BYTES)
      throw new Problem('too-large', { detail: 'errors.upload.tooBig', params: { most: MOST_BYTES / MEGABYTE } })
    if (known || length < HEAD) continue
    // What we do not take is said at once, not after ten megabytes.
    typeOf(Buffer.concat(kept))
    known = true
  }
  return Buffer.concat(kept)
}

function typeOf(bytes: Buffer): FileType {
  if (bytes.length === 0) throw refused('empty')
  const type = sniff(bytes)
  if (!type) throw refused('type')
  return type
}

async function clean(deps: Deps, bytes: Buffer, type: FileType) {
  const state = await scan(deps.config.scanner, bytes)
  // A decoder never meets what the scanner knows.
  if (state === 'infected') return { state, cleaned: { bytes: Buffer.alloc(0) } }
  if (type === 'application/pdf') {
    if (!bytes.subarray(-TAIL).includes('%%EOF')) throw refused('broken')
    return { state, cleaned: { bytes: stripPdf(bytes) } }
  }
  const cleaned = await cleanImage(deps.config.root, bytes, type)
  if (cleaned === 'broken') throw refused('broken')
  if (cleaned === 'too-many-pixels') throw refused('pixels')
  return { state, cleaned }
}
