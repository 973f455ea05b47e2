/** Verb: ids of all records now shown, in the order of their arrival: for site maps and copies. */
import { asc, count } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { disclosures } from '../tables.ts'
import { shown } from '../where.ts'

/** Two languages each make a full file of a site map. */
export const ADDRESSES_A_PAGE = 25_000

export async function listAddresses(deps: Deps, page: number): Promise<{ ids: string[]; total: number }> {
  const where = shown(chinaDate(deps.clock.now()))
  const [[counted], rows] = await Promise.all([
    deps.db.select({ total: count() }).from(disclosures).where(where),
    deps.db
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(where)
      .orderBy(asc(disclosures.seq))
      .offset((page - 1) * ADDRESSES_A_PAGE)
      .limit(ADDRESSES_A_PAGE),
  ])
  return { ids: rows.map(({ id }) => id), total: counted?.total ?? 0 }
}
