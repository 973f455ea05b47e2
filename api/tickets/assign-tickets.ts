/**
 * Verb: put one officer in charge of several tickets (批量指派). What still waits to be sent out goes to the officer's
 * unit in the same transaction, where whoever assigns may also dispatch.
 */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import type { StaffMember } from '../staff/model.ts'
import { demand } from '../staff/permissions.ts'
import { readStaff } from '../staff/read-staff.ts'
import { actWithin } from './act-on-ticket.ts'
import { eachByItself, type SeenTicket } from './each-by-itself.ts'
import { canHandle } from './handlers.ts'
import { holds } from './may.ts'
import { findTicket } from './ticket-store.ts'
import { transitionFor } from './transitions.ts'
import type { Dispatched } from './view-model.ts'

export interface AssignInput {
  tickets: readonly SeenTicket[]
  /** Account of the officer. */
  handler: string
}

/** @returns what was assigned, and why each of the others was not */
export async function assignTickets(deps: Deps, ctx: Context, { tickets, handler }: AssignInput): Promise<Dispatched> {
  demand(ctx, 'tickets.assign')
  const who = await readStaff(deps.db, { id: handler })
  return eachByItself(deps, ctx, tickets, (seen) => assignOne(deps, ctx, seen, handler, who))
}

async function assignOne(
  deps: Deps,
  ctx: Context,
  { number, state, version }: SeenTicket,
  handler: string,
  who: StaffMember | undefined,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const ticket = (await findTicket(tx, number))?.ticket
    if (!ticket) throw new Problem('not-found')
    const seen = { number, expectedState: state, expectedVersion: version }
    const waits = who && !canHandle(who, ticket) && transitionFor(ticket.kind, ticket.state, 'dispatch')
    if (!waits || !holds(ctx.actor, 'tickets.dispatch')) {
      await actWithin(deps, tx, ctx, { ...seen, action: 'assign', handler })
      return
    }
    const unit = who.station ? { station: who.station } : { section: who.section ?? undefined }
    const sent = await actWithin(deps, tx, ctx, { ...seen, ...unit, action: 'dispatch' })
    const next = { number, expectedState: sent.state, expectedVersion: sent.version }
    await actWithin(deps, tx, ctx, { ...next, action: 'assign', handler })
  })
}
