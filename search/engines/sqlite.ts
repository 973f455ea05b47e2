/**
 * The embedded engine: SQLite FTS5 in one file, text cut by jieba. `node:sqlite` is synchronous, so reading and writing
 * each have a worker thread; WAL lets other processes (an import) write to the same file meanwhile.
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type {
  IndexChange,
  IndexDefinition,
  IndexStats,
  SearchDocument,
  SearchEngine,
  SearchQuery,
  SearchResult,
} from '../engine.ts'
import { WorkerLane } from './worker-lane.ts'

const TIME_LIMIT_MS = 2000

export interface SqliteOptions {
  /** Folder that holds `search/`. */
  root: string
  /** The database file; made when absent. */
  file: string
}

export function createSqliteEngine({ root, file }: SqliteOptions): SearchEngine {
  mkdirSync(path.dirname(file), { recursive: true })
  const reader = new WorkerLane({ root, file })
  const writer = new WorkerLane({ root, file })
  return {
    kind: 'sqlite',
    query: <D extends SearchDocument>(index: IndexDefinition<D>, query: SearchQuery) =>
      reader.call({ op: 'query', index, query }, query.timeLimitMs ?? TIME_LIMIT_MS) as Promise<SearchResult<D>>,
    select: (index, query, field) =>
      reader.call({ op: 'select', index, query, field }, query.timeLimitMs ?? TIME_LIMIT_MS),
    apply: async <D extends SearchDocument>(index: IndexDefinition<D>, change: IndexChange<D>) => {
      await writer.call({ op: 'apply', index, change })
    },
    rebuild: async <D extends SearchDocument>(index: IndexDefinition<D>, batches: AsyncIterable<readonly D[]>) => {
      const generation = await writer.call({ op: 'begin', index })
      for await (const documents of batches) await writer.call({ op: 'fill', index, generation, documents })
      return writer.call({ op: 'commit', index, generation })
    },
    stats: (index): Promise<IndexStats> => reader.call({ op: 'stats', index }, TIME_LIMIT_MS * 5),
    close: async () => {
      await Promise.all([reader.close(), writer.close()])
    },
  }
}
