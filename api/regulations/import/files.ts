/** Finds the files of an import in folders and archives; refuses what no law file is. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { isArchive, unpack } from './archive.ts'
import { isLawFile } from './parse.ts'

const MB = 1024 * 1024
export const MAX_TEXT_BYTES = 5 * MB
/** Word files carry pictures. */
export const MAX_WORD_BYTES = 20 * MB
const MAX_FILES = 50_000
const MAX_DEPTH = 20

/** What the report says of a file. `odd`: taken in all the same. */
export interface Note {
  file: string
  kind: 'skipped' | 'duplicate' | 'decided' | 'odd'
  reason: string
}

export interface Found {
  /** As the report names it; inside an archive `laws.tar.gz › 经济法/广告法.md`. */
  file: string
  name: string
  /** Names of the folders above it. */
  folders: string[]
  read: () => Promise<Buffer>
}

/**
 * Law files under `starts` (files, folders, archives). Links are not followed, so nothing outside is read.
 *
 * @param temporary folder for what archives hold
 * @throws Error when there are more files than an import can be meant to have
 */
export async function findFiles(starts: readonly string[], temporary: string, notes: Note[]): Promise<Found[]> {
  const found: Found[] = []
  const skip = (file: string, reason: string) => void notes.push({ file, kind: 'skipped', reason })
  const take = (each: Found) => {
    if (found.length >= MAX_FILES)
      throw new Error(`超过 ${MAX_FILES} 个文件，请分批导入 / more than ${MAX_FILES} files: import in parts`)
    found.push(each)
  }
  const visit = async (at: string, root: string, depth: number): Promise<void> => {
    const info = await fs.lstat(at)
    if (info.isSymbolicLink()) return skip(at, await linkReason(at, root))
    if (info.isDirectory()) {
      if (depth > MAX_DEPTH) return skip(at, `文件夹超过 ${MAX_DEPTH} 层 / more than ${MAX_DEPTH} folders deep`)
      for (const entry of (await fs.readdir(at)).sort())
        if (!entry.startsWith('.')) await visit(path.join(at, entry), root, depth + 1)
      return
    }
    const folders = path.dirname(at).split(path.sep)
    if (info.isFile() && isArchive(at)) {
      try {
        for (const each of await unpack(at, temporary, notes)) take({ ...each, folders: [...folders, ...each.folders] })
      } catch (error) {
        skip(at, sentenceOf(error))
      }
      return
    }
    const reason = info.isFile() ? refusal(at, info.size) : '不是普通文件 / no regular file'
    if (reason) return skip(at, reason)
    take({ file: at, name: path.basename(at), folders, read: () => fs.readFile(at) })
  }
  // A link named on the command line is meant; only links found inside a folder are refused.
  for (const start of starts) {
    const root = await fs.realpath(start)
    await visit(root, root, 0)
  }
  return found
}

/** Why a file is not read; null when it is. */
export function refusal(name: string, bytes: number): string | null {
  if (/\.doc$/i.test(name)) return '旧版 Word 文件，请另存为 .docx / old Word format: save it as .docx'
  if (isArchive(name)) return '压缩包里的压缩包不读 / an archive within an archive is not read'
  if (!isLawFile(name)) return '不是法规文件格式 / no format of law texts'
  const limit = /\.docx$/i.test(name) ? MAX_WORD_BYTES : MAX_TEXT_BYTES
  return bytes > limit
    ? `${Math.ceil(bytes / MB)} MB，超过单个文件上限 ${limit / MB} MB / ${Math.ceil(bytes / MB)} MB, more than the ${limit / MB} MB a file may have`
    : null
}

async function linkReason(at: string, root: string): Promise<string> {
  const target = await fs.realpath(at).catch(() => null)
  if (target === null) return '链接的目标不存在 / a link to nothing'
  return target === root || target.startsWith(root + path.sep)
    ? '是链接，不跟随 / a link, not followed'
    : '链接指向文件夹之外，拒绝读取 / the link leads outside the folder: refused'
}

export const sentenceOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
