/** Takes down every record whose period is over. A sweep: running it twice does no harm. */
import { and, asc, eq, lte } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { systemContext } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { disclosures } from './tables.ts'
import { withdrawDisclosure } from './withdraw-disclosure.ts'

const ROWS_AT_ONCE = 200

/** @returns how many were taken down */
export async function withdrawExpired(deps: Deps): Promise<number> {
  const ctx = systemContext('disclosures.expire')
  const today = chinaDate(deps.clock.now())
  const due = and(eq(disclosures.state, 'published'), lte(disclosures.withdrawOn, today))
  let done = 0
  for (;;) {
    const rows = await deps.db
      .select({ id: disclosures.id, rule: disclosures.termRule })
      .from(disclosures)
      .where(due)
      .orderBy(asc(disclosures.withdrawOn))
      .limit(ROWS_AT_ONCE)
    if (rows.length === 0) return done
    for (const { id, rule } of rows) {
      try {
        await withdrawDisclosure(deps, ctx, { id, kind: 'expired', reason: rule })
        done += 1
      } catch (error) {
        // Somebody else took it down in between.
        if (!(error instanceof Problem) || error.code !== 'conflict') throw error
      }
    }
  }
}
