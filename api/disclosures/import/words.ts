/** From the words of a file to our codes. */
import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Content } from '../../../content/schema.ts'
import { remembered as keep } from '../remembered.ts'
import { breachReader } from './breach.ts'

const WordFile = z.record(z.string(), z.record(z.string(), z.array(z.string().min(1)).min(1)))

interface Table {
  whole: ReadonlyMap<string, string>
  /** Longest first, so that 不合格 is not taken for 合格. */
  parts: readonly (readonly [string, string])[]
}

export interface Words {
  /** The id a cell means; null when the table has no word of it. */
  code(table: string, cell: string): string | null
  /** Every id whose word stands in a text, in the order they are said. */
  within(table: string, text: string): readonly string[]
  breach: ReturnType<typeof breachReader>
}

const keyOf = (word: string) => word.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

export function loadWords(root: string, content: Content): Words {
  const file = path.join(root, 'content/disclosures/import-words.yaml')
  const words = WordFile.parse(parse(fs.readFileSync(file, 'utf8')))
  const named: Record<
    string,
    readonly { id: string; title?: { zh: string; en: string }; name?: { zh: string; en: string } }[]
  > = {
    ...content.disclosures.codes,
    stations: content.stations,
  }
  const tables = new Map(
    [...new Set([...Object.keys(words), ...Object.keys(named)])].map((table) => [
      table,
      tableOf(named[table] ?? [], words[table] ?? {}),
    ]),
  )
  return {
    breach: breachReader(content.disclosures.breaches),
    code: remembered((table, cell) => {
      const known = tables.get(table)
      const key = keyOf(cell)
      return known?.whole.get(key) ?? known?.parts.find(([word]) => key.includes(word))?.[1] ?? null
    }),
    within: remembered((table, text) => {
      let key = keyOf(text)
      const found: [number, string][] = []
      for (const [word, id] of tables.get(table)?.parts ?? []) {
        const at = key.indexOf(word)
        if (at < 0) continue
        found.push([at, id])
        key = key.replaceAll(word, '\0'.repeat(word.length))
      }
      return [...new Set(found.sort(([a], [b]) => a - b).map(([, id]) => id))]
    }),
  }
}

/** Columns of codes say the same few words over and over. */
function remembered<T>(find: (table: string, text: string) => T): (table: string, text: string) => T {
  const tables = new Map<string, (text: string) => { found: T }>()
  return (table, text) => {
    const known = tables.get(table) ?? keep((own) => ({ found: find(table, own) }))
    if (!tables.has(table)) tables.set(table, known)
    return known(text).found
  }
}

function tableOf(
  rows: readonly { id: string; title?: { zh: string; en: string }; name?: { zh: string; en: string } }[],
  words: Readonly<Record<string, readonly string[]>>,
): Table {
  const names = rows.flatMap(({ id, title, name }) =>
    [title, name].flatMap((each) =>
      each
        ? [
            [each.zh, id],
            [each.en, id],
          ]
        : [],
    ),
  )
  const said = Object.entries(words).flatMap(([id, list]) => list.map((word) => [word, id]))
  const pairs = [...names, ...said].map(([word = '', id = '']) => [keyOf(word), id] as const)
  const parts = pairs.filter(([word]) => /\p{Script=Han}/u.test(word))
  const ids = [...rows.map(({ id }) => id), ...Object.keys(words)].map((id) => [keyOf(id), id] as const)
  return { whole: new Map([...pairs, ...ids]), parts: parts.sort(([a], [b]) => b.length - a.length) }
}
