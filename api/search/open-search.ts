/** Which engine serves, and whether it answers. */
import path from 'node:path'
import type { Content } from '../../content/schema.ts'
import { type SearchEngine, SearchUnavailable } from '../../search/engine.ts'
import { createFallbackEngine } from '../../search/engines/fallback.ts'
import { createMeilisearchEngine } from '../../search/engines/meilisearch.ts'
import type { Synonyms } from '../../search/engines/meilisearch-settings.ts'
import { createSqliteEngine } from '../../search/engines/sqlite.ts'
import { laws } from '../../search/indexes/laws.ts'
import type { Config } from '../platform/config.ts'
import { Problem } from '../platform/errors.ts'
import type { Logger } from '../platform/log.ts'

export interface SearchOptions {
  config: Config
  content: Content
  log: Logger
  /** Brings Meilisearch up to date after it was away; answers whether it holds everything. */
  catchUp(): Promise<boolean>
}

/**
 * The embedded engine; with Meilisearch configured that one, and the embedded one while it is away. Starts nothing before
 * the first question.
 */
export function openSearch({ config, content, log, catchUp }: SearchOptions): SearchEngine {
  const { root, dataDir, meilisearch } = config
  const embedded = createSqliteEngine({ root, file: path.join(dataDir, 'search.db') })
  if (!meilisearch) return embedded
  return createFallbackEngine({
    primary: createMeilisearchEngine({ root, ...meilisearch, synonyms: synonymsOf(content) }),
    standby: embedded,
    catchUp,
    report: (event) =>
      event === 'away'
        ? log.warn('Meilisearch is away: the embedded search answers')
        : log.info('Meilisearch is back and answers again'),
  })
}

/** Short names of laws and lay words, for what the law calls them. */
function synonymsOf({ regulations }: Content): Synonyms {
  const names = regulations.digests.flatMap(({ title, aliases }) => {
    const bare = title.replace(/^中华人民共和国/, '')
    return aliases.filter((alias) => alias !== bare).map((alias): [string, string[]] => [alias, [bare]])
  })
  const said = regulations.layWords.flatMap(({ words, terms }) =>
    words.map((word): [string, string[]] => [word, terms]),
  )
  return Object.fromEntries([...names, ...said])
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
