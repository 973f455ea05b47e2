/** Where the whole dumps lie, and the list that says what is in them. Files change; the list is swapped in one step. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Deps } from '../../deps.ts'

/** Every dump, packed with gzip. */
export const DUMPS = {
  'disclosures.csv.gz': { format: 'csv', lang: 'zh' },
  'disclosures-en.csv.gz': { format: 'csv', lang: 'en' },
  'disclosures.jsonl.gz': { format: 'jsonl', lang: 'zh' },
  'penalties-shuanggongshi.csv.gz': { format: 'shuanggongshi', lang: 'zh' },
  'permits-shuanggongshi.csv.gz': { format: 'shuanggongshi', lang: 'zh' },
} as const
export type DumpName = keyof typeof DUMPS
export const DUMP_NAMES = Object.keys(DUMPS) as [DumpName, ...DumpName[]]

export interface DumpFile {
  name: DumpName
  rows: number
  bytes: number
  /** Of the packed file, hexadecimal. */
  sha256: string
}

/** What stood in the database when the dumps were begun; anything else now means that they are out of date. */
export interface Fingerprint {
  /** Newest record they may hold. */
  lastSeq: number
  records: number
  /** Sum of the versions: a correction or redaction changes it. */
  versions: number
}

export interface Manifest extends Fingerprint {
  /** ISO 8601 instant. */
  madeAt: string
  /** Folder of the files, beside the list. */
  folder: string
  files: DumpFile[]
}

/** A folder nobody's list names is somebody's work in progress for this long. */
const UNFINISHED_MS = 3600_000

export const dumpRoot = (deps: Pick<Deps, 'config'>) => path.join(deps.config.dataDir, 'dumps')
const listFile = (deps: Pick<Deps, 'config'>) => path.join(dumpRoot(deps), 'list.json')

export async function readManifest(deps: Pick<Deps, 'config'>): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(listFile(deps), 'utf8')) as Manifest
  } catch {
    return undefined
  }
}

export async function writeManifest(deps: Pick<Deps, 'config'>, manifest: Manifest): Promise<void> {
  const draft = path.join(dumpRoot(deps), `${manifest.folder}.json`)
  await writeFile(draft, JSON.stringify(manifest))
  await rename(draft, listFile(deps))
  await tidy(deps, manifest.folder)
}

/** Takes every dump away at once. */
export async function removeDumps(deps: Pick<Deps, 'config'>): Promise<void> {
  const manifest = await readManifest(deps)
  await rm(listFile(deps), { force: true })
  if (manifest) await rm(path.join(dumpRoot(deps), manifest.folder), { recursive: true, force: true })
}

async function tidy(deps: Pick<Deps, 'config'>, keep: string): Promise<void> {
  for (const name of await readdir(dumpRoot(deps))) {
    if (name === keep || name === 'list.json') continue
    const entry = path.join(dumpRoot(deps), name)
    const age = Date.now() - (await stat(entry).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs
    const replaced = name.localeCompare(keep) < 0
    if (replaced || age > UNFINISHED_MS) await rm(entry, { recursive: true, force: true })
  }
}

/** A packed file under way. */
export async function openDump(folder: string, name: DumpName) {
  await mkdir(folder, { recursive: true })
  const hash = createHash('sha256')
  let bytes = 0
  let rows = 0
  const input = new PassThrough()
  const done = pipeline(
    input,
    createGzip({ level: 6 }),
    async function* (packed: AsyncIterable<Buffer>) {
      for await (const piece of packed) {
        hash.update(piece)
        bytes += piece.length
        yield piece
      }
    },
    createWriteStream(path.join(folder, name)),
  )
  // A failure is told by close().
  done.catch(() => {})
  return {
    /** @param records lines of data in the text; headings are none */
    write: async (text: string, records: number): Promise<void> => {
      rows += records
      if (!input.write(text)) await new Promise<void>((resolve) => input.once('drain', resolve).once('close', resolve))
    },
    close: async (): Promise<DumpFile> => {
      input.end()
      await done
      return { name, rows, bytes, sha256: hash.digest('hex') }
    },
  }
}
