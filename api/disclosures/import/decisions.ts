/** Decisions as texts, one a file: from a file or every text of a folder. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { FileFault } from '../../platform/spreadsheet/fault.ts'
import { readDecision } from './decision-text.ts'
import type { Incoming } from './incoming.ts'
import type { Words } from './words.ts'

const LARGEST = 2 << 20
export const isDecisionText = (name: string) => /\.(?:md|txt)$/i.test(name)

export async function* decisionRecords(start: string, words: Words): AsyncGenerator<Incoming> {
  const folder = (await fs.stat(start)).isDirectory()
  const names = folder ? (await fs.readdir(start)).filter(isDecisionText).sort() : [path.basename(start)]
  if (names.length === 0) throw new FileFault('imports.file.noDecisions')
  for (const name of names) {
    const bytes = await fs.readFile(folder ? path.join(start, name) : start)
    if (bytes.length > LARGEST || bytes.includes(0)) throw new FileFault('imports.file.notText')
    yield readDecision(name, textOf(bytes), words)
  }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
