/**
 * Reading side of a collection whose columns are in memory: FTS5 says which rows hold the words, everything else (filters,
 * counts, order, page) comes from the columns.
 */
import type { Codes } from '../columns/codes.ts'
import { firstPlaces } from '../columns/order.ts'
import type { Filter, IndexDefinition, SearchQuery, Selection } from '../engine.ts'
import type { InMemory } from './sqlite-columns.ts'
import { conditionOf } from './sqlite-filter.ts'
import type { Store, Tables } from './sqlite-store.ts'
import { phraseCondition, type TextPlan } from './sqlite-text.ts'

/** Up to this many rows are scored by BM25. Of more, words say too little to put them all in order. */
const SCORED = 50_000
const FACET_VALUES = 200
/** How much the preferred field may lift a score. */
const PREFERENCE = 0.3

/** One collection as a query sees it. */
export interface Reading extends InMemory {
  store: Store
  index: IndexDefinition
  tables: Tables
  text: TextPlan | null
}

export interface Matches {
  /** What passes everything, ascending. */
  rows: Uint32Array
  /** What passes everything but choices of counted fields, by combination of their values; null where nothing is counted. */
  combined: Combined | null
  /** What found the rows; null without words. */
  expression: string | null
  /** Rows that hold the words, whatever else they pass. */
  found: number
}

interface Combined {
  rows: ArrayLike<number>
  /** Bits of the choices each combination does not pass. */
  misses: Uint16Array
  /** The bit of a field with a choice. */
  bits: ReadonlyMap<string, number>
}

export function matchesOf(reading: Reading, filters: readonly Filter[], facets: readonly string[] = []): Matches {
  const { table, text } = reading
  // A counted field's own choice is left out of the matches, so that its other values can be counted too.
  const chosen = filters.filter((filter) => 'in' in filter && facets.includes(filter.field))
  const fixed = filters.filter((filter) => !chosen.includes(filter))
  let [expression, found]: [string | null, Uint32Array] = [null, text ? new Uint32Array() : table.rows()]
  let rows = found
  for (const each of text?.expressions ?? []) {
    expression = each
    found = holders(reading, each)
    rows = passing(reading, found, fixed)
    if (rows.length >= (text?.enough ?? 1)) break
  }
  if (facets.length === 0) {
    if (!text) rows = passing(reading, found, fixed)
    return { rows, combined: null, expression, found: found.length }
  }
  // A list of a million rows that pass is not made only to be gone through once more.
  const missed = !text && fixed.length > 0 ? missesOf(reading, rows, fixed) : null
  const { codes, rows: held } = table.combinations
  const { misses, bits } = missedBy(reading, chosen)
  const all = rows === table.rows() && !missed && chosen.length === 0
  const sifted = all ? { rows, counts: held } : sift(codes, rows, missed ?? new Uint8Array(rows.length), misses)
  return { rows: sifted.rows, combined: { rows: sifted.counts, misses, bits }, expression, found: found.length }
}

/** Which of the choices each combination of values does not pass. */
function missedBy({ index, table }: Reading, chosen: readonly Filter[]): Omit<Combined, 'rows'> {
  const { rows, codesOf } = table.combinations
  const misses = new Uint16Array(rows.length)
  const bits = new Map<string, number>()
  for (const filter of chosen) {
    const { field } = filter
    const [column, codes = []] = [table.facet(field), codesOf[index.facets.indexOf(field)]]
    const bit = bits.get(field) ?? 1 << bits.size
    if (bit > 0xffff) throw new Error(`${index.name}: choices of more than 16 counted fields`)
    bits.set(field, bit)
    const missing = column?.stored.map((_, code) => !column.passes(filter, code))
    for (const [combination, code] of codes.entries())
      if (missing?.[code] ?? true) misses[combination] = (misses[combination] as number) | bit
  }
  return { misses, bits }
}

/**
 * Rows that miss nothing, neither themselves nor by their combination, and how many of those that miss nothing themselves
 * have each combination. Loops over a million rows stand alone: inside a function that does more they run at a fifth of the
 * speed.
 *
 * @param missed 1 for each row that misses something
 */
