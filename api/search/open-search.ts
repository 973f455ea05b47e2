/** Which engine serves, and whether it answers. */
import path from 'node:path'
import { type SearchEngine, SearchUnavailable } from '../../search/engine.ts'
import { createMeilisearchEngine } from '../../search/engines/meilisearch.ts'
import { createSqliteEngine } from '../../search/engines/sqlite.ts'
import { laws } from '../../search/indexes/laws.ts'
import type { Config } from '../platform/config.ts'
import { Problem } from '../platform/errors.ts'

/** Meilisearch when configured, the embedded engine otherwise. Starts nothing before the first question. */
export function openSearch({ root, dataDir, meilisearch }: Config): SearchEngine {
  return meilisearch
    ? createMeilisearchEngine({ root, ...meilisearch })
    : createSqliteEngine({ root, file: path.join(dataDir, 'search.db') })
}

export async function searchAnswers(engine: SearchEngine): Promise<boolean> {
  return engine.stats(laws).then(
    () => true,
    () => false,
  )
}

/** An engine that is late or away is a 503 in our words. */
export async function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof SearchUnavailable)
      throw new Problem('unavailable', { detail: 'errors.searchUnavailable', retryAfterSeconds: 5, cause: error })
    throw error
  }
}
