/** What the engine and its worker threads say to each other. */
import type {
  IndexChange,
  IndexDefinition,
  IndexStats,
  SearchDocument,
  SearchQuery,
  SearchResult,
  Selection,
} from '../engine.ts'

export interface WorkerSettings {
  /** Folder that holds `search/`. */
  root: string
  /** The database file. */
  file: string
}

export type Call =
  | { op: 'query'; index: IndexDefinition; query: SearchQuery }
  | { op: 'select'; index: IndexDefinition; query: Selection; field: string }
  | { op: 'apply'; index: IndexDefinition; change: IndexChange<SearchDocument> }
  | { op: 'begin'; index: IndexDefinition }
  | { op: 'fill'; index: IndexDefinition; generation: number; documents: readonly SearchDocument[] }
  | { op: 'commit'; index: IndexDefinition; generation: number }
  | { op: 'stats'; index: IndexDefinition }
  | { op: 'close' }

export interface Answers {
  query: SearchResult<SearchDocument>
  select: Float64Array
  apply: null
  begin: number
  fill: null
  commit: { documents: number }
  stats: IndexStats
  close: null
}

export type Request = { id: number; call: Call }
/** While it starts or reads into memory a thread is late but not stuck: ending it would only begin anew. First said when it has started. */
export type Notice = { reading: boolean }
export type Reply = { id: number; answer: unknown } | { id: number; error: string }
