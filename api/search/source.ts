/** How a feature gives its records to the index and to the one box. Features export these; sources.ts and groups.ts list them. */
import type { IndexDefinition, SearchDocument } from '../../search/engine.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'

/** Where the documents of one collection come from. */
export interface SearchSource<D extends SearchDocument = SearchDocument> {
  index: IndexDefinition<D>
  /** Filterable field that holds the record's id (`id` when a record is one document). */
  refField: string
  /** Every document, in batches of some thousands, for a rebuild. */
  all(deps: Deps): AsyncIterable<readonly D[]>
  /** Documents of these records as they are now; a record that is gone has none. */
  of(deps: Deps, refs: readonly string[]): Promise<readonly D[]>
}

export interface SearchGroupItem {
  title: string
  /** One line under the title. */
  summary: string
  /** Address of the page. */
  url: string
}

/** One heading of GET /api/search. */
export interface SearchGroup {
  name: string
  /** First hits, and the address that lists all of them. */
  find(
    deps: Deps,
    ctx: Context,
    text: string,
    limit: number,
  ): Promise<{ total: number; items: SearchGroupItem[]; url: string }>
}
