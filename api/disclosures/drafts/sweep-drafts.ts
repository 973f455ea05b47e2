/** The jobs of records not yet published: publish what is due to appear, warn of last days. Running twice does no harm. */
import { and, asc, eq, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import { systemContext } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { warningOn } from '../duties.ts'
import { publishIn } from './release-draft.ts'
import { disclosureDrafts } from './tables.ts'

/** Publishes released drafts whose day has come. @returns how many */
export async function publishScheduled(deps: Deps): Promise<number> {
  const ctx = systemContext('disclosures.publish')
  const rows = await deps.db
    .select()
    .from(disclosureDrafts)
    .where(and(eq(disclosureDrafts.state, 'scheduled'), lte(disclosureDrafts.scheduledOn, chinaDate(deps.clock.now()))))
    .orderBy(asc(disclosureDrafts.scheduledOn))
  let done = 0
  for (const row of rows) {
    try {
      await deps.db.transaction((tx) => publishIn(deps, tx, ctx, row))
      done += 1
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      // Taken back meanwhile, or published another way: it stays in the desk's list, where its day turns late.
      deps.log.warn({ draft: row.id, code: error.code }, 'scheduled record not published')
    }
  }
  return done
}

/** Notes once, in the log of acts, that a last day is near or over; the desk shows it. @returns how many */
export async function warnOfDueDays(deps: Deps): Promise<number> {
  const ctx = systemContext('disclosures.warn')
  const today = chinaDate(deps.clock.now())
  const rows = await deps.db
    .select({ id: disclosureDrafts.id, dueOn: disclosureDrafts.dueOn, warned: disclosureDrafts.warned })
    .from(disclosureDrafts)
    .where(inArray(disclosureDrafts.state, ['draft', 'scheduled']))
  let done = 0
  for (const { id, dueOn, warned } of rows) {
    const warning = warningOn(deps, dueOn, today)
    if (warning === null || warning === warned) continue
    await deps.db.transaction(async (tx) => {
      const changed = await tx
        .update(disclosureDrafts)
        .set({ warned: warning })
        .where(
          and(eq(disclosureDrafts.id, id), or(isNull(disclosureDrafts.warned), ne(disclosureDrafts.warned, warning))),
        )
        .returning({ id: disclosureDrafts.id })
      if (changed.length === 0) return
      done += 1
      await audit(deps, tx, ctx, {
        action: 'disclosure-draft.warned',
        entity: 'disclosure-draft',
        entityId: id,
        before: { warned },
        after: { warned: warning, dueOn },
      })
    })
  }
  return done
}
