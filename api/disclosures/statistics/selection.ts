/** What a filter selects, as conditions of the table; words to find are looked up in the index first. */
import { type SQL, sql } from 'drizzle-orm'
import { disclosures as index } from '../../../search/indexes/disclosures.ts'
import type { Deps } from '../../deps.ts'
import { Problem } from '../../platform/errors.ts'
import { orUnavailable } from '../../search/open-search.ts'
import { searchOf } from '../list-disclosures.ts'
import type { DisclosureFilter } from '../query.ts'
import { disclosures } from '../tables.ts'
import { matching } from '../where.ts'

/** Words found in more records than this are no selection worth counting. */
const MOST_FOUND = 10_000

/**
 * Shown records or not: the caller adds `shown`.
 *
 * @throws Problem invalid when the words are found nearly everywhere
 */
export async function selectionOf(deps: Deps, filter: DisclosureFilter): Promise<SQL | undefined> {
  if (!filter.q) return matching(filter)
  const { hits, total } = await orUnavailable(
    deps.search.query(index, { ...searchOf(filter, undefined), limit: MOST_FOUND }),
  )
  if (total > MOST_FOUND)
    throw new Problem('invalid', {
      errors: [{ path: 'q', code: 'too-wide', message: 'errors.disclosures.tooWide', params: { most: MOST_FOUND } }],
    })
  const ids = hits.map(({ document }) => document.id).join(',')
  return sql`${disclosures.id} = any(string_to_array(${ids}, ',')::uuid[])`
}
