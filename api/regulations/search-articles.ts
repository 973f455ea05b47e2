/** Verb: the articles that answer a question, a citation or a few words; the cited one on top. */
import { sql } from 'drizzle-orm'
import type { Level } from '../../content/schema-regulations.ts'
import { dayNumber, type Filter, type SearchHit, type SearchResult } from '../../search/engine.ts'
import { type ArticleDocument, articles as index } from '../../search/indexes/articles.ts'
import { excerpt } from '../../search/language/highlight.ts'
import { type ParsedQuery, parseQuery } from '../../search/language/query.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { orUnavailable } from '../search/open-search.ts'
import { findLawByDocumentNumber, findLawByName } from './find-law.ts'
import { articleUrl } from './law-store.ts'
import type { ArticleHit, ArticleQuery, ArticleResults, NoteView } from './model.ts'
import { statusOn } from './status.ts'

const EXCERPT = 220
/** Fewer articles with all words than this, and articles with some of them follow. */
const ENOUGH = 20
const FACETS = ['level', 'region', 'topics']

export interface SearchOptions {
  /** Whether values are counted; the one box shows none. */
  counts?: boolean
}

export async function searchArticles(
  deps: Deps,
  input: ArticleQuery,
  { counts = true }: SearchOptions = {},
): Promise<ArticleResults> {
  if (input.q.trim() === '' && !input.law) return nothing(deps, input)
  const day = input.asOf ?? chinaDate(deps.clock.now())
  const parsed = parseQuery(input.q)
  const cited = await citedLaw(deps, parsed)
  const wholeLaw = cited !== null && cited.number === null
  const filters = [...filtersOf(input, day), ...(cited ? [{ field: 'lawId', in: [cited.id] }] : [])]
  const pinned = cited?.number && input.offset === 0 ? await pinnedHits(deps, filters, cited.number) : []
  const text = { ...parsed.text, words: withTitles(deps, parsed.text.words), enough: ENOUGH }
  const result: SearchResult<ArticleDocument> = await orUnavailable(
    deps.search.query(index, {
      ...(wholeLaw ? { sort: [{ field: 'position' }] } : { text }),
      filters,
      facets: counts ? FACETS : [],
      highlight: ['text'],
      limit: input.limit,
      offset: input.offset,
      ...(input.collapse ? { collapse: 'fold' } : {}),
    }),
  )
  const hits = [
    ...pinned,
    ...result.hits.filter(({ document }) => !pinned.some((first) => first.document.id === document.id)),
  ]
  const items = await toItems(deps, hits.slice(0, input.limit), day)
  const seen = input.offset + input.limit
  return {
    query: { text: input.q, terms: result.terms, corrected: null },
    items,
    total: Math.max(result.total, items.length),
    next: seen < result.total ? nextAddress(input, seen) : null,
    facets: {
      level: result.facets['level'] ?? {},
      region: result.facets['region'] ?? {},
      topic: result.facets['topics'] ?? {},
      status: { [input.status]: result.total },
    },
    engine: deps.search.kind,
    tookMs: Math.round(result.tookMs * 10) / 10,
  }
}

/** Nothing asked, nothing found: the whole library is no answer. */
function nothing(deps: Deps, { q, status }: ArticleQuery): ArticleResults {
  const facets = { level: {}, region: {}, topic: {}, status: { [status]: 0 } }
  const query = { text: q, terms: [], corrected: null }
  return { query, items: [], total: 0, next: null, facets, engine: deps.search.kind, tookMs: 0 }
}

async function citedLaw(
  deps: Deps,
  { citation, documentNumber }: ParsedQuery,
): Promise<{ id: string; number: string | null } | null> {
  if (documentNumber) {
    const id = await findLawByDocumentNumber(deps, documentNumber)
    if (id) return { id, number: null }
  }
  const id = citation && (await findLawByName(deps, citation.law))
  return id && citation ? { id, number: citation.number } : null
}

