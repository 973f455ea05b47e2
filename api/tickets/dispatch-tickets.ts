/** Verb: send several tickets to one station or section (批量分送). */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { demand } from '../staff/permissions.ts'
import { actOnTicket } from './act-on-ticket.ts'
import { eachByItself, type SeenTicket } from './each-by-itself.ts'
import type { Dispatched } from './view-model.ts'

export interface DispatchInput {
  tickets: readonly SeenTicket[]
  station?: string | undefined
  section?: string | undefined
}

/** @returns what was sent, and why each of the others was not */
export async function dispatchTickets(deps: Deps, ctx: Context, input: DispatchInput): Promise<Dispatched> {
  demand(ctx, 'tickets.dispatch')
  const { station, section } = input
  return eachByItself(deps, ctx, input.tickets, ({ number, state: expectedState, version: expectedVersion }) =>
    actOnTicket(deps, ctx, { number, expectedState, expectedVersion, action: 'dispatch', station, section }),
  )
}
