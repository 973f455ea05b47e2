/** Staff read the record; that they looked is recorded before they see it. Who reported is not part of it (reporters/). */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { besides, deskView } from './desk-view.ts'
import { linkedTicketOf } from './linked-ticket.ts'
import { demandReach, seesIdentity } from './may.ts'
import { findTicket, loadWhole } from './ticket-store.ts'
import type { DeskTicket } from './view-model.ts'

export async function openTicket(deps: Deps, ctx: Context, input: { number: string }): Promise<DeskTicket> {
  return deps.db.transaction(async (tx) => {
    const record = await findTicket(tx, input.number)
    if (!record) throw new Problem('not-found')
    demandReach(ctx, record.ticket)
    const identity = seesIdentity(ctx.actor, record.ticket)
    const [whole, linked] = await Promise.all([
      loadWhole(tx, record),
      linkedTicketOf(tx, record.ticket),
      audit(deps, tx, ctx, {
        action: 'ticket.opened',
        entity: 'ticket',
        entityId: record.ticket.id,
        after: { identity },
      }),
    ])
    const beside = await besides(deps, tx, ctx.locale, whole, ctx.actor, linked)
    return deskView(deps, ctx.locale, whole, ctx.actor, beside)
  })
}
