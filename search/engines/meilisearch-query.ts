/** Text, filters and hits of the port in Meilisearch's words. */
import type { MultiSearchQuery } from 'meilisearch'
import type {
  Filter,
  IndexDefinition,
  SearchDocument,
  SearchHit,
  SearchQuery,
  SearchResult,
  Segment,
  TextQuery,
} from '../engine.ts'
import { segment } from '../language/highlight.ts'
import { normalise } from '../language/normalise.ts'

/** Meilisearch reads no further words. */
export const WORDS_READ = 10

/** @param words as our own dictionary cuts them, those no document has already left out */
export function textOf(words: readonly string[], { phrases = [], excluded = [] }: TextQuery): string {
  const bare = (piece: string) => normalise(piece).replaceAll('"', ' ')
  return [
    ...words,
    ...phrases.map((phrase) => `"${bare(phrase)}"`),
    ...excluded.map((phrase) => `-"${bare(phrase)}"`),
  ].join(' ')
}

export function filterOf(filter: Filter): string {
  const { field } = filter
  if ('in' in filter) return `${field} IN [${filter.in.map(quoted).join(', ')}]`
  if ('notIn' in filter) return `${field} NOT IN [${filter.notIn.map(quoted).join(', ')}]`
  return `${field} >= ${filter.from ?? Number.MIN_SAFE_INTEGER} AND ${field} <= ${filter.to ?? Number.MAX_SAFE_INTEGER}`
}

const quoted = (value: string | number | boolean) =>
  typeof value === 'string' ? `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : String(value)

/** The query, and one more without hits for each counted field that has a choice of its own. */
export function queriesOf(index: IndexDefinition, uid: string, query: SearchQuery, q: string): MultiSearchQuery[] {
  for (const { field } of query.sort ?? []) {
    if (!index.sortable.includes(field)) throw new Error(`${index.name}.${field} is not sortable`)
  }
  const filters = query.filters ?? []
  const chosen = (query.facets ?? []).filter((field) => filters.some((filter) => isChoice(filter, field)))
  const common = {
    indexUid: uid,
    q,
    locales: ['cmn' as const],
    matchingStrategy: 'all' as const,
    ...(query.collapse ? { distinct: query.collapse } : {}),
  }
  const main: MultiSearchQuery = {
    ...common,
    filter: filters.map(filterOf),
    facets: (query.facets ?? []).filter((field) => !chosen.includes(field)),
    sort: (query.sort ?? []).map(({ field, descending }) => `${field}:${descending ? 'desc' : 'asc'}`),
    limit: query.limit,
    offset: query.offset ?? 0,
    showRankingScore: true,
  }
  const counts = chosen.map((field) => ({
    ...common,
    filter: filters.filter((filter) => !isChoice(filter, field)).map(filterOf),
    facets: [field],
    limit: 0,
  }))
  return [main, ...counts]
}

const isChoice = (filter: Filter, field: string) => 'in' in filter && filter.field === field

export interface Answer {
  hits: readonly Record<string, unknown>[]
  estimatedTotalHits?: number
  facetDistribution?: Record<string, Record<string, number>>
  processingTimeMs: number
}

/** @param terms words to mark: ours, so that both engines mark the same */
export function resultOf(
  answers: readonly Answer[],
  query: SearchQuery,
  terms: readonly string[],
): SearchResult<SearchDocument> {
  const [main] = answers
  const facets: Record<string, Record<string, number>> = {}
  for (const field of query.facets ?? [])
    facets[field] = answers.find((answer) => answer.facetDistribution?.[field])?.facetDistribution?.[field] ?? {}
  return {
    hits: (main?.hits ?? []).map((hit) => hitOf(hit, query.highlight ?? [], terms)),
    total: main?.estimatedTotalHits ?? 0,
    facets,
    terms: [...terms],
    tookMs: answers.reduce((sum, { processingTimeMs }) => sum + processingTimeMs, 0),
  }
}

function hitOf(
  hit: Record<string, unknown>,
  highlighted: readonly string[],
  terms: readonly string[],
): SearchHit<SearchDocument> {
  const { _rankingScore, key, ...fields } = hit
  const document = fields as SearchDocument
  const highlight: Record<string, Segment[]> = {}
  for (const field of highlighted) highlight[field] = segment(String(document[field] ?? ''), terms)
  return { document, score: Number(_rankingScore ?? 0), highlight }
}
