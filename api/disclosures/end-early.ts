/** Ends a publication before its term because the party has repaired its credit (信用修复、提前停止公示). */
import { eq } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Queryable, Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { contentOf } from './content-of.ts'
import { demandPublisher } from './may.ts'
import { openListEntries } from './party-lists.ts'
import { termOf } from './prepare.ts'
import { isNegative } from './publication-term.ts'
import { type DisclosureRow, disclosures } from './tables.ts'
import { withdrawIn } from './withdraw-disclosure.ts'

/**
 * @throws Problem not-found; conflict when it is no longer published; unprocessable before the earliest day of its rule,
 *   when the rule allows no early end, or while the party is on a list
 */
export async function endEarly(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  demandPublisher(ctx)
  const [row] = await tx.select().from(disclosures).where(eq(disclosures.id, id))
  if (!row) throw new Problem('not-found')
  const from = earliestEnd(deps, row)
  if (from === null) throw new Problem('unprocessable', { detail: 'errors.disclosures.neverEarly' })
  if (chinaDate(deps.clock.now()) < from)
    throw new Problem('unprocessable', { detail: 'errors.disclosures.tooEarly', params: { day: from } })
  await demandOffLists(deps, tx, row)
  await withdrawIn(deps, tx, ctx, { id, kind: 'repaired', reason })
}

/** @throws Problem unprocessable while the party is on a list and the record's rule asks that it be off */
export async function demandOffLists(deps: Deps, tx: Queryable, row: DisclosureRow): Promise<void> {
  const { rule } = termOf(deps, contentOf(row), row.publishedOn)
  if (rule.earlyEndOffLists && (await openListEntries(deps, tx, row.uscc)).length > 0)
    throw new Problem('unprocessable', { detail: 'errors.disclosures.stillListed' })
}

/** First day an early end is possible; null: never, or there is nothing to repair. */
export function earliestEnd(deps: Deps, row: DisclosureRow): string | null {
  const content = contentOf(row)
  return isNegative(deps.content.disclosures, content) ? termOf(deps, content, row.publishedOn).earlyFrom : null
}
