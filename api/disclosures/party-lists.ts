/** The lists a party is still on (经营异常名录、严重违法失信名单). */
import { and, desc, eq, sql } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { type DisclosureRow, disclosures } from './tables.ts'
import { shown } from './where.ts'

/** Entries now shown that name no day of removal; none for a party without a code. */
export async function openListEntries(deps: Deps, tx: Queryable, uscc: string | null): Promise<DisclosureRow[]> {
  if (uscc === null) return []
  const today = chinaDate(deps.clock.now())
  return tx
    .select()
    .from(disclosures)
    .where(
      and(
        shown(today),
        eq(disclosures.uscc, uscc),
        eq(disclosures.type, 'abnormal'),
        sql`coalesce(${disclosures.detail}->>'removedOn', '9999-12-31') > ${today}`,
      ),
    )
    .orderBy(desc(disclosures.decidedOn))
}