function sift(
  codes: Codes,
  rows: Uint32Array,
  missed: Uint8Array,
  misses: Uint16Array,
): { rows: Uint32Array; counts: Uint32Array } {
  const passes = Uint8Array.from(misses, (missing) => (missing === 0 ? 1 : 0))
  const counts = new Uint32Array(misses.length)
  const some = new Uint32Array(rows.length)
  let count = 0
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number
    const code = codes[row] as number
    const passed = 1 - (missed[at] as number)
    counts[code] = (counts[code] as number) + passed
    some[count] = row
    count += passed & (passes[code] as number)
  }
  return { rows: some.subarray(0, count), counts }
}

/** Rows whose text holds what the expression says, ascending. One long text is read ten times as fast as rows of an answer. */
function holders({ store, index, tables, text, found }: Reading, expression: string): Uint32Array {
  const phrases = phraseCondition(index, text?.phrases ?? [])
  const rows = `${tables.text}.rowid`
  const [join, and] = phrases ? [`join ${tables.documents} d on d.rowid = ${rows}`, `and ${phrases.sql}`] : ['', '']
  return found.of(JSON.stringify([expression, phrases?.values]), () => {
    const list = store
      .prepare(`select group_concat(${rows}) as list from ${tables.text} ${join} where ${tables.text} match ? ${and}`)
      .get(expression, ...(phrases?.values ?? []))?.['list']
    return numbersOf(typeof list === 'string' ? list : '')
  })
}

function numbersOf(list: string): Uint32Array {
  const numbers = new Uint32Array(list.length / 2 + 1)
  let count = 0
  let number = 0
  for (let at = 0; at < list.length; at += 1) {
    const code = list.charCodeAt(at)
    if (code === 44) {
      numbers[count++] = number
      number = 0
    } else number = number * 10 + code - 48
  }
  if (list !== '') numbers[count++] = number
  return numbers.slice(0, count)
}

function passing(reading: Reading, rows: Uint32Array, filters: readonly Filter[]): Uint32Array {
  return filters.length === 0 ? rows : without(rows, missesOf(reading, rows, filters))
}

/** 1 for each of the rows that does not pass. */
function missesOf(reading: Reading, rows: Uint32Array, filters: readonly Filter[]): Uint8Array {
  const { store, index, tables } = reading
  const misses = new Uint8Array(rows.length)
  for (const filter of filters) {
    if (index.columns.includes(filter.field)) {
      miss(reading, filter, rows, misses)
      continue
    }
    const { sql, values } = conditionOf(index, tables, filter)
    const some = store.prepare(`select c.rowid as r from ${tables.columns} c where ${sql}`).all(...values)
    const passes = new Set(some.map(({ r }) => Number(r)))
    for (let at = 0; at < rows.length; at += 1) if (!passes.has(rows[at] as number)) misses[at] = 1
  }
  return misses
}

/** Marks each of the rows that does not pass. */
function miss({ index, table }: Reading, filter: Filter, rows: Uint32Array, misses: Uint8Array): void {
  const { field } = filter
  if (!index.filterable.includes(field)) throw new Error(`${index.name}.${field} is not filterable`)
  const column = table.column(field)
  if (column) column.miss(filter, rows, misses)
  // No document has a value in it.
  else if (!('notIn' in filter)) misses.fill(1)
}

/** Rows that miss nothing. */
function without(rows: Uint32Array, misses: Uint8Array): Uint32Array {
  const some = new Uint32Array(rows.length)
  let count = 0
  for (let at = 0; at < rows.length; at += 1) {
    some[count] = rows[at] as number
    count += misses[at] === 0 ? 1 : 0
  }
  return some.subarray(0, count)
}

export function countsOf({ index, table }: Reading, { combined }: Matches, field: string): Record<string, number> {
  const column = table.facet(field)
  if (!column || !combined) return {}
  const codes = table.combinations.codesOf[index.facets.indexOf(field)] ?? []
  const others = ~(combined.bits.get(field) ?? 0)
  const byCode = new Array<number>(column.stored.length).fill(0)
  for (const [combination, code] of codes.entries())
    if (((combined.misses[combination] as number) & others) === 0)
      byCode[code] = (byCode[code] as number) + (combined.rows[combination] as number)
  const counts = [...column.named(byCode)].sort((a, b) => b[1] - a[1])
  return Object.fromEntries(counts.slice(0, FACET_VALUES))
}

