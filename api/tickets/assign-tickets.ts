/**
 * Verb: put one officer in charge of several tickets (批量指派). What still waits to be sent out goes to the officer's
 * unit in the same transaction, where whoever assigns may also dispatch.
 */
import { and, asc, eq, inArray } from 'drizzle-orm'
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
import { notifyHandler } from './notify-handler.ts'
import { tickets } from './tables.ts'
import { findTicket } from './ticket-store.ts'
import { transitionFor } from './transitions.ts'
import type { Dispatched } from './view-model.ts'

export interface AssignInput {
  tickets: readonly SeenTicket[]
  /** Account of the officer. */
  handler: string
}

/** @returns what was assigned, and why each of the others was not */
export async function assignTickets(
  deps: Deps,
  ctx: Context,
  { tickets: seen, handler }: AssignInput,
): Promise<Dispatched> {
  demand(ctx, 'tickets.assign')
  const who = await readStaff(deps.db, { id: handler })
  const told = await eachByItself(deps, ctx, seen, (each) => assignOne(deps, ctx, each, handler, who))
  await writeTo(deps, ctx, handler, told.done)
  return told
}

/** One letter for all. It only points to what stands in the officer's own list: that is done, also where no letter is. */
async function writeTo(
  deps: Deps,
  { actor, requestId }: Context,
  handlerId: string,
  numbers: readonly string[],
): Promise<void> {
  if (numbers.length === 0 || actor.kind !== 'staff') return
  try {
    await deps.db.transaction(async (tx) => {
      const given = await tx
        .select()
        .from(tickets)
        .where(and(inArray(tickets.number, [...numbers]), eq(tickets.handlerId, handlerId)))
        .orderBy(asc(tickets.nextDueOn), asc(tickets.number))
      await notifyHandler(deps, tx, given, { handlerId, actor })
    })
  } catch (error) {
    deps.log.error({ requestId, err: error }, 'letter of a bulk assignment not written')
  }
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
    const toldLater = true
    const waits = who && !canHandle(who, ticket) && transitionFor(ticket.kind, ticket.state, 'dispatch')
    if (!waits || !holds(ctx.actor, 'tickets.dispatch')) {
      await actWithin(deps, tx, ctx, { ...seen, action: 'assign', handler, toldLater })
      return
    }
    const unit = who.station ? { station: who.station } : { section: who.section ?? undefined }
    const sent = await actWithin(deps, tx, ctx, { ...seen, ...unit, action: 'dispatch' })
    const next = { number, expectedState: sent.state, expectedVersion: sent.version }
    await actWithin(deps, tx, ctx, { ...next, action: 'assign', handler, toldLater })
  })
}
