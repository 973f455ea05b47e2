/**
 * Every name and number the laws of the library go by: titles, short names of our notes, names people make of a title.
 * Kept in memory as long as the library holds as many laws and versions as then.
 */
import { sql } from 'drizzle-orm'
import { normalise } from '../../search/language/normalise.ts'
import { shortNamesOf } from '../../search/language/short-names.ts'
import { createSpeller, loadSpelling, type Speller } from '../../search/language/spelling.ts'
import type { Deps } from '../deps.ts'
import { titleKey } from './import/classify.ts'

export interface NamedLaw {
  id: string
  /** The name as found in the text. */
  name: string
  /** Without 中华人民共和国. */
  title: string
}

export interface LawNames {
  /** The law whose name the text ends with: the longest name that is one. */
  atEnd(text: string): NamedLaw | null
  /** The one law whose name the end of the text comes nearest to: 消费权益保护法. */
  near(text: string): NamedLaw | null
  /** Laws named anywhere in the text, in order. */
  within(text: string): NamedLaw[]
  /** The law whose title the text is the beginning of: 消费者权益 → 消费者权益保护法. */
  begun(text: string): NamedLaw | null
  /** By 文号 as `parseQuery` reads it; the likeliest first, for a bare number is used by several makers. */
  byNumber(documentNumber: string): string | null
  speller: Speller
}

const LONGEST = 40
/** A shorter name is found only where a citation needs it. */
const SHORTEST_WITHIN = 2
/** Fewer characters begin too many titles. */
const SHORTEST_BEGINNING = 4
/** Text beyond this is a story. */
const READ = 300

interface Row extends Record<string, unknown> {
  id: string
  title: string
  aliases: string[]
  region: string
  noted: boolean
  titles: string[]
  numbers: string[] | null
}

const kept = new WeakMap<Deps['sql'], { stamp: string; names: LawNames }>()
let tables: ReturnType<typeof loadSpelling> | undefined

export async function lawNames(deps: Deps): Promise<LawNames> {
  const [row] = await deps.db.execute<{ stamp: string }>(
    sql`select (select count(*) from laws) || '/' || (select count(*) from law_versions) as stamp`,
  )
  const stamp = row?.stamp ?? ''
  const known = kept.get(deps.sql)
  if (known?.stamp === stamp) return known.names
  const rows = await deps.db.execute<Row>(sql`
    select l.id, l.title, l.aliases, l.region, l.digest_hash is not null as noted,
      array_agg(distinct v.title) as titles,
      array_agg(distinct v.document_number) filter (where v.document_number is not null) as numbers
    from laws l join law_versions v on v.law_id = l.id group by l.id order by l.region <> 'CN', l.digest_hash is null, l.id`)
  tables ??= loadSpelling(deps.config.root)
  const said = deps.content.regulations.layWords.flatMap(({ words, terms }) => [...words, ...terms])
  const names = namesOf(rows, said, tables)
  kept.set(deps.sql, { stamp, names })
  return names
}

function namesOf(rows: readonly Row[], said: readonly string[], spelling: ReturnType<typeof loadSpelling>): LawNames {
  const byName = bookOf(rows)
  const lookUp = (name: string): NamedLaw | null => {
    const law = byName.get(name)
    return law ? { ...law, name } : null
  }
  const atEnd = (text: string) => {
    const key = titleKey(normalise(text)).slice(-LONGEST)
    for (let start = 0; start + 2 <= key.length; start += 1) {
      const law = lookUp(key.slice(start))
      if (law) return law
    }
    return null
  }
  return {
    atEnd,
    near: (text) => {
      const typed = titleKey(normalise(text)).slice(-LONGEST)
      const name = nearest(typed, byName.keys())
      return name === null ? null : lookUp(name)
    },
    within: (text) => {
      const key = normalise(text).slice(0, READ)
      const found: NamedLaw[] = []
      for (let at = 0; at + SHORTEST_WITHIN <= key.length; ) {
        const law = longestAt(key, at, lookUp)
        if (law && !found.some(({ id }) => id === law.id)) found.push(law)
        at += law ? law.name.length : 1
      }
      return found
    },
    begun: (text) => {
      const start = normalise(text)
      if (start.length < SHORTEST_BEGINNING) return null
      const titles = [...byName].filter(([name, { title }]) => name === title && title.startsWith(start))
      const [shortest] = titles.sort(([a], [b]) => a.length - b.length)
      return shortest && shortest[0].length <= start.length * 2 ? lookUp(shortest[0]) : null
    },
    byNumber: (documentNumber) => byNumber(rows, documentNumber),
    speller: createSpeller(spelling, [...byName.keys(), ...said]),
  }
}