export interface Ordered {
  rows: Uint32Array
  total: number
  /** 0 where another order than by relevance was asked for. */
  scoreOf(row: number): number
}

/** @param most rows wanted, from the first on */
export function ordered(
  reading: Reading,
  matches: Matches,
  query: Selection & Pick<SearchQuery, 'collapse'>,
  most: number,
): Ordered {
  const { index, table } = reading
  for (const { field } of query.sort ?? []) {
    if (!index.sortable.includes(field)) throw new Error(`${index.name}.${field} is not sortable`)
  }
  const all = matches.rows
  const relevant = (query.sort ?? []).length === 0
  const scores = relevant || query.collapse ? scoresOf(reading, matches) : null
  const scoreOf = (row: number) => scores?.[row] ?? 0
  const asked = relevant ? (index.newest ? [{ field: index.newest, descending: true }] : []) : (query.sort ?? [])
  const rows = query.collapse ? bestOfEach(reading, query.collapse, all, scoreOf) : all
  const keys = asked.flatMap(({ field, descending = false }) => {
    const column = table.column(field)?.keys(rows)
    return column ? [descending ? negative(column) : column] : []
  })
  if (relevant && scores) keys.unshift(negative(scoresAt(scores, rows)))
  const places = firstPlaces(keys, rows.length, Math.min(most, rows.length))
  return { rows: places.map((place) => rows[place] as number), total: rows.length, scoreOf }
}

function scoresAt(scores: Float64Array, rows: Uint32Array): Float64Array {
  const keys = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at += 1) keys[at] = scores[rows[at] as number] as number
  return keys
}

function negative(keys: Float64Array): Float64Array {
  for (let at = 0; at < keys.length; at += 1) keys[at] = -(keys[at] as number)
  return keys
}

/** The row with the best score of those that share a value. */
function bestOfEach({ index, table }: Reading, field: string, rows: Uint32Array, scoreOf: (row: number) => number) {
  if (!index.filterable.includes(field)) throw new Error(`${index.name}.${field} is not filterable`)
  const keys = table.column(field)?.keys(rows)
  const best = new Map<number | undefined, number>()
  for (const [at, row] of rows.entries()) {
    const known = best.get(keys?.[at])
    if (known === undefined || scoreOf(row) > scoreOf(known)) best.set(keys?.[at], row)
  }
  return Uint32Array.from(best.values()).sort()
}

/**
 * Scores by row: BM25 where few enough hold the words. Of more, the rows with the rare words among them are scored so; where all
 * words are common, those that hold them in a field of weight come before those that only mention them.
 */
function scoresOf(reading: Reading, { expression, found }: Matches): Float64Array | null {
  const { index, table, text } = reading
  if (!text || expression === null || found === 0) return null
  const scores = new Float64Array((table.rows().at(-1) ?? 0) + 1)
  const heavy = Object.entries(index.searchable).flatMap(([field, weight]) => (weight > 1 ? [field] : []))
  if (found <= SCORED) scoreInto(scores, reading, expression)
  else if (text.rare(SCORED) !== null) scoreInto(scores, reading, text.rare(SCORED) ?? '')
  else if (heavy.length > 0)
    for (const row of holders(reading, `{${heavy.join(' ')}} : (${expression})`)) scores[row] = 1
  const preferences = index.prefer && table.column(index.prefer)?.keys(table.rows())
  if (preferences)
    for (const [at, row] of table.rows().entries()) {
      const preference = Math.max(0, preferences[at] as number)
      scores[row] = (scores[row] as number) * (1 + PREFERENCE * preference)
    }
  return scores
}

function scoreInto(scores: Float64Array, { store, index, tables }: Reading, expression: string): void {
  const weights = Object.values(index.searchable).join(', ')
  const scored = store.prepare(
    `select rowid, -bm25(${tables.text}, ${weights}) from ${tables.text} where ${tables.text} match ?`,
  )
  scored.setReturnArrays(true)
  for (const row of scored.all(expression)) {
    const [at, score] = row as unknown as [number, number]
    scores[at] = score
  }
}
