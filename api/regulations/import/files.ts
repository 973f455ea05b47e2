/** Finds and reads the files of an import; refuses what no law file is. */
import fs from 'node:fs/promises'
import path from 'node:path'

export const MAX_FILE_BYTES = 5 * 1024 * 1024
const MAX_FILES = 50_000
const MAX_DEPTH = 12

export interface Skipped {
  file: string
  reason: string
}

export interface Found {
  /** Absolute. */
  file: string
  /** Names of the folders above it. */
  folders: string[]
}

/** Markdown files under `start` (a file or a folder). Links are not followed, so nothing outside is read. */
export async function findFiles(start: string, skipped: Skipped[]): Promise<Found[]> {
  const found: Found[] = []
  const visit = async (at: string, depth: number): Promise<void> => {
    const info = await fs.lstat(at)
    const name = path.basename(at)
    if (info.isSymbolicLink()) return void skipped.push({ file: at, reason: '是链接，不读 / a link, not followed' })
    if (info.isDirectory()) {
      if (depth > MAX_DEPTH) return void skipped.push({ file: at, reason: '文件夹太深 / folder too deep' })
      for (const entry of (await fs.readdir(at)).sort())
        if (!entry.startsWith('.')) await visit(path.join(at, entry), depth + 1)
      return
    }
    if (!info.isFile() || !/\.md$/i.test(name))
      return void skipped.push({ file: at, reason: '不是 Markdown 文件 / no Markdown file' })
    if (name === '_index.md' || name === 'README.md') return
    if (info.size > MAX_FILE_BYTES)
      return void skipped.push({ file: at, reason: `超过 ${MAX_FILE_BYTES / 1024 / 1024} MB / too large` })
    if (found.length >= MAX_FILES)
      throw new Error(`超过 ${MAX_FILES} 个文件，请分批导入 / more than ${MAX_FILES} files: import in parts`)
    found.push({ file: at, folders: path.dirname(path.resolve(at)).split(path.sep) })
  }
  await visit(path.resolve(start), 0)
  return found
}

/** @throws Error when the bytes are no UTF-8 */
export async function readText(file: string): Promise<string> {
  const bytes = await fs.readFile(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Error('不是 UTF-8 文本 / not UTF-8 text')
  }
}

/** Day in a file's name: 广告法(2021-04-29).md. */
export const dayInName = (file: string) => /[（(](\d{4}-\d{2}-\d{2})[）)]\.md$/i.exec(path.basename(file))?.[1] ?? null
