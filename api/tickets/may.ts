/** Whose ticket is it to read and to act on. Staff reach their own station or section; `tickets.all` reaches every one. */
import type { Actor, Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { demand } from '../staff/permissions.ts'
import type { Transition } from './states.ts'
import type { TicketRow } from './tables.ts'

type Placed = Pick<TicketRow, 'station' | 'section'>

export function holds(actor: Actor, permission: string): boolean {
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.permissions.includes(permission))
}

/** Whether the ticket lies with the actor's own unit. */
export function isOfOwnUnit(actor: Actor, ticket: Placed): boolean {
  if (actor.kind !== 'staff') return false
  return (
    (actor.station !== null && actor.station === ticket.station) ||
    (actor.section !== null && actor.section === ticket.section)
  )
}

/** Throws unless the actor may read this ticket at the desk. */
export function demandReach(ctx: Context, ticket: Placed): void {
  demand(ctx, 'tickets.read')
  if (holds(ctx.actor, 'tickets.all') || isOfOwnUnit(ctx.actor, ticket)) return
  throw new Problem('forbidden', { detail: 'errors.tickets.otherUnit' })
}

/** Whether the actor's permissions cover a transition; reach is asked apart. */
export function mayDo(actor: Actor, transition: Transition): boolean {
  if (actor.kind === 'system') return true
  return transition.who.some((who) => who !== 'citizen' && who !== 'system' && holds(actor, who))
}

/**
 * Who reported is known ticket by ticket, not role by role (总局令第121号 §37): the handler, colleagues of the unit with
 * `reports.identity` until somebody has taken it, and whoever approves there.
 */
export function seesIdentity(actor: Actor, ticket: Placed & Pick<TicketRow, 'kind' | 'handlerId'>): boolean {
  if (ticket.kind !== 'report') return true
  if (actor.kind !== 'staff') return false
  if (ticket.handlerId === actor.id) return true
  const trusted = holds(actor, 'reports.identity') && isOfOwnUnit(actor, ticket)
  return trusted && (ticket.handlerId === null || holds(actor, 'tickets.approve'))
}
