/** Verb: the articles that answer a question, a citation or a few words; the cited one on top. */
import { dayNumber, type Filter, type SearchHit, type SearchResult } from '../../search/engine.ts'
import { type ArticleDocument, articles as index } from '../../search/indexes/articles.ts'
import { segment } from '../../search/language/highlight.ts'
import { normalise } from '../../search/language/normalise.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { orUnavailable } from '../search/open-search.ts'
import { articleHits, markPart } from './article-hits.ts'
import { countCopies } from './copies.ts'
import { type LawNames, lawNames } from './law-names.ts'
import { articleUrl } from './law-store.ts'
import type { ArticleQuery, ArticleResults } from './model.ts'
import { lawIdOf, type Pin, type Reading, readQuery } from './read-query.ts'

/** Fewer articles with all words than this, and articles with some of them follow. */
const ENOUGH = 20
const FACETS = ['level', 'region', 'topics'] as const
/** Versions of the articles that belong on top, over all of them. */
const PINNED_VERSIONS = 60

export interface SearchOptions {
  /** Whether values are counted; the one box shows none. */
  counts?: boolean
}

/** One search as it will be answered: what was meant, where to look, what stands on top. */
interface Search {
  input: ArticleQuery
  day: string
  reading: Reading
  counts: boolean
}

interface Found {
  hits: SearchHit<ArticleDocument>[]
  total: number
  result: SearchResult<ArticleDocument>
  /** A quoted phrase stands nowhere: its words were searched instead. */
  loosened: boolean
}

export async function searchArticles(
  deps: Deps,
  input: ArticleQuery,
  { counts = true }: SearchOptions = {},
): Promise<ArticleResults> {
  if (normalise(input.q) === '' && !input.law) return nothing(deps, input)
  const day = input.asOf ?? chinaDate(deps.clock.now())
  const names = await lawNames(deps)
  const asked: Search = { input, day, counts, reading: readQuery(deps, names, input.q) }
  const { search, found, applied } = await answer(deps, names, asked)
  const copies = input.collapse
    ? await countCopies(
        deps,
        found.hits.map(({ document }) => document),
        day,
      )
    : new Map<string, number>()
  const seen = input.offset + input.limit
  return {
    query: {
      text: input.q,
      terms: found.result.terms,
      corrected: asked.reading.corrected?.text ?? null,
      applied,
      loosened: found.loosened,
      meanings: meaningsOf(names, search.reading),
    },
    items: await articleHits(deps, found.hits, day, copies),
    total: found.total,
    next: seen < found.total ? nextAddress(input, seen) : null,
    facets: {
      level: found.result.facets['level'] ?? {},
      region: found.result.facets['region'] ?? {},
      topic: found.result.facets['topics'] ?? {},
      status: { [input.status]: found.total },
    },
    engine: found.result.engine ?? deps.search.kind,
    tookMs: Math.round(found.result.tookMs * 10) / 10,
  }
}

/** Another spelling is answered when only it can be meant, or when nothing is found as typed; otherwise it is offered. */
async function answer(
  deps: Deps,
  names: LawNames,
  asked: Search,
): Promise<{ search: Search; found: Found; applied: boolean }> {
  const { input, reading } = asked
  const better = input.exact ? null : reading.corrected
  const other = (): Search => ({ ...asked, reading: readQuery(deps, names, better?.text ?? '') })
  if (better?.sure) {
    const search = other()
    const found = await find(deps, search)
    if (found.total > 0) return { search, found, applied: true }
  }
  const found = await find(deps, asked)
  if (better && !better.sure && found.total === 0) {
    const search = other()
    const second = await find(deps, search)
    if (second.total > 0) return { search, found: second, applied: true }
  }
  return { search: asked, found, applied: false }
}

async function find(deps: Deps, search: Search): Promise<Found> {
  const { input, reading, day } = search
  const narrowed = [...filtersOf(input, day), ...lawFilter(reading)]
  const pinned = await pinnedHits(deps, search)
  const first = await findRest(deps, search, narrowed, pinned, reading.text)
  const { phrases = [] } = reading.text
  if (phrases.length > 0 && !reading.literal && first.total === pinned.length) {
    const words = [reading.text.words, ...phrases].join(' ').trim()
    return {
      ...(await findRest(deps, search, narrowed, pinned, { ...reading.text, words, phrases: [] })),
      loosened: true,
    }
  }
  // A law named is shown even where it binds no longer.
  if (reading.lawIds.length > 0 && first.total === 0 && input.status === 'in-force') {
    const any = [...filtersOf({ ...input, status: 'all' }, day), ...lawFilter(reading)]
    return findRest(deps, search, any, pinned, reading.text)
  }
  return first
}

const lawFilter = ({ lawIds }: Reading): Filter[] => (lawIds.length > 0 ? [{ field: 'lawId', in: lawIds }] : [])