async function pinnedHits(
  deps: Deps,
  filters: readonly Filter[],
  number: string,
): Promise<SearchHit<ArticleDocument>[]> {
  const exact = [...filters, { field: 'number', in: [number] }]
  const { hits } = await orUnavailable(
    deps.search.query(index, { filters: exact, sort: [{ field: 'from', descending: true }], limit: 3 }),
  )
  return hits.map((hit) => ({ ...hit, highlight: { text: [{ text: hit.document.text, hit: false }] } }))
}

export function filtersOf(
  input: Pick<ArticleQuery, 'level' | 'region' | 'topic' | 'law' | 'status'>,
  day: string,
): Filter[] {
  const today = dayNumber(day, 'past')
  const filters: Filter[] =
    input.status === 'in-force'
      ? [
          { field: 'from', to: today },
          { field: 'to', from: today },
        ]
      : []
  if (input.level) filters.push({ field: 'level', in: [input.level] })
  if (input.region) filters.push({ field: 'region', in: [input.region] })
  if (input.topic) filters.push({ field: 'topics', in: [input.topic] })
  if (input.law) filters.push({ field: 'lawId', in: [input.law] })
  return filters
}

/** A short name is searched under the full one too: 消法 → 消费者权益保护法. */
function withTitles(deps: Deps, words: string): string {
  const titles = deps.content.regulations.digests
    .filter(
      ({ title, aliases }) =>
        !words.includes(title) && aliases.some((alias) => alias.length > 1 && words.includes(alias)),
    )
    .map(({ title }) => title.replace('中华人民共和国', ''))
  return [words, ...titles.filter((title) => !words.includes(title))].join(' ')
}

async function toItems(deps: Deps, hits: readonly SearchHit<ArticleDocument>[], day: string): Promise<ArticleHit[]> {
  const notes = await notesFor(
    deps,
    hits.map(({ document }) => document),
  )
  return hits.map(({ document, highlight }) => {
    const effectiveOn = dayOf(document.from)
    const status = statusOn(day, { effectiveOn, endsOn: dayOf(document.to) }, !document.latest)
    const asOf = status === 'in-force' || effectiveOn === null ? '' : `?asOf=${effectiveOn}`
    return {
      id: document.id,
      law: {
        id: document.lawId,
        title: document.lawTitle,
        level: document.level as Level,
        region: document.region,
        status,
        effectiveOn,
      },
      label: document.label,
      number: document.number,
      chapter: document.chapter,
      text: document.text,
      highlight: excerpt(highlight['text'] ?? [], EXCERPT),
      note: document.note === '' ? null : (notes.get(`${document.lawId}/${document.number}`) ?? null),
      url: articleUrl(document.lawId, document.number) + asOf,
    }
  })
}

async function notesFor(deps: Deps, documents: readonly ArticleDocument[]): Promise<Map<string, NoteView>> {
  const wanted = JSON.stringify(documents.filter(({ note }) => note !== '').map(({ lawId, number }) => [lawId, number]))
  const rows = await deps.db.execute<
    Record<
      'law_id' | 'number' | 'title_zh' | 'title_en' | 'says' | 'binds' | 'follows' | 'example' | 'summary_en',
      string
    >
  >(sql`
    select n.* from jsonb_array_elements(${wanted}::jsonb) w join article_notes n on n.law_id = w->>0 and n.number = w->>1`)
  return new Map(
    rows.map((row) => [
      `${row.law_id}/${row.number}`,
      {
        title: { zh: row.title_zh, en: row.title_en },
        says: row.says,
        binds: row.binds,
        follows: row.follows,
        example: row.example,
        summaryEn: row.summary_en,
      },
    ]),
  )
}

/** The day behind a day number; null where the span is open. */
function dayOf(day: number): string | null {
  return day === dayNumber(null, 'past') || day === dayNumber(null, 'future')
    ? null
    : String(day).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
}

function nextAddress(input: ArticleQuery, offset: number): string {
  const pairs = Object.entries({ ...input, offset }).filter(([, value]) => value !== undefined)
  return `/api/regulations/articles?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}
