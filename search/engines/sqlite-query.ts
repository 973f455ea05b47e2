/** Reading side of the SQLite engine: matches and their scores into a temporary table, then order, counts and documents from it. */
import type {
  Filter,
  IndexDefinition,
  SearchDocument,
  SearchQuery,
  SearchResult,
  Segment,
  Selection,
} from '../engine.ts'
import { segment } from '../language/highlight.ts'
import { normalise } from '../language/normalise.ts'
import type { WordCutter } from '../language/words.ts'
import type { ColumnTables } from './sqlite-columns.ts'
import { allOf, type Condition, conditionOf } from './sqlite-filter.ts'
import { countsOf as columnCounts, matchesOf, ordered, type Reading } from './sqlite-matches.ts'
import { rankedPage } from './sqlite-ranked.ts'
import type { Rankers } from './sqlite-rankers.ts'
import { type Store, type Tables, tablesOf } from './sqlite-store.ts'
import { bare, FEW_TERMS, phraseCondition, planText, quoted, rarest, type TextPlan } from './sqlite-text.ts'

const FACET_VALUES = 200
/** How much the preferred field may lift a score. */
const PREFERENCE = 0.3

/** What reading needs beside the file: how text is cut, and what is held in memory. */
export interface ReadTools {
  words: WordCutter
  rankers: Rankers
  columns: ColumnTables
}

export function runQuery(
  store: Store,
  { words, rankers, columns }: ReadTools,
  index: IndexDefinition,
  query: SearchQuery,
): SearchResult<SearchDocument> {
  const started = performance.now()
  const generation = store.active(index.name)
  if (generation === null) return { hits: [], total: 0, facets: {}, terms: [], tookMs: 0 }
  const tables = tablesOf(index.name, generation)
  store.db.exec('begin')
  try {
    const ranked = runRanked(store, words, rankers, index, tables, generation, query)
    if (ranked) return { ...ranked, tookMs: performance.now() - started }
    const text = planText(store, words, tables, query.text)
    const terms = [...new Set([...(text?.terms ?? []), ...(text?.phrases ?? [])])]
    if (index.columns.length > 0) {
      const reading = { store, index, tables, text, ...columns.of(index, generation) }
      return { ...columnAnswer(reading, query, terms), terms, tookMs: performance.now() - started }
    }
    const filters = query.filters ?? []
    // A counted field's own choice is left out of the matches, so that its other values can be counted too.
    const chosen = filters.filter((filter) => 'in' in filter && (query.facets ?? []).includes(filter.field))
    const fixed = filters.filter((filter) => !chosen.includes(filter))
    collect(store, index, tables, text, fixed)
    const narrowed = allOf(chosen.map((filter) => conditionOf(index, tables, filter)))
    const page = pageOf(store, index, tables, query, narrowed)
    const facets = Object.fromEntries(
      (query.facets ?? []).map((field) => [field, countsOf(store, index, tables, field, chosen)]),
    )
    return {
      hits: page.rows.map((row) => toHit(row, query.highlight ?? [], terms)),
      total: page.total,
      facets,
      terms,
      tookMs: performance.now() - started,
    }
  } finally {
    store.db.exec('delete from temp.hits; commit')
  }
}

/** One number of every match, in order. */
export function runSelect(
  store: Store,
  { words, columns }: ReadTools,
  index: IndexDefinition,
  query: Selection,
  field: string,
): Float64Array {
  const generation = store.active(index.name)
  if (generation === null) return new Float64Array()
  if (!index.columns.includes(field)) throw new Error(`${index.name}.${field} is no column`)
  const tables = tablesOf(index.name, generation)
  store.db.exec('begin')
  try {
    const text = planText(store, words, tables, query.text)
    const reading = { store, index, tables, text, ...columns.of(index, generation) }
    const matches = matchesOf(reading, query.filters ?? [])
    const { rows } = ordered(reading, matches, query, matches.rows.length)
    return reading.table.column(field)?.keys(rows) ?? new Float64Array()
  } finally {
    store.db.exec('commit')
  }
}

