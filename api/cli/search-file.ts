/** Where the embedded engine keeps its index, for commands that look at it without starting anything. */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** @throws Error with a sentence when nothing was ever indexed there */
export function searchFile(): { root: string; file: string } {
  const file = path.resolve(process.env['YICHUANG_DATA'] ?? '.data', 'search.db')
  if (!fs.existsSync(file)) throw new Error(`${file}: 先启动或导入一次 / start or import once first`)
  return { root: fileURLToPath(new URL('../..', import.meta.url)), file }
}
