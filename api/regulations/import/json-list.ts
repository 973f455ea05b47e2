/** A JSON list of articles, `[{ title: "某某办法 第一条", content: "…" }]`: laws in the order in which they come. */
import { z } from 'zod'
import { articleNumber } from '../../../search/language/numerals.ts'
import { tidy } from './markup.ts'

/** Flags such as "in force" are the collector's, not the law's: they are not read. */
const Entry = z.looseObject({ title: z.string(), content: z.string() })
const NUMERAL = '[一二两三四五六七八九十百千零〇\\d]+'
const TITLE = new RegExp(`^(.+?)\\s*(第(${NUMERAL})条(?:之(${NUMERAL}))?)$`)

export interface ListedLaw {
  title: string
  /** 第一条 and what it says, one line an article. */
  lines: string[]
}

/** @throws Error with a sentence when the file is no such list */
export function listedLaws(source: string): { laws: ListedLaw[]; others: string[] } {
  let data: unknown
  try {
    data = JSON.parse(source)
  } catch {
    throw new Error('不是有效的 JSON / no valid JSON')
  }
  const list = z.array(Entry).min(1).safeParse(data)
  if (!list.success)
    throw new Error('JSON 里没有 title 和 content 组成的条文列表 / no list of articles with title and content')
  const laws = new Map<string, ListedLaw>()
  const others: string[] = []
  for (const { title, content } of list.data) {
    const [, name = '', label = '', main = '', inserted] = TITLE.exec(tidy(title)) ?? []
    if (name === '' || articleNumber(main, inserted) === null) {
      others.push(title)
      continue
    }
    const law = laws.get(name) ?? { title: name, lines: [] }
    laws.set(name, law)
    const text = content.trim()
    const own = text.startsWith(label) ? text.slice(label.length) : text
    law.lines.push(...`${label} ${own.trim()}`.split('\n'))
  }
  return { laws: [...laws.values()], others }
}
