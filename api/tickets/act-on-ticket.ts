/** Staff do one thing the machine allows in this state: accept, propose, approve, send, answer, mediate, end, close. */
import { and, desc, eq } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { type FieldError, Problem } from '../platform/errors.ts'
import { applyStep } from './apply-step.ts'
import { type Asked, type AskName, askedErrors, openFacts, sealedFacts } from './asks.ts'
import { groundsInForce } from './basis.ts'
import { EFFECTS } from './effects.ts'
import { guardFacts } from './guard-facts.ts'
import { bothConsent, type GuardFacts, whyNot } from './guards.ts'
import { demandReach, mayDo } from './may.ts'
import type { Step } from './plan-step.ts'
import type { Action, Outcome, State, Transition } from './states.ts'
import { ticketEvents } from './tables.ts'
import { type EventTexts, findTicket, openTexts, type TicketRecord } from './ticket-store.ts'
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
  /** Account of the officer put in charge. */
  handler?: string | undefined
  /** The officer is written to by the caller. */
  toldLater?: boolean
  /** Typed facts of the action (asks.ts). */
  asked?: Asked | undefined
}

export interface ActResult {
  number: string
  state: State
  stateName: string
  version: number
}

/** @throws Problem `conflict` when the ticket is no longer as the officer saw it, or the action is not possible there */
export async function actOnTicket(deps: Deps, ctx: Context, input: ActInput): Promise<ActResult> {
  return deps.db.transaction((tx) => actWithin(deps, tx, ctx, input))
}

/** The same within a transaction of the caller's. */
export async function actWithin(deps: Deps, tx: Transaction, ctx: Context, input: ActInput): Promise<ActResult> {
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
  const facts = await guardFacts(tx, ticket, ctx.actor)
  const blocked = whyNot(transition.guards, facts)
  if (blocked) throw new Problem('conflict', { detail: blocked })
  const asks = asksOf(transition, facts)
  const asked = input.asked ?? {}
  const errors = [...whatLacks(deps, facts, transition, input), ...askedErrors(asks, asked)]
  if (errors.length > 0) throw new Problem('invalid', { errors })
  const proposed = transition.approves ? await proposalOf(deps, tx, record, transition.approves) : undefined
  const texts = { ...textsOf(input, asks), ...proposed?.texts }
  const first = { ...stepOf(ctx, transition, input, asks), ...(proposed?.ground ? { ground: proposed.ground } : {}) }
  const effect = EFFECTS[input.action]
  const step = { ...first, ...(await effect?.before?.(deps, tx, ctx, record, { asked, texts, step: first })) }
  const after = await applyStep(deps, tx, ctx, record, step, texts)
  await effect?.after?.(deps, tx, ctx, { ...record, ticket: after }, { asked, texts, step })
  return {
    number: after.number,
    state: after.state,
    stateName: stateName(ctx.locale, after.state),
    version: after.version,
  }
}

/** What is asked for; how both sides agreed only where they did not say so here. */
export function asksOf(transition: Transition, { mediation }: GuardFacts): AskName[] {
  return (transition.asks ?? []).filter((name) => name !== 'consentHow' || !bothConsent(mediation))
}

function textsOf({ reply, reason, asked = {} }: ActInput, asks: readonly AskName[]): EventTexts {
  const { claim, ...words } = sealedFacts(asks, asked)
  return {
    ...(reply ? { reply } : {}),
    ...(reason ? { reason } : {}),
    ...(claim ? { claim } : {}),
    ...(Object.keys(words).length > 0 ? { asked: words } : {}),
  }
}

/** What was proposed last, to become the decision as it was proposed: whoever approves changes nothing in it. */
async function proposalOf(
  deps: Deps,
  tx: Transaction,
  record: TicketRecord,
  type: string,
): Promise<{ ground: string | undefined; texts: EventTexts } | undefined> {
  const [event] = await tx
    .select()
    .from(ticketEvents)
    .where(and(eq(ticketEvents.ticketId, record.ticket.id), eq(ticketEvents.type, type)))
    .orderBy(desc(ticketEvents.seq))
    .limit(1)
  if (!event) return undefined
  const { reply, asked } = openTexts(deps, record.wrappedKey, event)
  const { ground } = event.params
  return {
    ground: typeof ground === 'string' ? ground : undefined,
    texts: { ...(reply ? { reply } : {}), ...(asked ? { asked } : {}) },
  }
}

function stepOf(ctx: Context, transition: Transition, input: ActInput, asks: readonly AskName[]): Step {
  const { actor } = ctx
  const { ground, outcome, station, section, handler, toldLater, asked = {} } = input
  return {
    transition,
    actor: actor.kind === 'staff' ? { kind: 'staff', id: actor.id } : { kind: 'system', id: null },
    facts: openFacts(asks, asked),
    ...(transition.requires?.includes('handler') && handler ? { handlerId: handler, toldLater } : {}),
    ...(transition.ground && ground ? { ground } : {}),
    ...(transition.requires?.includes('outcome') && outcome ? { outcome } : {}),
    ...(transition.requires?.includes('target')
      ? { target: { station: station ?? null, section: station ? null : (section ?? null) } }
      : {}),
  }
}

function whatLacks(deps: Deps, { ticket, clocks }: GuardFacts, transition: Transition, input: ActInput): FieldError[] {
  const { content } = deps
  const lacking = (path: string): FieldError => ({ path, code: 'required', message: 'errors.field.required' })
  const wrong = (path: string): FieldError => ({ path, code: 'choice', message: 'errors.field.choice' })
  return (transition.requires ?? []).flatMap((requirement): FieldError[] => {
    switch (requirement) {
      case 'reply':
      case 'reason':
      case 'handler':
        return input[requirement] ? [] : [lacking(requirement)]
      case 'ground': {
        if (!input.ground) return [lacking('ground')]
        const known = groundsInForce(content, transition.ground ?? 'refusal', ticket.receivedOn)
        const ground = known.find(({ code }) => code === input.ground)
        if (!ground) return [wrong('ground')]
        const period = 'onlyAfter' in ground ? ground.onlyAfter : undefined
        const today = chinaDate(deps.clock.now())
        const over = clocks.some(({ rule, dueOn }) => rule === period && dueOn !== null && dueOn < today)
        return period === undefined || over
          ? []
          : [{ path: 'ground', code: 'early', message: 'errors.tickets.groundTooEarly' }]
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
