/** Reading side of the SQLite engine: matches and their scores into a temporary table, then order, counts and documents from it. */
import type {
  Filter,
  IndexDefinition,
  SearchDocument,
  SearchQuery,
  SearchResult,
  Segment,
  TextQuery,
} from '../engine.ts'
import { segment } from '../language/highlight.ts'
import { normalise } from '../language/normalise.ts'
import type { WordCutter } from '../language/words.ts'
import { allOf, type Condition, conditionOf } from './sqlite-filter.ts'
import { rankedPage } from './sqlite-ranked.ts'
import type { Rankers } from './sqlite-rankers.ts'
import { type Store, type Tables, tablesOf } from './sqlite-store.ts'

const MAX_TEXT = 2000
const MAX_TERMS = 24
/** This many words are kept however common they are. */
const FEW_TERMS = 2
/** Share of documents from which a word counts as common. */
const COMMON = 0.05
const FACET_VALUES = 200
/** How much the preferred field may lift a score. */
const PREFERENCE = 0.3

export function runQuery(
  store: Store,
  words: WordCutter,
  rankers: Rankers,
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
    const terms = [...new Set([...(text?.terms ?? []), ...(text?.phrases ?? [])])]
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

interface TextPlan {
  /** FTS5 expressions, the stricter first. */
  expressions: string[]
  phrases: string[]
  terms: string[]
  enough: number
}

function planText(store: Store, words: WordCutter, tables: Tables, text: TextQuery | undefined): TextPlan | null {
  if (!text || [text.words, ...(text.phrases ?? [])].every((piece) => piece.trim() === '')) return null
  const { enough = 1 } = text
  const phrases = (text.phrases ?? []).map(normalise).filter((phrase) => phrase !== '')
  const asked = text.words.slice(0, MAX_TEXT)
  const plain = words.plain(asked)
  const also = (text.also ?? []).flatMap((word) => words.fine(word))
  const fine = rarest(store, tables, [...new Set([...plain, ...words.fine(asked), ...also])])
  const anywhere =
    fine.length > 0
      ? fine
      : rarest(
          store,
          tables,
          phrases.flatMap((phrase) => words.fine(phrase)),
        )
  if (anywhere.length === 0) return { expressions: [], phrases, terms: [], enough }
  const without = (text.excluded ?? [])
    .map((excluded) => words.plain(excluded))
    .filter((cut) => cut.length > 0)
    .map((cut) => ` NOT "${cut.map(bare).join(' ')}"`)
    .join('')
  const any = `(${anywhere.map(quoted).join(' OR ')})${without}`
  const all = plain.length > 1 && plain.length <= MAX_TERMS ? [`(${plain.map(quoted).join(' AND ')})${without}`] : []
  return { expressions: phrases.length > 0 ? [any] : [...all, any], phrases, terms: fine, enough }
}

const bare = (word: string) => word.replaceAll('"', '')
/** A single character also finds words that begin with it. */
const quoted = (word: string) => (word.length === 1 ? `"${bare(word)}"*` : `"${bare(word)}"`)

/**
 * The words that tell most, which are also the quick ones. Words nowhere in the index are left out, and so are those in
 * every twentieth document, unless the question has little else.
 */
function rarest(store: Store, tables: Tables, words: string[]): string[] {
  const frequency = store.prepare(`select doc from ${tables.vocabulary} where term = ?`)
  const size = Number(store.prepare(`select max(rowid) as n from ${tables.columns}`).get()?.['n'] ?? 0)
  return words
    .map((word) => ({ word, count: Number(frequency.get(word)?.['doc'] ?? 0) }))
    .filter(({ word, count }) => count > 0 || word.length === 1)
    .sort((a, b) => a.count - b.count)
    .filter(({ count }, place) => place < FEW_TERMS || count < size * COMMON)
    .slice(0, MAX_TERMS)
    .map(({ word }) => word)
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

function phraseCondition(index: IndexDefinition, phrases: readonly string[]): Condition | null {
  if (phrases.length === 0) return null
  const fields = Object.keys(index.searchable)
  const one = fields
    .map((field) => `instr(plain(coalesce(json_extract(d.document, '$.${field}'), '')), ?) > 0`)
    .join(' or ')
  return {
    sql: phrases.map(() => `(${one})`).join(' and '),
    values: phrases.flatMap((phrase) => fields.map(() => phrase)),
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
