/**
 * Several tickets at once (批量办理): each is a lawful step of its own, with its own audit row and document; what one of
 * them meets leaves the others as they are.
 */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { problemBody, toProblem } from '../platform/http.ts'
import type { State } from './states.ts'
import type { Dispatched } from './view-model.ts'

/** A ticket as whoever acts saw it. */
export interface SeenTicket {
  number: string
  state: State
  version: number
}

/** @returns what was done, and why each of the others was not */
export async function eachByItself(
  deps: Deps,
  ctx: Context,
  tickets: readonly SeenTicket[],
  act: (ticket: SeenTicket) => Promise<unknown>,
): Promise<Dispatched> {
  const told: Dispatched = { done: [], refused: [] }
  for (const ticket of tickets) {
    const { number } = ticket
    try {
      await act(ticket)
      told.done.push(number)
    } catch (error) {
      const problem = toProblem(error)
      if (problem.status >= 500) deps.log.error({ requestId: ctx.requestId, err: error, number }, 'bulk act failed')
      const { detail, errors } = problemBody(problem, ctx.locale, ctx.requestId)
      told.refused.push({ number, reason: errors?.[0]?.message ?? detail })
    }
  }
  return told
}
