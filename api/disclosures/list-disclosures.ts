/** Finds published records by words and filters, with the counts of every facet. */
import { inArray } from 'drizzle-orm'
import type { SearchQuery } from '../../search/engine.ts'
import { disclosures as index } from '../../search/indexes/disclosures.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { orUnavailable } from '../search/open-search.ts'
import type { Disclosure } from './model.ts'
import { isShown, publicView } from './public.ts'
import { DEEPEST, type DisclosureFilter, type DisclosureQuery } from './query.ts'
import { type Applied, anyResult, appliedFilters, sentenceOf } from './sentence.ts'
import { type DisclosureRow, disclosures } from './tables.ts'
import { indexFilters } from './where.ts'
import { nameOf, typeName } from './words.ts'

export interface FacetValue {
  value: string
  name: string
  count: number
}
export const FACETS = ['type', 'station', 'result', 'breach', 'industry', 'topic'] as const
export type Facet = (typeof FACETS)[number]

export interface DisclosureList {
  items: Disclosure[]
  total: number
  /** Number of the next page; null on the last. */
  nextPage: number | null
  sentence: string
  applied: Applied[]
  facets: Record<Facet, FacetValue[]>
  engine: string
  tookMs: number
}

/** @throws Problem invalid beyond the deepest page, unavailable when the search does not answer in time */
export async function listDisclosures(deps: Deps, ctx: Context, query: DisclosureQuery): Promise<DisclosureList> {
  const { limit, page } = query
  const offset = (page - 1) * limit
  if (offset + limit > DEEPEST)
    throw new Problem('invalid', { errors: [{ path: 'page', code: 'too-big', message: 'errors.disclosures.tooDeep' }] })
  const found = await orUnavailable(
    deps.search.query(index, { ...searchOf(query, query.sort), facets: FACETS, limit, offset }),
  )
  const ids = found.hits.map(({ document }) => document.id)
  const items = (await rowsInOrder(deps, ids)).map((row) => publicView(deps, ctx.locale, row))
  return {
    items,
    total: found.total,
    nextPage: offset + limit < Math.min(found.total, DEEPEST) ? page + 1 : null,
    sentence: sentenceOf(deps.content, ctx.locale, query, found.total),
    applied: appliedFilters(deps.content, ctx.locale, query),
    facets: Object.fromEntries(
      FACETS.map((facet) => [facet, facetValues(deps, ctx, facet, found.facets[facet] ?? {})]),
    ) as DisclosureList['facets'],
    engine: deps.search.kind,
    tookMs: Math.round(found.tookMs),
  }
}

/** Words, filters and order as the search port takes them. */
export function searchOf(
  filter: DisclosureFilter,
  sort: DisclosureQuery['sort'],
): Pick<SearchQuery, 'text' | 'filters' | 'sort'> {
  const chosen = sort ?? (filter.q ? 'relevance' : '-date')
  const newest = { field: 'decided', descending: true }
  const orders = {
    relevance: undefined,
    date: [{ field: 'decided' }],
    '-date': [newest],
    fine: [{ field: 'fine' }, newest],
    '-fine': [{ field: 'fine', descending: true }, newest],
  }
  // Without words nothing is more relevant than anything else.
  const order = chosen === 'relevance' && !filter.q ? orders['-date'] : orders[chosen]
  return {
    ...(filter.q ? { text: { words: filter.q } } : {}),
    filters: indexFilters(filter),
    ...(order ? { sort: order } : {}),
  }
}

/** The rows of these ids in their order; one taken down since the index was written is left out. */
export async function rowsInOrder(deps: Deps, ids: readonly string[]): Promise<DisclosureRow[]> {
  if (ids.length === 0) return []
  const today = chinaDate(deps.clock.now())
  const rows = await deps.db
    .select()
    .from(disclosures)
    .where(inArray(disclosures.id, [...ids]))
  const byId = new Map(rows.filter((row) => isShown(row, today)).map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const TABLES = { station: 'stations', breach: 'breaches', industry: 'industries', topic: 'topics' } as const

function facetValues(deps: Deps, { locale }: Context, facet: Facet, counts: Record<string, number>): FacetValue[] {
  const name = (value: string) => {
    if (facet === 'type') return typeName(locale, value as Disclosure['type'])
    if (facet === 'result') return anyResult(deps.content, locale, value)
    return nameOf(deps.content, locale, TABLES[facet], value)
  }
  return Object.entries(counts)
    .filter(([value]) => value !== '')
    .map(([value, count]) => ({ value, name: name(value), count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
}
