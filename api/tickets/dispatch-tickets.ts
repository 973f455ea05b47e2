/**
 * Verb: send several tickets to one station or section (批量分送). Each is a lawful step of its own, with its own audit
 * row and document; what one of them meets leaves the others as they are.
 */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { problemBody, toProblem } from '../platform/http.ts'
import { demand } from '../staff/permissions.ts'
import { actOnTicket } from './act-on-ticket.ts'
import type { State } from './states.ts'
import type { Dispatched } from './view-model.ts'

export interface DispatchInput {
  /** As the dispatcher saw them. */
  tickets: readonly { number: string; state: State; version: number }[]
  station?: string | undefined
  section?: string | undefined
}

/** @returns what was sent, and why each of the others was not */
export async function dispatchTickets(deps: Deps, ctx: Context, input: DispatchInput): Promise<Dispatched> {
  demand(ctx, 'tickets.dispatch')
  const { station, section } = input
  const told: Dispatched = { done: [], refused: [] }
  for (const { number, state: expectedState, version: expectedVersion } of input.tickets) {
    try {
      await actOnTicket(deps, ctx, {
        ...{ number, expectedState, expectedVersion },
        action: 'dispatch',
        station,
        section,
      })
      told.done.push(number)
    } catch (error) {
      const problem = toProblem(error)
      if (problem.status >= 500) deps.log.error({ requestId: ctx.requestId, err: error, number }, 'dispatch failed')
      const { detail, errors } = problemBody(problem, ctx.locale, ctx.requestId)
      told.refused.push({ number, reason: errors?.[0]?.message ?? detail })
    }
  }
  return told
}
