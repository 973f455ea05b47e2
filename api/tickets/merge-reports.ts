/** New facts of the same person join an earlier report, whose clock begins anew with the last one (总局令第121号 §35). */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { applyStep } from './apply-step.ts'
import type { TicketRow } from './tables.ts'
import { findTicket } from './ticket-store.ts'
import { transitionFor } from './transitions.ts'

/** @param merged the later report; @param into the earlier one, which must still be under verification */
export async function mergeInto(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  merged: TicketRow,
  into: TicketRow,
): Promise<void> {
  const restart = transitionFor(into.kind, into.state, 'restart')
  const record = await findTicket(tx, into.number)
  if (!restart || !record || into.receivedAt > merged.receivedAt)
    throw new Problem('conflict', { detail: 'errors.tickets.mergeTooLate' })
  const actor =
    ctx.actor.kind === 'staff' ? { kind: 'staff' as const, id: ctx.actor.id } : { kind: 'system' as const, id: null }
  await applyStep(deps, tx, ctx, record, { transition: restart, actor, facts: { from: merged.number } })
}