/** The page asked for, of the pinned articles and then everything else. */
async function findRest(
  deps: Deps,
  { input, reading, counts }: Search,
  filters: readonly Filter[],
  pinned: readonly SearchHit<ArticleDocument>[],
  text: Reading['text'],
): Promise<Found> {
  const onTop = pinned.slice(input.offset, input.offset + input.limit)
  const documents = pinned.map(({ document }) => document)
  const others: Filter[] = documents.length > 0 ? [{ field: 'id', notIn: documents.map(({ id }) => id) }] : []
  if (input.collapse && documents.length > 0) others.push({ field: 'fold', notIn: documents.map(({ fold }) => fold) })
  const result: SearchResult<ArticleDocument> = await orUnavailable(
    deps.search.query(index, {
      ...(reading.whole ? { sort: [{ field: 'position' }] } : { text: { ...text, enough: ENOUGH } }),
      filters: [...filters, ...others],
      facets: counts ? FACETS : [],
      highlight: ['text'],
      limit: Math.max(1, input.limit - onTop.length),
      offset: Math.max(0, input.offset - pinned.length),
      ...(input.collapse ? { collapse: 'fold' } : {}),
    }),
  )
  if (counts) for (const document of documents) countIn(result.facets, document)
  const hits = [...onTop, ...result.hits].slice(0, input.limit)
  return { hits, total: result.total + pinned.length, result, loosened: false }
}

function countIn(facets: SearchResult<ArticleDocument>['facets'], document: ArticleDocument): void {
  for (const field of FACETS) {
    const counts = facets[field] ?? {}
    for (const value of [document[field]].flat()) counts[value] = (counts[value] ?? 0) + 1
    facets[field] = counts
  }
}

/** The articles that belong on top, in their order, the version that binds on the day; one the reader named in any version. */
async function pinnedHits(deps: Deps, { input, reading, day }: Search): Promise<SearchHit<ArticleDocument>[]> {
  const { pins, text } = reading
  if (pins.length === 0) return []
  const of = (wanted: readonly Pin[]): Filter[] => [
    { field: 'lawId', in: [...new Set(wanted.map(({ lawId }) => lawId))] },
    { field: 'number', in: [...new Set(wanted.map(({ number }) => number))] },
  ]
  const load = async (filters: readonly Filter[]) =>
    (
      await orUnavailable(
        deps.search.query(index, {
          filters,
          sort: [{ field: 'from', descending: true }],
          limit: PINNED_VERSIONS,
        }),
      )
    ).hits
  const found = await load([...filtersOf(input, day), ...of(pins)])
  const missing = pins.filter((pin) => pin.cited && !found.some((hit) => isOf(hit, pin)))
  if (missing.length > 0 && input.status === 'in-force')
    found.push(...(await load([...filtersOf({ ...input, status: 'all' }, day), ...of(missing)])))
  const today = dayNumber(day, 'past')
  const binds = ({ document }: SearchHit<ArticleDocument>) => document.from <= today && document.to >= today
  const hits = pins.flatMap((pin) => {
    const versions = found.filter((hit) => isOf(hit, pin) && !holdsExcluded(hit, text.excluded ?? []))
    const hit = versions.find(binds) ?? versions[0]
    return hit ? [{ ...hit, highlight: { text: markedText(hit.document, pin, text.also ?? []) } }] : []
  })
  return hits.filter((hit, at) => hits.findIndex(({ document }) => document.id === hit.document.id) === at)
}

const isOf = ({ document }: SearchHit<ArticleDocument>, pin: Pin) =>
  document.lawId === pin.lawId && document.number === pin.number

function holdsExcluded({ document }: SearchHit<ArticleDocument>, excluded: readonly string[]): boolean {
  const all = normalise([document.lawTitle, document.chapter, document.text, document.note].join(' '))
  return excluded.some((word) => all.includes(word))
}

const markedText = ({ text }: ArticleDocument, { cited, paragraph, item }: Pin, also: readonly string[]) =>
  cited ? markPart(text, paragraph, item) : segment(text, also)

function meaningsOf(names: LawNames, { meanings }: Reading): ArticleResults['query']['meanings'] {
  return meanings.map(({ word, entry }) => ({
    word,
    means: entry.means,
    articles: entry.articles.flatMap(({ law, article }) => {
      const id = lawIdOf(names, law)
      return id === null ? [] : [{ law, number: article, url: articleUrl(id, article) }]
    }),
  }))
}

/** Nothing asked, nothing found: the whole library is no answer. */
function nothing(deps: Deps, { q, status }: ArticleQuery): ArticleResults {
  const facets = { level: {}, region: {}, topic: {}, status: { [status]: 0 } }
  const query = { text: q, terms: [], corrected: null, applied: false, loosened: false, meanings: [] }
  return { query, items: [], total: 0, next: null, facets, engine: deps.search.kind, tookMs: 0 }
}

function filtersOf(input: Pick<ArticleQuery, 'level' | 'region' | 'topic' | 'law' | 'status'>, day: string): Filter[] {
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

function nextAddress(input: ArticleQuery, offset: number): string {
  const pairs = Object.entries({ ...input, offset }).filter(([, value]) => value !== undefined)
  return `/api/regulations/articles?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}