function columnAnswer(
  reading: Reading,
  query: SearchQuery,
  terms: readonly string[],
): Pick<SearchResult<SearchDocument>, 'hits' | 'total' | 'facets'> {
  const { limit, offset = 0, facets = [], highlight = [] } = query
  const matches = matchesOf(reading, query.filters ?? [], facets)
  const { rows, total, scoreOf } = ordered(reading, matches, query, offset + limit)
  const load = reading.store.prepare(`select document from ${reading.tables.documents} where rowid = ?`)
  return {
    hits: [...rows.subarray(offset)].map((row) =>
      toHit({ document: String(load.get(row)?.['document']), score: scoreOf(row) }, highlight, terms),
    ),
    total,
    facets: Object.fromEntries(facets.map((field) => [field, columnCounts(reading, matches, field)])),
  }
}

/** Null where words alone must answer: another order is asked for, or the words say nothing to the ranking. */
function runRanked(
  store: Store,
  words: WordCutter,
  rankers: Rankers,
  index: IndexDefinition,
  tables: Tables,
  generation: number,
  query: SearchQuery,
): Omit<SearchResult<SearchDocument>, 'tookMs'> | null {
  const { text } = query
  if (!index.ranked || !text || (query.sort ?? []).length > 0) return null
  const phrases = (text.phrases ?? []).map(normalise).filter((phrase) => phrase !== '')
  const asked = text.words.trim() === '' ? phrases.join(' ') : text.words
  const { ranker, documentOf } = rankers.of(index, generation)
  const held = holders(store, words, index, tables, phrases, text.excluded ?? [], ranker.collection.alive, documentOf)
  const page = rankedPage(ranker, words, index, { ...query, text: { ...text, words: asked } }, held)
  if (!page) return null
  const terms = [...new Set([...page.terms, ...phrases])]
  const { rows } = ranker.collection
  const load = store.prepare(`select document from ${tables.documents} where rowid = ?`)
  const hits = page.found.map(({ document, score }) =>
    toHit({ document: String(load.get(rows[document] ?? 0)?.['document']), score }, query.highlight ?? [], terms),
  )
  return { hits, total: page.total, facets: page.facets, terms }
}

/** 1 for each document that holds every phrase and nothing excluded; null when neither was asked for. */
function holders(
  store: Store,
  words: WordCutter,
  index: IndexDefinition,
  tables: Tables,
  phrases: readonly string[],
  excluded: readonly string[],
  alive: Uint8Array,
  documentOf: Uint32Array,
): Uint8Array | null {
  if (phrases.length === 0 && excluded.length === 0) return null
  let held = alive.slice()
  const mark = (into: Uint8Array, value: number, expression: string, condition: Condition) => {
    const rows = store
      .prepare(
        `select ${tables.text}.rowid as r from ${tables.text} join ${tables.documents} d on d.rowid = ${tables.text}.rowid
         where ${tables.text} match ? and ${condition.sql}`,
      )
      .all(expression, ...condition.values)
    for (const row of rows) {
      const document = documentOf[Number(row['r'])] ?? 0
      if (document > 0) into[document - 1] = value
    }
  }
  const said = phraseCondition(index, phrases)
  // Every text that holds a phrase holds its rarest words; looking at all that hold its common ones takes seconds.
  const cut = phrases.flatMap((phrase) => rarest(store, tables, words.fine(phrase)).slice(0, FEW_TERMS))
  if (said) {
    held = new Uint8Array(alive.length)
    if (cut.length > 0) mark(held, 1, `(${cut.map(quoted).join(' OR ')})`, said)
  }
  for (const word of excluded) {
    const without = words.plain(word)
    if (without.length > 0) mark(held, 0, `"${without.map(bare).join(' ')}"`, { sql: '1', values: [] })
  }
  return held
}

