/** Unpacks .tar.gz, .tgz, .tar and .zip into a temporary folder, under names of our own, within limits. */
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { Parser, type ReadEntry } from 'tar'
import { openPromise, type ZipFile } from 'yauzl'
import { type Found, type Note, refusal } from './files.ts'

const MB = 1024 * 1024
const MAX_UNPACKED_BYTES = 1024 * MB
const MAX_ENTRIES = 60_000
/** Texts of laws shrink to a fifth or a tenth. */
const MAX_RATIO = 100
/** Below this size no ratio is judged. */
const RATIO_FROM_BYTES = 16 * MB

const TAR = /\.(?:tar|tar\.gz|tgz)$/i
const ZIP = /\.zip$/i

/** A sentence for the report. */
class Refusal extends Error {}

export const isArchive = (name: string) => TAR.test(name) || ZIP.test(name)

/** @throws Error with a sentence: then nothing of the archive is imported */
export async function unpack(file: string, temporary: string, notes: Note[]): Promise<Found[]> {
  const into = await fs.mkdtemp(path.join(temporary, 'archive-'))
  const found: Found[] = []
  const budget = budgetOf((await fs.stat(file)).size)
  const skip = (name: string, reason: string) => notes.push({ file: `${file} › ${name}`, kind: 'skipped', reason })
  const entry: Take = (name, bytes) => {
    budget.entry()
    const parts = partsOf(name)
    if (parts === null) {
      skip(name, '路径指向压缩包之外，拒绝读取 / the path leads outside the archive: refused')
      return null
    }
    if (parts.some((part) => part.startsWith('.') || part === '__MACOSX')) return null
    const base = parts.at(-1) ?? ''
    const reason = refusal(base, bytes)
    if (reason) {
      skip(name, reason)
      return null
    }
    const at = path.join(into, String(found.length))
    found.push({
      file: `${file} › ${parts.join('/')}`,
      name: base,
      folders: parts.slice(0, -1),
      read: () => fs.readFile(at),
    })
    return at
  }
  if (ZIP.test(file)) await unpackZip(file, entry, budget, skip)
  else await unpackTar(file, entry, budget, skip)
  return found
}

/** Where an entry is to be written; null when it is left out. */
type Take = (name: string, bytes: number) => string | null
type Skip = (name: string, reason: string) => void
type Budget = ReturnType<typeof budgetOf>

/** Folders and name of an entry; null when they lead out of the archive. */
export function partsOf(name: string): string[] | null {
  const plain = name.replaceAll('\\', '/')
  if (plain.startsWith('/') || /^[a-z]:/i.test(plain) || plain.includes('\0')) return null
  const parts = plain.split('/').filter((part) => part !== '' && part !== '.')
  return parts.length === 0 || parts.includes('..') ? null : parts
}

function budgetOf(packed: number) {
  let unpacked = 0
  let entries = 0
  return {
    entry(): void {
      entries += 1
      if (entries > MAX_ENTRIES)
        throw new Refusal(`压缩包里超过 ${MAX_ENTRIES} 项，拒绝读取 / more than ${MAX_ENTRIES} entries: refused`)
    },
    spend(bytes: number): void {
      unpacked += bytes
      if (unpacked > MAX_UNPACKED_BYTES)
        throw new Refusal(
          `解压后超过 ${MAX_UNPACKED_BYTES / MB} MB，拒绝读取 / unpacks to more than ${MAX_UNPACKED_BYTES / MB} MB: refused`,
        )
      if (unpacked > RATIO_FROM_BYTES && unpacked > packed * MAX_RATIO)
        throw new Refusal(
          `解压后是原来的 ${MAX_RATIO} 倍以上，像压缩炸弹，拒绝读取 / unpacks to more than ${MAX_RATIO} times its size, like a bomb: refused`,
        )
    },
  }
}

async function unpackTar(file: string, take: Take, budget: Budget, skip: Skip): Promise<void> {
  const writes: Promise<void>[] = []
  let failure: Error | undefined
  const parser = new Parser({ strict: true, onReadEntry: (entry) => void guard(() => read(entry)) })
  parser.on('error', (error: Error) => {
    failure ??= new Refusal(`压缩包损坏 / the archive is damaged (${error.message.split('\n')[0]})`)
  })
  const guard = (act: () => void) => {
    try {
      act()
    } catch (error) {
      failure ??= error as Error
    }
  }
  const read = (entry: ReadEntry): void => {
    const link = entry.type === 'SymbolicLink' || entry.type === 'Link'
    if (link) skip(entry.path, '压缩包里的链接，拒绝读取 / a link inside the archive: refused')
    const file = ['File', 'OldFile', 'ContiguousFile'].includes(entry.type)
    const at = file ? take(entry.path, entry.size) : null
    if (at === null) return void entry.resume()
    const chunks: Buffer[] = []
    entry.on('data', (chunk: Buffer) => chunks.push(chunk))
    entry.on('end', () => writes.push(fs.writeFile(at, Buffer.concat(chunks))))
  }
  const source = createReadStream(file)
  const plain = /\.tar$/i.test(file) ? source : source.pipe(createGunzip())
  source.on('error', (error) => plain.destroy(error))
  try {
    for await (const chunk of plain) {
      budget.spend((chunk as Buffer).length)
      parser.write(chunk as Buffer)
      if (failure) throw failure
      // Each part is written before the next is read, so that memory holds one chunk of files at most.
      await Promise.all(writes.splice(0))
    }
    parser.end()
    await Promise.all(writes)
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal('压缩包损坏，读不完整 / the archive is damaged and cannot be read to its end')
  } finally {
    source.destroy()
  }
  if (failure) throw failure
}

async function unpackZip(file: string, take: Take, budget: Budget, skip: Skip): Promise<void> {
  let zip: ZipFile
  try {
    // Names are read by us: archives from Chinese systems write them in GB18030.
    zip = await openPromise(file, {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
      autoClose: false,
    })
  } catch {
    throw new Refusal('不是有效的 .zip 文件 / no valid .zip file')
  }
  try {
    for await (const entry of zip.eachEntry()) {
      const name = zipName(entry.fileName as unknown as Buffer)
      budget.spend(entry.uncompressedSize)
      if (name.endsWith('/')) continue
      if (entry.isEncrypted()) {
        skip(name, '加密的条目读不了 / encrypted: cannot be read')
        continue
      }
      const at = take(name, entry.uncompressedSize)
      if (at === null) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
      await fs.writeFile(at, Buffer.concat(chunks))
    }
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal('压缩包损坏，读不完整 / the archive is damaged and cannot be read to its end')
  } finally {
    zip.close()
  }
}

function zipName(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
