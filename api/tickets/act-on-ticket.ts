/** Staff do one thing the machine allows in this state: accept, refuse, send, answer, mediate, end, close. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { type FieldError, Problem } from '../platform/errors.ts'
import { applyStep } from './apply-step.ts'
import { groundsInForce } from './basis.ts'
import { demandReach, mayDo } from './may.ts'
import type { Step } from './plan-step.ts'
import type { Action, Outcome, State, Transition } from './states.ts'
import type { TicketRow } from './tables.ts'
import { findTicket } from './ticket-store.ts'
import { transitionFor } from './transitions.ts'
import { stateName } from './words.ts'

export interface ActInput {
  number: string
  action: Action
  /** State the officer was looking at. */
  expectedState: State
  /** Version the officer was looking at, when known: stricter than the state. */
  expectedVersion?: number | undefined
  ground?: string | undefined
  /** For staff only. */
  reason?: string | undefined
  /** Told to the person. */
  reply?: string | undefined
  outcome?: Outcome | undefined
  station?: string | undefined
  section?: string | undefined
}

export interface ActResult {
  number: string
  state: State
  stateName: string
  version: number
}

/** @throws Problem `conflict` when the ticket is no longer as the officer saw it, or the action is not possible there */
export async function actOnTicket(deps: Deps, ctx: Context, input: ActInput): Promise<ActResult> {
  return deps.db.transaction(async (tx) => {
    const record = await findTicket(tx, input.number)
    if (!record) throw new Problem('not-found')
    const { ticket } = record
    demandReach(ctx, ticket)
    if (ticket.state !== input.expectedState || (input.expectedVersion ?? ticket.version) !== ticket.version) {
      throw new Problem('conflict', { detail: 'errors.tickets.changed' })
    }
    const transition = transitionFor(ticket.kind, ticket.state, input.action)
    if (!transition)
      throw new Problem('conflict', {
        detail: 'errors.tickets.notNow',
        params: { state: stateName(ctx.locale, ticket.state) },
      })
    if (!mayDo(ctx.actor, transition)) throw new Problem('forbidden')
    const errors = whatLacks(deps, ticket, transition, input)
    if (errors.length > 0) throw new Problem('invalid', { errors })
    const texts = { ...(input.reply ? { reply: input.reply } : {}), ...(input.reason ? { reason: input.reason } : {}) }
    const after = await applyStep(deps, tx, ctx, record, stepOf(ctx, transition, input), texts)
    return {
      number: after.number,
      state: after.state,
      stateName: stateName(ctx.locale, after.state),
      version: after.version,
    }
  })
}

function stepOf(ctx: Context, transition: Transition, input: ActInput): Step {
  const { actor } = ctx
  const { ground, outcome, station, section } = input
  return {
    transition,
    actor: actor.kind === 'staff' ? { kind: 'staff', id: actor.id } : { kind: 'system', id: null },
    ...(transition.ground && ground ? { ground } : {}),
    ...(transition.requires?.includes('outcome') && outcome ? { outcome } : {}),
    ...(transition.requires?.includes('target')
      ? { target: { station: station ?? null, section: station ? null : (section ?? null) } }
      : {}),
  }
}

function whatLacks(deps: Deps, ticket: TicketRow, transition: Transition, input: ActInput): FieldError[] {
  const { content } = deps
  const lacking = (path: string): FieldError => ({ path, code: 'required', message: 'errors.field.required' })
  const wrong = (path: string): FieldError => ({ path, code: 'choice', message: 'errors.field.choice' })
  return (transition.requires ?? []).flatMap((requirement): FieldError[] => {
    switch (requirement) {
      case 'reply':
      case 'reason':
        return input[requirement] ? [] : [lacking(requirement)]
      case 'ground': {
        if (!input.ground) return [lacking('ground')]
        const known = groundsInForce(content, transition.ground ?? 'refusal', ticket.receivedOn)
        return known.some((ground) => ground.code === input.ground) ? [] : [wrong('ground')]
      }
      case 'outcome':
        if (!input.outcome) return [lacking('outcome')]
        return transition.outcomes?.includes(input.outcome) ? [] : [wrong('outcome')]
      case 'target': {
        const { station, section } = input
        if (station === undefined && section === undefined) return [lacking('station')]
        if (station !== undefined) return content.find.station.has(station) ? [] : [wrong('station')]
        return content.find.section.has(section ?? '') ? [] : [wrong('section')]
      }
      default:
        return requirement satisfies never
    }
  })
}
