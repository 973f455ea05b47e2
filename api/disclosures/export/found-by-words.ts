/** What the words of a filter find: the search stands apart, so that a thread that only reads rows need not load it. */
import { disclosures as index } from '../../../search/indexes/disclosures.ts'
import type { Deps } from '../../deps.ts'
import { orUnavailable } from '../../search/open-search.ts'
import { searchOf } from '../list-disclosures.ts'
import type { DisclosureFilter } from '../query.ts'

/** Putting a million records in order takes the search this long on a slow machine. */
const FINDING_MS = 10_000

/** By number of arrival, in the order of the list; null without words. */
export async function foundByWords(deps: Deps, filter: DisclosureFilter): Promise<Float64Array | null> {
  if (!filter.q) return null
  const query = { ...searchOf(filter, undefined), timeLimitMs: FINDING_MS }
  return orUnavailable(deps.search.select(index, query, 'seq'))
}
