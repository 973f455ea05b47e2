/**
 * The search port: documents in, ranked documents out. It knows neither HTTP nor tables. The index is derived from
 * Postgres and may be thrown away and rebuilt at any time; see `search/engines/` for what stands behind it.
 */

/** What a field may hold. Days are whole numbers (`dayNumber`), so that every engine can compare them. */
export type FieldValue = string | number | boolean | null | readonly string[]

/** A document as indexed and as returned. Declare concrete ones as `type`, not `interface`. */
export type SearchDocument = { readonly id: string; readonly [field: string]: FieldValue }

/** One public collection, declared in `search/indexes/<name>.ts` with `defineIndex`. */
export interface IndexDefinition<D extends SearchDocument = SearchDocument> {
  /** Lower-case letters and underscores; part of table and index names. */
  readonly name: string
  /** Raise it when a field's meaning changes but not its name: the index is then rebuilt at the next start. */
  readonly version: number
  /** Text fields searched, with their weight. */
  readonly searchable: Readonly<Record<string, number>>
  readonly filterable: readonly string[]
  readonly sortable: readonly string[]
  /** Fields whose values are counted; all of them filterable. */
  readonly facets: readonly string[]
  /** Fields that hold several values. */
  readonly lists: readonly string[]
  /**
   * Fields the embedded engine holds in memory, a number a document, where a collection counts a million: filters, order
   * and counts come from them. Facets and sortable fields are then among them; other filters are looked up in the file.
   * Without any, SQL answers.
   */
  readonly columns: readonly string[]
  /** Numeric field of which the larger value comes first among equally good documents, for instance the newest day. */
  readonly newest: string | null
  /** Numeric field 0–1 that lifts a document among equally good ones, for instance national law before local law. */
  readonly prefer: string | null
  /** How the learned ranking of `search/ranking/` reads a document; null where words alone rank. */
  readonly ranked: RankedFields | null
  /** Never present; carries the document type. */
  readonly document?: D
}

/** Which fields hold what the ranking of articles looks at. */
export interface RankedFields<F extends string = string> {
  /** Title of the law, number of the article, its level, and the day number from which it binds. */
  readonly law: F
  readonly number: F
  readonly level: F
  readonly since: F
  /** Version of the law, and the place in it: neighbours speak for one another. */
  readonly version: F
  readonly position: F
  /** Searched texts: names, headings, what it says. */
  readonly title: readonly F[]
  readonly heading: readonly F[]
  readonly body: readonly F[]
}

type FieldsOf<D> = Exclude<keyof D & string, never>
type TextFieldsOf<D> = { [F in keyof D & string]: D[F] extends string | readonly string[] ? F : never }[keyof D &
  string]

type ListFieldsOf<D> = { [F in keyof D & string]: D[F] extends readonly string[] ? F : never }[keyof D & string]

/** Checks field names against the document type: `export const laws = defineIndex<LawDocument>({ … })`. */
export function defineIndex<D extends SearchDocument>(definition: {
  name: string
  version: number
  searchable: { readonly [F in TextFieldsOf<D>]?: number }
  filterable: readonly FieldsOf<D>[]
  sortable: readonly FieldsOf<D>[]
  facets: readonly FieldsOf<D>[]
  lists?: readonly ListFieldsOf<D>[]
  columns?: readonly FieldsOf<D>[]
  newest?: FieldsOf<D>
  prefer?: FieldsOf<D>
  ranked?: RankedFields<FieldsOf<D>>
}): IndexDefinition<D> {
  const { columns = [], newest, prefer, facets, sortable } = definition
  const needed = [...facets, ...sortable, ...(newest ? [newest] : []), ...(prefer ? [prefer] : [])]
  if (columns.length > 0 && !needed.every((field) => columns.includes(field)))
    throw new Error(`${definition.name}: every facet and sortable field is a column, or there are none`)
  return {
    ...definition,
    searchable: { ...definition.searchable } as Record<string, number>,
    lists: definition.lists ?? [],
    columns,
    newest: newest ?? null,
    prefer: prefer ?? null,
    ranked: definition.ranked ?? null,
  }
}

/** What the reader typed, taken apart by `search/language/query.ts`. */
export interface TextQuery {
  /** Free text; the engine cuts it into words. The first 2,000 characters count. */
  words: string
  /** With at least this many documents that hold all words, those that hold only some are left out; default 1, and 0 leaves them out always. */
  enough?: number
  /** Each must appear as it stands. */
  phrases?: readonly string[]
  /** What the law calls it: lifts what holds it, and is found by it alone; nothing has to hold it. */
  also?: readonly string[]
  /** None may appear. */
  excluded?: readonly string[]
}