/** Fills `temp.hits (r, s)` with the rows that match text and fixed filters, and how well. */
function collect(
  store: Store,
  index: IndexDefinition,
  tables: Tables,
  text: TextPlan | null,
  filters: readonly Filter[],
): void {
  const where = allOf(filters.map((filter) => conditionOf(index, tables, filter)))
  if (!text) {
    store
      .prepare(`insert into temp.hits select c.rowid, 0 from ${tables.columns} c where ${where.sql}`)
      .run(...where.values)
    return
  }
  const weights = Object.values(index.searchable).join(', ')
  const lift = index.prefer ? ` * (1 + ${PREFERENCE} * coalesce(c."${index.prefer}", 0))` : ''
  const phrases = phraseCondition(index, text.phrases)
  const insert = store.prepare(
    `insert into temp.hits
     select c.rowid, -bm25(${tables.text}, ${weights})${lift}
     from ${tables.text} join ${tables.columns} c on c.rowid = ${tables.text}.rowid
     ${phrases ? `join ${tables.documents} d on d.rowid = c.rowid` : ''}
     where ${tables.text} match ? and ${where.sql} ${phrases ? `and ${phrases.sql}` : ''}`,
  )
  for (const expression of text.expressions) {
    store.prepare('delete from temp.hits').run()
    const { changes } = insert.run(expression, ...where.values, ...(phrases?.values ?? []))
    if (Number(changes) >= text.enough) return
  }
}

interface Row {
  document: string
  score: number
}

function pageOf(
  store: Store,
  index: IndexDefinition,
  tables: Tables,
  query: SearchQuery,
  where: Condition,
): { total: number; rows: Row[] } {
  const { collapse, limit, offset = 0 } = query
  for (const { field } of query.sort ?? []) {
    if (!index.sortable.includes(field)) throw new Error(`${index.name}.${field} is not sortable`)
  }
  if (collapse && !index.filterable.includes(collapse)) throw new Error(`${index.name}.${collapse} is not filterable`)
  const order = [
    ...(query.sort ?? []).map(({ field, descending }) => `c."${field}" ${descending ? 'desc' : 'asc'}`),
    's desc',
    'r',
  ].join(', ')
  const matches = `temp.hits h join ${tables.columns} c on c.rowid = h.r where ${where.sql}`
  const count = collapse ? `count(distinct c."${collapse}")` : 'count(*)'
  const total = Number(store.prepare(`select ${count} as n from ${matches}`).get(...where.values)?.['n'])
  // The bare column r is the row max(s) was found in: the best of each group.
  const best = collapse
    ? `select r, max(s) as s from ${matches} group by c."${collapse}"`
    : `select r, s from ${matches}`
  const rows = store
    .prepare(
      `select d.document as document, s as score from (${best}) join ${tables.columns} c on c.rowid = r
       join ${tables.documents} d on d.rowid = r order by ${order} limit ? offset ?`,
    )
    .all(...where.values, limit, offset)
  return { total, rows: rows.map((row) => ({ document: String(row['document']), score: Number(row['score']) })) }
}

function countsOf(
  store: Store,
  index: IndexDefinition,
  tables: Tables,
  field: string,
  chosen: readonly Filter[],
): Record<string, number> {
  if (!index.facets.includes(field)) throw new Error(`${index.name}.${field} is not a facet`)
  const others = allOf(
    chosen.filter((filter) => filter.field !== field).map((filter) => conditionOf(index, tables, filter)),
  )
  const list = index.lists.includes(field)
  const value = list ? 'v.value' : `c."${field}"`
  const join = list ? `join ${tables.values} v on v.row = h.r and v.field = '${field}'` : ''
  const rows = store
    .prepare(
      `select ${value} as value, count(*) as n from temp.hits h join ${tables.columns} c on c.rowid = h.r ${join}
       where ${others.sql} and ${value} is not null group by ${value} order by n desc limit ${FACET_VALUES}`,
    )
    .all(...others.values)
  return Object.fromEntries(rows.map((row) => [String(row['value']), Number(row['n'])]))
}

function toHit(row: Row, highlighted: readonly string[], terms: readonly string[]) {
  const document = JSON.parse(row.document) as SearchDocument
  const highlight: Record<string, Segment[]> = {}
  for (const field of highlighted) highlight[field] = segment(String(document[field] ?? ''), terms)
  return { document, score: row.score, highlight }
}
