/** Meilisearch behind the search port. Every write is a task and is awaited; a rebuild fills a second index and swaps. */
import { createHash } from 'node:crypto'
import { Meilisearch, MeilisearchApiError, type MultiSearchQuery } from 'meilisearch'
import {
  type IndexChange,
  type IndexDefinition,
  type IndexStats,
  type SearchDocument,
  type SearchEngine,
  type SearchQuery,
  type SearchResult,
  SearchUnavailable,
  type Selection,
  schemaOf,
} from '../engine.ts'
import { normalise } from '../language/normalise.ts'
import { createWordCutter, type WordCutter } from '../language/words.ts'
import { mergeAny, PER_WORD, queriesForAny, type WeighedWord, weightOf } from './meilisearch-any.ts'
import { createSearchKey } from './meilisearch-key.ts'
import { type Answer, filterOf, queriesOf, resultOf, textOf, WORDS_READ } from './meilisearch-query.ts'
import { createLearnedRanking, type LearnedRanking } from './meilisearch-ranked.ts'
import { hashOf, MAX_HITS, type Synonyms, settingsOf } from './meilisearch-settings.ts'

const TIME_LIMIT_MS = 2000
const REQUEST_LIMIT_MS = 30_000
const TASK_LIMIT_MS = 10 * 60_000
const PREFIX = 'yichuang_'
const META = `${PREFIX}collections`
const BATCHES_AT_ONCE = 10
const LISTED_AT_ONCE = 1000
/** Best documents of each word, and of all of them, that the learned ranking orders. */
const [PER_RANKED_WORD, RANKED] = [50, 120]
/** Words of a question looked at, before the rarest are chosen. */
const WORDS_WEIGHED = 24
const MAX_TEXT = 2000

export interface MeilisearchOptions {
  url: string
  /** May write, swap and make keys: the master key, or one like it. */
  key: string | undefined
  /** Folder that holds `search/`. */
  root: string
  synonyms?: Synonyms
}

export interface MeilisearchEngine extends SearchEngine {
  /** Whether the server answers, within the limit. */
  answers(limitMs: number): Promise<boolean>
}

/** `settings`: fingerprint of the settings it was built with. */
type Meta = { name: string; schema: string; settings: string; builtAt: string }
type Stored = SearchDocument & { key: string }

const uidOf = (index: IndexDefinition) => PREFIX + index.name
/** Ids of documents may hold characters that Meilisearch does not take in its own. */
const keyed = (document: SearchDocument): Stored => ({
  ...document,
  key: createHash('sha256').update(document.id).digest('hex').slice(0, 40),
})

