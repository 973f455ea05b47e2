/**
 * One engine that stands in while another is away. No search waits for the one that is away: it is asked again in the
 * background, and serves again once it holds what was written meanwhile. Writes go to both (docs/decisions/0008).
 */
import {
  type IndexChange,
  type IndexDefinition,
  type SearchDocument,
  type SearchEngine,
  type SearchQuery,
  type SearchResult,
  SearchUnavailable,
  type Selection,
  schemaOf,
} from '../engine.ts'
import type { MeilisearchEngine } from './meilisearch.ts'
import { share } from './share-batches.ts'

/** A search waits this long for the first engine before the other answers. */
const PATIENCE_MS = 800
/** Searches late one after another until the engine counts as away. */
const LATE_IN_A_ROW = 3
/** Its first answer may take the other this long: a thread starts, a collection is read. */
const WARM_UP_MS = 10_000
const PROBE_LIMIT_MS = 500
/** Between two questions whether it is back. */
const [FIRST_PROBE_MS, LAST_PROBE_MS] = [250, 2000]
/** The first search of a process waits this long to learn whether the engine is there. */
const FIRST_LOOK_MS = 500

export interface FallbackOptions {
  primary: MeilisearchEngine
  standby: SearchEngine
  /** Brings `primary` up to date; answers whether it holds everything. */
  catchUp(): Promise<boolean>
  /** Told once at each change. */
  report?(event: 'away' | 'back'): void
}

/**
 * `unseen`: not asked yet; `up`: serves; `away`: does not answer; `behind`: answers, but may lack changes: it is written
 * to and not read.
 */
type State = 'unseen' | 'up' | 'away' | 'behind'

export function createFallbackEngine({ primary, standby, catchUp, report = () => {} }: FallbackOptions): SearchEngine {
  let state: State = 'unseen'
  let late = 0
  /** Whether its absence was reported. */
  let missed = false
  let timer: NodeJS.Timeout | undefined
  let closed = false
  /** Collections the other engine has answered for, or was asked to for practice. */
  const [warm, warming] = [new Set<string>(), new Set<string>()]
  let looking: Promise<void> | undefined

  const lose = () => {
    if (state === 'away' || closed) return
    if (!missed) report('away')
    missed = true
    state = 'away'
    late = 0
    clearTimeout(timer)
    timer = undefined
    schedule(FIRST_PROBE_MS)
  }
  const schedule = (delay: number) => {
    if (closed || timer) return
    timer = setTimeout(() => {
      timer = undefined
      void look().then(() => {
        if (state !== 'up') schedule(Math.min(delay * 2, LAST_PROBE_MS))
      })
    }, delay)
    timer.unref()
  }
  /** Asks whether the engine is there and up to date; never throws. */
  const look = async (): Promise<void> => {
    if (!(await primary.answers(PROBE_LIMIT_MS))) {
      if (state !== 'away') lose()
      return
    }
    if (closed) return
    if (state !== 'up') state = 'behind'
    const ready = await catchUp().catch(() => false)
    if (!ready || closed || state !== 'behind') return
    state = 'up'
    late = 0
    if (missed) report('back')
    missed = false
  }
  const firstLook = async () => {
    looking ??= look().then(() => {
      if (state !== 'up') schedule(FIRST_PROBE_MS)
    })
    await Promise.race([looking, new Promise((resolve) => setTimeout(resolve, FIRST_LOOK_MS).unref())])
  }
  const serving = () => (state === 'up' || state === 'unseen' ? primary : standby)

  const ask = async <D extends SearchDocument>(index: IndexDefinition<D>, query: SearchQuery) => {
    const timeLimitMs = Math.min(query.timeLimitMs ?? PATIENCE_MS, PATIENCE_MS)
    try {
      const result = await primary.query(index, { ...query, timeLimitMs })
      late = 0
      warmUp(index, query)
      return { ...result, engine: primary.kind }
    } catch (error) {
      if (!(error instanceof SearchUnavailable)) throw error
      late += 1
      if (error.reason === 'away' || late >= LATE_IN_A_ROW) lose()
      return null
    }
  }

  const stand = async <D extends SearchDocument>(index: IndexDefinition<D>, query: SearchQuery) => {
    const limited = warm.has(index.name) ? query : { ...query, timeLimitMs: WARM_UP_MS }
    const result = await standby.query(index, limited)
    warm.add(index.name)
    return { ...result, engine: standby.kind }
  }
  /** So that the first search without the first engine finds the other awake. */
  const warmUp = <D extends SearchDocument>(index: IndexDefinition<D>, query: SearchQuery) => {
    if (warming.has(index.name)) return
    warming.add(index.name)
    stand(index, { ...query, limit: 1, offset: 0 }).catch(() => warming.delete(index.name))
  }

  /** Runs a write of the first engine; losing it is not the end of the other's. */
  const reach = async <T>(work: () => Promise<T>): Promise<T> => {
    if (state === 'away') throw new SearchUnavailable('away')
    try {
      return await work()
    } catch (error) {
      if (error instanceof SearchUnavailable) lose()
      throw error
    }
  }

  return {
    get kind() {
      return serving().kind
    },
    query: async <D extends SearchDocument>(
      index: IndexDefinition<D>,
      query: SearchQuery,
    ): Promise<SearchResult<D>> => {
      if (state === 'unseen') await firstLook()
      const result = state === 'up' ? await ask(index, query) : null
      return result ?? stand(index, query)
    },
    select: async <D extends SearchDocument>(index: IndexDefinition<D>, query: Selection, field: string) => {
      if (state === 'unseen') await firstLook()
      try {
        if (state === 'up') return await primary.select(index, query, field)
      } catch (error) {
        if (!(error instanceof SearchUnavailable)) throw error
      }
      return standby.select(index, query, field)
    },
    apply: async <D extends SearchDocument>(index: IndexDefinition<D>, change: IndexChange<D>) => {
      await standby.apply(index, change)
      await reach(() => primary.apply(index, change))
    },
    rebuild: async <D extends SearchDocument>(index: IndexDefinition<D>, batches: AsyncIterable<readonly D[]>) => {
      const [mine, theirs] = share(batches)
      const other = reach(() => primary.rebuild(index, theirs)).finally(() => theirs.return())
      const [first, second] = await Promise.allSettled([
        standby.rebuild(index, mine).finally(() => mine.return()),
        other,
      ])
      if (first.status === 'rejected') throw first.reason
      if (second.status === 'rejected' && !(second.reason instanceof SearchUnavailable)) throw second.reason
      return first.value
    },
    stats: async (index) => {
      const own = await standby.stats(index)
      // Whichever is out of date speaks for both, so that both are built anew.
      if (state === 'away' || own.schema !== schemaOf(index) || own.builtAt === null) return own
      try {
        return await reach(() => primary.stats(index))
      } catch (error) {
        if (error instanceof SearchUnavailable) return own
        throw error
      }
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      await Promise.all([primary.close(), standby.close()])
    },
  }
}
