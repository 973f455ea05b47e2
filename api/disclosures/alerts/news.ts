/** Publications a subscriber has not been told of yet. */
import { and, count, desc, gt, inArray, lte, max } from 'drizzle-orm'
import { disclosures as index } from '../../../search/indexes/disclosures.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Queryable } from '../../platform/database.ts'
import { searchOf } from '../list-disclosures.ts'
import type { DisclosureFilter } from '../query.ts'
import { type DisclosureRow, disclosures } from '../tables.ts'
import { shown, tableConditions } from '../where.ts'

/** A publication this young may still be overtaken by one with a lower number. */
const SETTLED_MS = 15 * 60_000
/** Records one mail names; the rest stands behind its link. */
export const MOST_NAMED = 30
/** Newest publications looked through for words. */
const LOOKED_THROUGH = 1000

/** Number of the newest publication that cannot be overtaken any more; 0 before the first. */
export async function newestSeq(deps: Deps, q: Queryable): Promise<number> {
  const [row] = await q
    .select({ seq: max(disclosures.seq) })
    .from(disclosures)
    .where(lte(disclosures.createdAt, settled(deps)))
  return row?.seq ?? 0
}

/** New publications of a filter, newest decision first. */
export async function newsOf(
  deps: Deps,
  filter: DisclosureFilter,
  { after, upTo }: { after: number; upTo: number },
): Promise<{ rows: DisclosureRow[]; total: number }> {
  const today = chinaDate(deps.clock.now())
  const where = and(
    gt(disclosures.seq, after),
    lte(disclosures.seq, upTo),
    filter.q
      ? and(shown(today), inArray(disclosures.id, await foundIds(deps, filter)))
      : tableConditions(filter, today),
  )
  const [counted] = await deps.db.select({ count: count() }).from(disclosures).where(where)
  const total = counted?.count ?? 0
  if (total === 0) return { rows: [], total }
  const rows = await deps.db
    .select()
    .from(disclosures)
    .where(where)
    .orderBy(desc(disclosures.decidedOn), desc(disclosures.seq))
    .limit(MOST_NAMED)
  return { rows, total }
}

async function foundIds(deps: Deps, filter: DisclosureFilter): Promise<string[]> {
  const { hits } = await deps.search.query(index, {
    ...searchOf(filter, undefined),
    sort: [{ field: 'published', descending: true }],
    limit: LOOKED_THROUGH,
  })
  return hits.map(({ document }) => document.id)
}

const settled = ({ clock }: Deps) => new Date(clock.now().getTime() - SETTLED_MS)
