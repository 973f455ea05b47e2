/** What one step does to a ticket, its clocks and its timeline, worked out before anything is written. Pure; verbs and demo data share it. */
import { chinaDate } from '../calendar/calendar.ts'
import { advanceClocks, beginRule, type ClockFacts, type ClockWorld, nextDue, type TicketClock } from './clocks.ts'
import { UNIFIED_DESK } from './routing.ts'
import type { Outcome, Transition } from './states.ts'
import type { EventRow, TicketRow } from './tables.ts'
import { isOpen } from './transitions.ts'

/** One act upon a ticket, checked already. */
export interface Step {
  transition: Transition
  actor: { kind: EventRow['actorKind']; id: string | null }
  /** Who is put in charge, for `assign`. */
  handlerId?: string
  /** Whoever acts on several tells that person of all of them at once. */
  toldLater?: boolean | undefined
  /** Where it is sent, for `dispatch`. */
  target?: { station: string | null; section: string | null }
  ground?: string
  outcome?: Outcome
  /** Codes, numbers and dates told with the step; they stand in the open part of its row. */
  facts?: Record<string, string | number>
  /** A rule that begins because an officer says the matter is one of its kind. */
  rule?: string
  /** Ticket it follows from now on. */
  leaderId?: string
  /** The business's code, for the notice that hands it over. */
  partyCode?: string | undefined
}

export interface Plan<C extends TicketClock> {
  ticket: TicketRow
  clocks: (C | TicketClock)[]
  event: Pick<EventRow, 'at' | 'type' | 'actorKind' | 'actorId' | 'audience' | 'fromState' | 'toState' | 'params'>
}

export function clockFacts(ticket: Pick<TicketRow, 'kind' | 'channel' | 'receivedOn' | 'reachable'>): ClockFacts {
  const { kind, channel, receivedOn, reachable } = ticket
  return { kind, channel, receivedOn, reachable }
}

/** @throws RangeError when a clock cannot be stopped, paused or extended any more */
export function planStep<C extends TicketClock>(
  before: TicketRow,
  clocks: readonly C[],
  step: Step,
  at: Date,
  world: ClockWorld,
): Plan<C> {
  const { transition, actor } = step
  const effects = transition.clocks ?? {}
  const advanced = advanceClocks(clocks, effects, clockFacts(before), chinaDate(at), world)
  const after = step.rule ? beginRule(advanced, step.rule, clockFacts(before), world) : advanced
  const state = transition.to ?? before.state
  const begins = (event: 'received' | 'accepted') => effects.start?.includes(event) ?? false
  const ground = step.ground ?? transition.meansGround
  const single = transition.outcomes?.length === 1 ? transition.outcomes[0] : undefined
  const outcome = step.outcome ?? single
  const ticket: TicketRow = {
    ...before,
    ...placeAfter(before, step),
    state,
    // Beginning anew wipes how it ended the first time; the timeline keeps it.
    outcome: begins('received') ? null : (outcome ?? before.outcome),
    // A proposed ground is not one yet.
    ground: begins('received') ? null : ((transition.audience === 'staff' ? null : ground) ?? before.ground),
    acceptedAt: begins('accepted') ? at : before.acceptedAt,
    closedAt: isOpen(state) ? null : at,
    nextDueOn: nextDue(after),
    promisedOn: begins('received') ? null : promisedOn(before, step),
    leaderId: step.leaderId ?? before.leaderId,
    identityVerifiedAt: transition.action === 'verify-contact' ? at : before.identityVerifiedAt,
    version: before.version + 1,
  }
  const params = {
    ...step.facts,
    ...targetParams(step),
    ...(step.handlerId === undefined ? {} : { handler: step.handlerId }),
    ...(isRecused(transition, step.facts) && before.handlerId !== null ? { recused: before.handlerId } : {}),
    ...(transition.action === 'return' ? { fromUnit: before.station ?? before.section ?? '' } : {}),
    ...(ground ? { ground } : {}),
    ...(outcome ? { outcome } : {}),
    ...dueParams(clocks, after),
  }
  return {
    ticket,
    clocks: after,
    event: {
      at,
      type: transition.event,
      actorKind: actor.kind,
      actorId: actor.id,
      audience: transition.audience ?? 'party',
      fromState: before.state,
      toState: transition.to,
      params,
    },
  }
}

/** Unit and handler: a unit without power gives back to the desk, whoever begins the work is in charge. */
function placeAfter(
  before: TicketRow,
  { transition, actor, target, facts, handlerId: assigned }: Step,
): Pick<TicketRow, 'station' | 'section' | 'handlerId' | 'needsReview'> {
  const { station, section, handlerId, needsReview } = before
  if (assigned !== undefined) return { station, section, handlerId: assigned, needsReview }
  if (target) return { ...target, handlerId: null, needsReview: false }
  if (transition.to === 'returned-to-desk')
    return { station: null, section: UNIFIED_DESK, handlerId: null, needsReview: true }
  // Who was recused with reason does not go on with it (回避).
  if (isRecused(transition, facts)) return { station, section, handlerId: null, needsReview }
  const taken = transition.takes && actor.kind === 'staff' && actor.id !== null && handlerId === null
  return { station, section, handlerId: taken ? actor.id : handlerId, needsReview }
}

const isRecused = ({ action }: Transition, facts: Step['facts']) =>
  action === 'settle-recusal' && facts?.['recusal'] === 'granted'

function targetParams({ target }: Step): Record<string, string> {
  return {
    ...(target?.station ? { station: target.station } : {}),
    ...(target?.section ? { section: target.section } : {}),
  }
}

/** The date a newly begun, resumed or extended period now ends on. */
function dueParams(before: readonly TicketClock[], after: readonly TicketClock[]): Record<string, string> {
  const moved = after.find((clock) => clock.doneOn === null && clock.dueOn !== null && !before.includes(clock))
  return moved?.dueOn ? { dueOn: moved.dueOn, rule: moved.rule } : {}
}

/** Day by which something promised will be done: of an agreement, or of an answer. */
function promisedOn(before: TicketRow, { facts }: Step): string | null {
  const day = facts?.['performBy'] ?? facts?.['promisedOn']
  return typeof day === 'string' ? day : before.promisedOn
}
