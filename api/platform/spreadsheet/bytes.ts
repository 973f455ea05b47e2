/** What kind of file it is and how its text is encoded, found by reading it through once before anything is stored. */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { FileFault } from './fault.ts'

export interface Inspected {
  path: string
  kind: 'csv' | 'xlsx'
  gzip: boolean
  encoding: string
  /** Beginning of the text, to see its separators. */
  head: string
}

const CHUNK = 1 << 18
/** A longer line is looked at in pieces. */
const LONGEST_LINE = 8 << 20
const HEAD = 1 << 16

/**
 * @param encoding stated by a mapping; found when left out
 * @throws FileFault when it is no table: empty, another kind of file, cut off, or text in no encoding we read
 */
export async function inspectFile(path: string, encoding?: string): Promise<Inspected> {
  const start = await firstBytes(path)
  if (start.length === 0) throw new FileFault('imports.file.empty')
  if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04')))
    return { path, kind: 'xlsx', gzip: false, encoding: 'utf-8', head: '' }
  if (start.readUInt32BE(0) === 0xd0cf11e0) throw new FileFault('imports.file.oldExcel')
  const gzip = start[0] === 0x1f && start[1] === 0x8b
  const found = await scan(path, gzip, encoding)
  if (found.head.trim() === '') throw new FileFault('imports.file.empty')
  return { path, kind: 'csv', gzip, ...found }
}

/** The text piece by piece, whatever the file holds; without the mark before it. */
export async function* textChunks({ path, gzip, encoding }: Inspected): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks(path, gzip)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await fs.open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return bytesRead === 0 ? buffer.subarray(0, 0) : buffer
  } finally {
    await file.close()
  }
}

async function* chunks(path: string, gzip: boolean): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { highWaterMark: CHUNK })
  const plain = gzip ? source.pipe(createGunzip({ chunkSize: CHUNK })) : source
  source.on('error', (error) => plain.destroy(error))
  try {
    for await (const chunk of plain) yield chunk as Buffer
  } catch (error) {
    if (gzip && (error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw new FileFault('imports.file.gzipCut')
    throw error
  } finally {
    source.destroy()
  }
}

/** Whole lines, so that no character is cut in two. */
async function* lines(path: string, gzip: boolean): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks(path, gzip)) {
    const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = block.lastIndexOf(0x0a) + 1
    if (end === 0 && block.length < LONGEST_LINE) {
      rest = block
      continue
    }
    const cut = end === 0 ? block.length : end
    yield block.subarray(0, cut)
    rest = block.subarray(cut)
  }
  if (rest.length > 0) yield rest
}

async function scan(path: string, gzip: boolean, stated: string | undefined) {
  const mark = (await lines(path, gzip).next()).value as Buffer | undefined
  if (!mark) throw new FileFault('imports.file.empty')
  const utf16 =
    mark[0] === 0xff && mark[1] === 0xfe ? 'utf-16le' : mark[0] === 0xfe && mark[1] === 0xff ? 'utf-16be' : undefined
  const given = stated ?? utf16
  if (given !== undefined) return { encoding: given, head: textOf(mark, given) }
  const wrongUtf8 = await firstWrong(path, gzip, isUtf8)
  if (wrongUtf8 === null) return { encoding: 'utf-8', head: textOf(mark, 'utf-8') }
  const gb18030 = new TextDecoder('gb18030', { fatal: true })
  const readable = (block: Buffer) => {
    try {
      gb18030.decode(block)
      return true
    } catch {
      return false
    }
  }
  if (!looksGb18030(wrongUtf8.bytes) || (await firstWrong(path, gzip, readable)) !== null)
    throw new FileFault('imports.file.encoding', { line: wrongUtf8.line }, wrongUtf8.line)
  return { encoding: 'gb18030', head: textOf(mark, 'gb18030') }
}

const textOf = (bytes: Buffer, encoding: string) =>
  new TextDecoder(encoding).decode(bytes.subarray(0, HEAD), { stream: true })

/** The first line that is not in the encoding. */
async function firstWrong(path: string, gzip: boolean, good: (block: Buffer) => boolean) {
  let before = 0
  for await (const block of lines(path, gzip)) {
    if (block.includes(0)) throw new FileFault('imports.file.notText')
    if (!good(block)) {
      for (let at = 0; at < block.length; ) {
        const next = block.indexOf(0x0a, at) + 1 || block.length
        before += 1
        if (!good(block.subarray(at, next))) return { line: before, bytes: block.subarray(at) }
        at = next
      }
      return { line: before, bytes: block }
    }
    for (let at = block.indexOf(0x0a); at >= 0; at = block.indexOf(0x0a, at + 1)) before += 1
  }
  return null
}

/** Chinese text in GB18030 is nearly all pairs of high bytes; western text in another encoding has them before letters. */
function looksGb18030(bytes: Buffer): boolean {
  let pairs = 0
  let odd = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x81) continue
    at += 1
    if ((bytes[at] ?? 0) >= 0xa1) pairs += 1
    else odd += 1
  }
  return pairs >= odd * 4
}