/** All filters of a query must hold. Ranges are inclusive and for numbers. */
export type Filter =
  | { field: string; in: readonly (string | number | boolean)[] }
  | { field: string; notIn: readonly (string | number | boolean)[] }
  | { field: string; from?: number; to?: number }

export interface SearchQuery {
  /** Absent or empty: every document that passes the filters. */
  text?: TextQuery
  filters?: readonly Filter[]
  /** Fields to count. The counts of a field leave that field's own `in` filter aside, so that alternatives stay visible. */
  facets?: readonly string[]
  /** Relevance when absent. */
  sort?: readonly { field: string; descending?: boolean }[]
  limit: number
  offset?: number
  /** Text fields to mark the found words in. */
  highlight?: readonly string[]
  /** Keeps the best document of those that share this (filterable) field's value. */
  collapse?: string
  /** Milliseconds until SearchUnavailable; default 2000. */
  timeLimitMs?: number
}

/** What matches, whole. */
export type Selection = Pick<SearchQuery, 'text' | 'filters' | 'sort' | 'timeLimitMs'>

/** A piece of text, found or not. Plain text, never markup: a page escapes it as any other. */
export interface Segment {
  text: string
  hit: boolean
}

export interface SearchHit<D extends SearchDocument> {
  document: D
  /** Larger is better; comparable within one answer only. */
  score: number
  /** Per highlighted field, the whole text in segments. */
  highlight: Record<string, Segment[]>
}

export interface SearchResult<D extends SearchDocument> {
  hits: SearchHit<D>[]
  /** Exact on SQLite, an estimate on Meilisearch beyond the first thousand. */
  total: number
  /** Count per value of each asked field. */
  facets: Record<string, Record<string, number>>
  /** The words searched for, as the engine cut them; empty where it does not say. */
  terms: string[]
  tookMs: number
  /** Which engine answered, where one stands in for another; otherwise the engine asked. */
  engine?: SearchEngine['kind']
}

/** A change of a collection, applied as one: first what matches `remove` goes, then `put` is written by id. */
export interface IndexChange<D extends SearchDocument> {
  remove?: Filter
  put?: readonly D[]
}

export interface IndexStats {
  name: string
  documents: number
  /** Fingerprint of the definition it was built with. */
  schema: string
  /** ISO 8601 instant of the last rebuild; null when never built. */
  builtAt: string | null
}

export interface SearchEngine {
  readonly kind: 'sqlite' | 'meilisearch'
  /** @throws SearchUnavailable past the time limit, or when the engine is away */
  query<D extends SearchDocument>(index: IndexDefinition<D>, query: SearchQuery): Promise<SearchResult<D>>
  /**
   * One number of every match, in the order of the answer.
   *
   * @param field numeric and sortable
   * @throws SearchUnavailable as `query`, or when there are more matches than the engine lists
   */
  select<D extends SearchDocument>(index: IndexDefinition<D>, query: Selection, field: string): Promise<Float64Array>
  /** Visible to every process when it resolves. Creates the collection when absent. */
  apply<D extends SearchDocument>(index: IndexDefinition<D>, change: IndexChange<D>): Promise<void>
  /** Builds a new index beside the one in use and swaps it in; readers never see a half one. */
  rebuild<D extends SearchDocument>(
    index: IndexDefinition<D>,
    batches: AsyncIterable<readonly D[]>,
  ): Promise<{ documents: number }>
  /** Statistics of a collection; zero documents when absent. */
  stats(index: IndexDefinition): Promise<IndexStats>
  close(): Promise<void>
}

/** The engine did not answer in time, or not at all. The caller says so honestly (503). */
export class SearchUnavailable extends Error {
  readonly reason: 'timeout' | 'away'
  constructor(reason: 'timeout' | 'away', options: ErrorOptions = {}) {
    super(reason === 'timeout' ? 'search took too long' : 'search is away', options)
    this.reason = reason
  }
}

/** `2026-04-15` as 20260415; `open` where a side has no end. */
export function dayNumber(day: string | null, open: 'past' | 'future'): number {
  return day === null ? (open === 'past' ? 0 : 99_991_231) : Number(day.replaceAll('-', ''))
}

/** Fingerprint of what an index was built with; another one means rebuild. */
export function schemaOf(index: IndexDefinition): string {
  const { name, version, searchable, filterable, sortable, facets, lists, prefer, ranked, columns, newest } = index
  const held = columns.length > 0 || newest !== null ? [columns, newest] : []
  return JSON.stringify([name, version, searchable, filterable, sortable, facets, lists, prefer, ranked, ...held])
}