function longestAt(text: string, at: number, lookUp: (name: string) => NamedLaw | null): NamedLaw | null {
  for (let length = Math.min(LONGEST, text.length - at); length >= SHORTEST_WITHIN; length -= 1) {
    const law = lookUp(text.slice(at, at + length))
    if (law) return law
  }
  return null
}

type Book = Map<string, { id: string; title: string }>

/** Titles and our own short names first, then what only one law could be called; of several, the one national law. */
function bookOf(rows: readonly Row[]): Book {
  const book: Book = new Map()
  const keyOf = (name: string) => titleKey(normalise(name))
  const enter = (name: string, law: { id: string; title: string }) => {
    if (name.length >= 2 && name.length <= LONGEST && !book.has(name)) book.set(name, law)
  }
  const laws = rows.map((row) => ({ ...row, law: { id: row.id, title: keyOf(row.title) } }))
  for (const { title, titles, law } of laws) for (const each of [title, ...titles]) enter(keyOf(each), law)
  for (const { aliases, law } of laws) for (const alias of aliases) enter(keyOf(alias), law)
  const aliases = new Map(laws.map((row) => [row.law.title, row.aliases.map(keyOf)]))
  const made = new Map<string, typeof laws>()
  for (const each of laws) {
    for (const name of shortNamesOf(each.law.title, aliases)) made.set(name, [...(made.get(name) ?? []), each])
  }
  for (const [name, several] of made) {
    const national = several.filter(({ region }) => region === 'CN')
    const [only, other] = national.length > 0 ? national : several
    if (only && !other) enter(name, only.law)
  }
  return book
}

const bare = (number: string) => number.replace(/[^\p{L}\p{N}]/gu, '')

/** 总局令第121号 fits 国家市场监督管理总局令第121号; 第121号 fits every maker's, of which our notes' come first. */
function byNumber(rows: readonly Row[], documentNumber: string): string | null {
  const [, office = '', number = ''] = /^(.*?令)?(第.*号|.*〔.*号)$/.exec(documentNumber) ?? []
  if (number === '') return null
  const wanted = bare(normalise(number))
  let best: { id: string; score: number } | null = null
  for (const { id, numbers, noted } of rows) {
    for (const each of numbers ?? []) {
      const whole = bare(normalise(each))
      const at = whole.lastIndexOf('第')
      const [maker, own] =
        office === '' && !wanted.startsWith('第') ? ['', whole] : [whole.slice(0, at), whole.slice(at)]
      if (own !== wanted && !(maker === '' && wanted.endsWith(own))) continue
      const shared = sharedEnd(maker, office)
      if (office !== '' && shared < Math.min(2, office.length)) continue
      const score = shared * 2 + Number(noted)
      if (!best || score > best.score) best = { id, score }
    }
  }
  return best?.id ?? null
}

function sharedEnd(one: string, other: string): number {
  let length = 0
  while (length < one.length && one.at(-1 - length) === other.at(-1 - length)) length += 1
  return length
}

/** One slip in a name of up to seven characters, two in a longer one; null when several names are as near. */
function nearest(typed: string, names: Iterable<string>): string | null {
  if (!/(法|法典|条例|办法|规定|规则|细则)$/.test(typed)) return null
  let best: { name: string; slips: number } | null = null
  let tied = false
  for (const name of names) {
    const allowed = name.length >= 8 ? 2 : 1
    if (name.length < 4 || name.at(-1) !== typed.at(-1) || typed.length < name.length - allowed) continue
    const slips = slipsAtEnd(typed, name)
    if (slips > allowed || (best && slips > best.slips)) continue
    tied = best !== null && slips === best.slips && best.name.length === name.length
    if (!best || slips < best.slips || name.length > best.name.length) best = { name, slips }
  }
  return tied ? null : (best?.name ?? null)
}

/** Edits that make the end of `typed` the name; what stands before costs nothing. */
function slipsAtEnd(typed: string, name: string): number {
  let row = Array.from({ length: typed.length + 1 }, () => 0)
  for (let at = 1; at <= name.length; at += 1) {
    const next = [at]
    for (let to = 1; to <= typed.length; to += 1) {
      const same = Number(name[at - 1] !== typed[to - 1])
      next[to] = Math.min((row[to - 1] ?? 0) + same, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1)
    }
    row = next
  }
  return row[typed.length] ?? name.length
}
