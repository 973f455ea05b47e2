/** Reads a power list from a file of lines, each a JSON object as the export writes it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { PowerLine as Line } from './power-line.ts'
import { PowerLine, placeOf } from './power-line.ts'

export interface ReadList {
  lines: Line[]
  /** Lines that are refused, each with its number and reason. */
  refused: { line: number; reason: string }[]
}

/** The list that comes with the product: drafted from the laws, see `draft/`. */
export const bundledList = (root: string): string => path.join(root, 'content/powers/items.jsonl')

export function readListFile(file: string): ReadList {
  const read: ReadList = { lines: [], refused: [] }
  const seen = new Map<string, number>()
  for (const [at, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (text.trim() === '') continue
    const parsed = PowerLine.safeParse(jsonOf(text))
    const place = parsed.success ? placeOf(parsed.data) : ''
    const twice = seen.get(place)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      read.refused.push({ line: at + 1, reason: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() })
    } else if (twice !== undefined) read.refused.push({ line: at + 1, reason: `same place as line ${twice}` })
    else {
      seen.set(place, at + 1)
      read.lines.push(parsed.data)
    }
  }
  return read
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
