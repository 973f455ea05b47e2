/** What a filter selects, as conditions of the table; words to find are looked up in the index first. */
import { and, type SQL, sql } from 'drizzle-orm'
import { disclosures as index } from '../../../search/indexes/disclosures.ts'
import type { Deps } from '../../deps.ts'
import { orUnavailable } from '../../search/open-search.ts'
import { searchOf } from '../list-disclosures.ts'
import type { DisclosureFilter } from '../query.ts'
import { disclosures } from '../tables.ts'
import { matching } from '../where.ts'

/** Up to this many records are looked up one by one; of more, every record is asked whether it is among them. */
const FEW = 10_000
const FINDING_MS = 10_000

/** Shown records or not: the caller adds `shown`. */
export async function selectionOf(deps: Deps, filter: DisclosureFilter): Promise<SQL | undefined> {
  if (!filter.q) return matching(filter)
  const query = { ...searchOf(filter, '-date'), timeLimitMs: FINDING_MS }
  const found = await orUnavailable(deps.search.select(index, query, 'seq'))
  if (found.length <= FEW) return and(matching(filter), sql`${disclosures.seq} = any(${`{${found.join()}}`}::bigint[])`)
  const most = found.reduce((one, other) => Math.max(one, other), 0)
  const bits = Buffer.alloc(Math.floor(most / 8) + 1)
  for (const seq of found) bits[seq >> 3] = (bits[seq >> 3] ?? 0) | (1 << (seq & 7))
  // Asked beyond its end the function fails; only `case` says what is looked at first.
  const among = sql`case when ${disclosures.seq} <= ${most} then get_bit(${bits}::bytea, ${disclosures.seq}) = 1 else false end`
  return and(matching(filter), among)
}