export function createMeilisearchEngine({ url, key, root, synonyms = {} }: MeilisearchOptions): MeilisearchEngine {
  const client = new Meilisearch({
    host: url,
    ...(key === undefined ? {} : { apiKey: key }),
    timeout: REQUEST_LIMIT_MS,
    defaultWaitOptions: { timeout: TASK_LIMIT_MS, interval: 50 },
  })
  const searching = createSearchKey({ client, url, key, indexes: `${PREFIX}*` })
  let cutter: WordCutter | undefined
  let ranking: LearnedRanking | undefined
  const cut = () => {
    cutter ??= createWordCutter(root)
    return cutter
  }
  const ranked = () => {
    ranking ??= createLearnedRanking(root, cut())
    return ranking
  }

  /** Waits for a task and does not let a failed one pass. */
  const done = async (task: { waitTask(): Promise<{ status: string; error: { message: string } | null }> }) => {
    const { status, error } = await away(task.waitTask())
    if (status !== 'succeeded') throw new Error(`Meilisearch: ${error?.message ?? status}`)
  }
  const create = async (index: IndexDefinition, uid: string) => {
    await done(client.createIndex(uid, { primaryKey: 'key' }))
    await done(client.index(uid).updateSettings(settingsOf(index, root, synonyms)))
  }
  const exists = async (uid: string) => (await orNothing(client.getRawIndex(uid))) !== null
  const drop = async (uid: string) => {
    if (await exists(uid)) await done(client.deleteIndex(uid))
  }
  const ask = async (queries: readonly MultiSearchQuery[], signal: AbortSignal): Promise<Answer[] | null> => {
    const call = async (again: boolean): Promise<Answer[]> => {
      const reader = await away(searching.client(signal))
      try {
        return (await reader.multiSearch({ queries: [...queries] }, { signal })).results
      } catch (error) {
        // A server that lost its keys: make ours anew, once.
        if (again && error instanceof MeilisearchApiError && error.response.status === 403) {
          searching.forget()
          return call(false)
        }
        throw error
      }
    }
    return orNothing(call(true))
  }

  /** At most ten words, none of which nothing holds: the rarest, for those tell most. */
  const wordsOf = async (uid: string, text: string, signal: AbortSignal): Promise<WeighedWord[]> => {
    const typed = cut().plain(text).slice(0, WORDS_WEIGHED)
    if (typed.length < 2) return typed.map((word) => ({ word, weight: 1 }))
    const counts = await ask(
      typed.map((q) => ({ indexUid: uid, q, locales: ['cmn' as const], limit: 0 })),
      signal,
    )
    const known = typed.flatMap((word, at) => {
      const count = counts?.[at]?.estimatedTotalHits ?? 0
      return count > 0 ? [{ word, weight: weightOf(count) }] : []
    })
    const rarest = new Set([...known].sort((a, b) => b.weight - a.weight).slice(0, WORDS_READ))
    return known.filter((each) => rarest.has(each))
  }

  /** Documents that hold some of the words, the rarer words first; those of a ranked collection in the learned order. */
  const any = async (
    index: IndexDefinition,
    query: SearchQuery,
    words: readonly WeighedWord[],
    signal: AbortSignal,
  ): Promise<Answer> => {
    const uid = uidOf(index)
    const text = (query.text?.words ?? '').slice(0, MAX_TEXT)
    const ranking = index.ranked && !query.sort?.length ? ranked() : null
    const wanted = ranking ? [...words, ...ranking.expand(text)] : words
    const perWord = ranking ? PER_RANKED_WORD : PER_WORD
    const answers = (await ask(queriesForAny(index, uid, query, wanted, perWord), signal)) ?? []
    const { found, facets, tookMs } = mergeAny(answers, query, wanted)
    const { offset = 0, limit } = query
    const reach = ranking && offset < RANKED ? Math.max(RANKED, offset + limit) : 0
    const near = reach > 0 ? found.slice(0, reach) : found.slice(offset, offset + limit)
    const filter = filterOf({ field: 'id', in: near.map(({ id }) => id) })
    const [page] = near.length > 0 ? ((await ask([{ indexUid: uid, filter, limit: near.length }], signal)) ?? []) : []
    const documents = new Map(page?.hits.map((hit) => [hit['id'], hit]))
    let hits = near.flatMap(({ id, score }) => {
      const document = documents.get(id)
      return document ? [{ ...document, _rankingScore: score }] : []
    })
    if (ranking && reach > 0) {
      const scores = ranking.order(index, text, hits as unknown as SearchDocument[])
      hits = hits
        .map((hit, at) => ({ ...hit, _rankingScore: scores[at] ?? 0 }))
        .sort((a, b) => b._rankingScore - a._rankingScore)
        .slice(offset, offset + limit)
    }
    return { hits, estimatedTotalHits: found.length, facetDistribution: facets, processingTimeMs: tookMs }
  }

  const engine: MeilisearchEngine = {
    kind: 'meilisearch',
    answers: (limitMs) =>
      client.httpRequest.get({ path: 'health', extraRequestInit: { signal: AbortSignal.timeout(limitMs) } }).then(
        () => true,
        () => false,
      ),
    query: async <D extends SearchDocument>(index: IndexDefinition<D>, query: SearchQuery) => {
      const uid = uidOf(index)
      const { text } = query
      const typed = text && { ...text, words: normalise(text.words.slice(0, MAX_TEXT)) }
      const asked = typed && (typed.words !== '' || typed.phrases?.some((phrase) => normalise(phrase) !== ''))
      // Loading dictionary and model, once, is not the server's delay.
      if (asked) cut()
      if (asked && index.ranked) ranked()
      const signal = AbortSignal.timeout(query.timeLimitMs ?? TIME_LIMIT_MS)
      const words = asked ? await wordsOf(uid, typed.words, signal) : []
      const plain = words.map(({ word }) => word)
      const terms = [...plain, ...(text?.phrases ?? []).map(normalise)]
      if (asked && terms.length === 0) return resultOf([], query, []) as SearchResult<D>
      const { enough = 1 } = text ?? {}
      const learned = index.ranked !== null && words.length > 0 && !query.sort?.length
      if (learned)
        return resultOf([await any(index, query, words, signal)], query, [
          ...terms,
          ...(text?.also ?? []),
        ]) as SearchResult<D>
      let answers = (await ask(queriesOf(index, uid, query, asked ? textOf(plain, text) : ''), signal)) ?? []
      if (words.length > 1 && (answers[0]?.estimatedTotalHits ?? 0) < enough)
        answers = [await any(index, query, words, signal), ...answers.slice(1)]
      return resultOf(answers, query, [...terms, ...(text?.also ?? [])]) as SearchResult<D>
    },
    select: async <D extends SearchDocument>(index: IndexDefinition<D>, query: Selection, field: string) => {
      const numbers: number[] = []
      for (;;) {
        const page: SearchQuery = { ...query, limit: LISTED_AT_ONCE, offset: numbers.length }
        const { hits, total } = await engine.query(index, page)
        if (total > MAX_HITS) throw new SearchUnavailable('away')
        numbers.push(...hits.map(({ document }) => Number(document[field])))
        if (hits.length < LISTED_AT_ONCE) return Float64Array.from(numbers)
      }
    },
    apply: async <D extends SearchDocument>(index: IndexDefinition<D>, { remove, put = [] }: IndexChange<D>) => {
      const uid = uidOf(index)
      if (!(await exists(uid))) await create(index, uid)
      if (remove) await done(client.index(uid).deleteDocuments({ filter: filterOf(remove) }))
      if (put.length > 0) await done(client.index(uid).addDocuments(put.map(keyed)))
    },
    rebuild: async <D extends SearchDocument>(index: IndexDefinition<D>, batches: AsyncIterable<readonly D[]>) => {
      const [uid, next] = [uidOf(index), `${uidOf(index)}_next`]
      await drop(next)
      await create(index, next)
      let documents = 0
      // Several at once: the server makes one piece of work of tasks that wait.
      let waiting: Promise<unknown>[] = []
      const written = async () => {
        const failed = (await Promise.all(waiting)).find((error) => error !== null)
        waiting = []
        if (failed) throw failed
      }
      for await (const batch of batches) {
        if (batch.length > 0) {
          const task = done(client.index(next).addDocuments(batch.map(keyed)))
          waiting.push(task.then(() => null).catch((error: unknown) => error))
        }
        if (waiting.length >= BATCHES_AT_ONCE) await written()
        documents += batch.length
      }
      await written()
      if (!(await exists(uid))) await create(index, uid)
      await done(client.swapIndexes([{ indexes: [uid, next], rename: false }]))
      await drop(next)
      const settings = hashOf(settingsOf(index, root, synonyms))
      const meta: Meta = { name: index.name, schema: schemaOf(index), settings, builtAt: new Date().toISOString() }
      await done(client.index(META).addDocuments([meta], { primaryKey: 'name' }))
      return { documents }
    },
    stats: async (index): Promise<IndexStats> => {
      const uid = uidOf(index)
      const stats = await orNothing(client.index(uid).getStats())
      const meta = stats && (await orNothing(client.index<Meta>(META).getDocument(index.name)))
      const current = meta?.settings === hashOf(settingsOf(index, root, synonyms))
      return {
        name: index.name,
        documents: stats?.numberOfDocuments ?? 0,
        schema: current ? (meta?.schema ?? '') : '',
        builtAt: meta?.builtAt ?? null,
      }
    },
    close: async () => {},
  }
  return engine
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

/** A server that is overloaded, broken or does not know our key is as good as away. */
async function away<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (error instanceof SearchUnavailable) throw error
    if (error instanceof MeilisearchApiError) {
      const { status } = error.response
      if (status >= 500 || status === 429 || status === 401 || status === 403)
        throw new SearchUnavailable('away', { cause: error })
      throw error
    }
    const late = /timeout|abort/i.test(`${String(error)} ${error instanceof Error ? String(error.cause) : ''}`)
    throw new SearchUnavailable(late ? 'timeout' : 'away', { cause: error })
  }
}
