/** Meilisearch behind the search port. Every write is a task and is awaited; a rebuild fills a second index and swaps. */
import { createHash } from 'node:crypto'
import { Meilisearch, MeilisearchApiError, type MultiSearchQuery } from 'meilisearch'
import {
  type Filter,
  type IndexChange,
  type IndexDefinition,
  type IndexStats,
  type SearchDocument,
  type SearchEngine,
  type SearchQuery,
  type SearchResult,
  SearchUnavailable,
  schemaOf,
} from '../engine.ts'
import { filterOf, hitOf, MARK_END, MARK_START, textOf } from './meilisearch-query.ts'
import { settingsOf } from './meilisearch-settings.ts'

const TIME_LIMIT_MS = 2000
const TASK_LIMIT_MS = 10 * 60_000
const META = 'yichuang_collections'

export interface MeilisearchOptions {
  url: string
  key: string | undefined
  /** Folder that holds `search/`. */
  root: string
}

type Meta = { name: string; schema: string; builtAt: string }
type Stored = SearchDocument & { key: string }

const uidOf = (index: IndexDefinition) => `yichuang_${index.name}`
/** Ids of documents may hold characters that Meilisearch does not take in its own. */
const keyed = (document: SearchDocument): Stored => ({
  ...document,
  key: createHash('sha256').update(document.id).digest('hex').slice(0, 40),
})

export function createMeilisearchEngine({ url, key, root }: MeilisearchOptions): SearchEngine {
  const client = new Meilisearch({
    host: url,
    ...(key === undefined ? {} : { apiKey: key }),
    defaultWaitOptions: { timeout: TASK_LIMIT_MS, interval: 50 },
  })

  /** Waits for a task and does not let a failed one pass. */
  const done = async (task: { waitTask(): Promise<{ status: string; error: { message: string } | null }> }) => {
    const { status, error } = await away(task.waitTask())
    if (status !== 'succeeded') throw new Error(`Meilisearch: ${error?.message ?? status}`)
  }
  const create = async (index: IndexDefinition, uid: string) => {
    await done(client.createIndex(uid, { primaryKey: 'key' }))
    await done(client.index(uid).updateSettings(settingsOf(index, root)))
  }
  const exists = async (uid: string) => (await orNothing(client.getRawIndex(uid))) !== null

  return {
    kind: 'meilisearch',
    query: async <D extends SearchDocument>(index: IndexDefinition<D>, query: SearchQuery) => {
      const queries = queriesOf(index, query)
      const signal = AbortSignal.timeout(query.timeLimitMs ?? TIME_LIMIT_MS)
      const answer = await orNothing(client.multiSearch<{ queries: MultiSearchQuery[] }, D>({ queries }, { signal }))
      return resultOf(answer?.results ?? [], query) as SearchResult<D>
    },
    apply: async <D extends SearchDocument>(index: IndexDefinition<D>, { remove, put = [] }: IndexChange<D>) => {
      const uid = uidOf(index)
      if (!(await exists(uid))) await create(index, uid)
      if (remove) await done(client.index(uid).deleteDocuments({ filter: filterOf(remove) }))
      if (put.length > 0) await done(client.index(uid).addDocuments(put.map(keyed)))
    },
    rebuild: async <D extends SearchDocument>(index: IndexDefinition<D>, batches: AsyncIterable<readonly D[]>) => {
      const [uid, next] = [uidOf(index), `${uidOf(index)}_next`]
      await client.deleteIndexIfExists(next)
      await create(index, next)
      let documents = 0
      for await (const batch of batches) {
        if (batch.length > 0) await done(client.index(next).addDocuments(batch.map(keyed)))
        documents += batch.length
      }
      if (!(await exists(uid))) await create(index, uid)
      await done(client.swapIndexes([{ indexes: [uid, next], rename: false }]))
      await done(client.deleteIndex(next))
      const meta: Meta = { name: index.name, schema: schemaOf(index), builtAt: new Date().toISOString() }
      await done(client.index(META).addDocuments([meta], { primaryKey: 'name' }))
      return { documents }
    },
    stats: async (index): Promise<IndexStats> => {
      const uid = uidOf(index)
      const stats = await orNothing(client.index(uid).getStats())
      const meta = stats && (await orNothing(client.index<Meta>(META).getDocument(index.name)))
      return {
        name: index.name,
        documents: stats?.numberOfDocuments ?? 0,
        schema: meta?.schema ?? '',
        builtAt: meta?.builtAt ?? null,
      }
    },
    close: async () => {},
  }
}

/** The answer itself, then one query per counted field that is also chosen from, with that choice left aside. */
function queriesOf(index: IndexDefinition, query: SearchQuery): MultiSearchQuery[] {
  const filters = query.filters ?? []
  const chosen = (query.facets ?? []).filter((field) => filters.some((filter) => isChoice(filter, field)))
  const matchingStrategy = query.text?.enough === 0 ? ('all' as const) : ('frequency' as const)
  const common = {
    indexUid: uidOf(index),
    q: textOf(query.text),
    locales: ['cmn' as const],
    ...(query.collapse ? { distinct: query.collapse } : {}),
  }
  const main: MultiSearchQuery = {
    ...common,
    filter: filters.map(filterOf),
    facets: (query.facets ?? []).filter((field) => !chosen.includes(field)),
    sort: (query.sort ?? []).map(({ field, descending }) => `${field}:${descending ? 'desc' : 'asc'}`),
    limit: query.limit,
    offset: query.offset ?? 0,
    matchingStrategy,
    showRankingScore: true,
    attributesToHighlight: [...(query.highlight ?? [])],
    highlightPreTag: MARK_START,
    highlightPostTag: MARK_END,
  }
  const counts = chosen.map((field) => ({
    ...common,
    filter: filters.filter((filter) => !isChoice(filter, field)).map(filterOf),
    facets: [field],
    limit: 0,
    matchingStrategy,
  }))
  return [main, ...counts]
}

const isChoice = (filter: Filter, field: string) => 'in' in filter && filter.field === field

interface Answer {
  hits: readonly Record<string, unknown>[]
  estimatedTotalHits?: number
  facetDistribution?: Record<string, Record<string, number>>
  processingTimeMs: number
}

function resultOf(answers: readonly Answer[], query: SearchQuery): SearchResult<SearchDocument> {
  const [main] = answers
  const facets: Record<string, Record<string, number>> = {}
  for (const field of query.facets ?? [])
    facets[field] = answers.find((answer) => answer.facetDistribution?.[field])?.facetDistribution?.[field] ?? {}
  return {
    hits: (main?.hits ?? []).map((hit) => hitOf(hit, query.highlight ?? [])),
    total: main?.estimatedTotalHits ?? 0,
    facets,
    terms: [],
    tookMs: main?.processingTimeMs ?? 0,
  }
}

/** Null when the index is not there yet; an engine that is away or late says so. */
async function orNothing<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await away(call)
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.response.status === 404) return null
    if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return null
    throw error
  }
}

async function away<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (error instanceof MeilisearchApiError) throw error
    const late = /timeout|abort/i.test(`${String(error)} ${error instanceof Error ? String(error.cause) : ''}`)
    throw new SearchUnavailable(late ? 'timeout' : 'away', { cause: error })
  }
}
