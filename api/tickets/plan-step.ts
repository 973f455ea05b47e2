/** What one step does to a ticket, its clocks and its timeline, worked out before anything is written. Pure; verbs and demo data share it. */
import { chinaDate } from '../calendar/calendar.ts'
import { advanceClocks, type ClockFacts, type ClockWorld, nextDue, type TicketClock } from './clocks.ts'
import { UNIFIED_DESK } from './routing.ts'
import type { Outcome, Transition } from './states.ts'
import type { EventRow, TicketRow } from './tables.ts'
import { isOpen } from './transitions.ts'

/** One act upon a ticket, checked already. */
export interface Step {
  transition: Transition
  actor: { kind: EventRow['actorKind']; id: string | null }
  /** Where it is sent, for `dispatch`. */
  target?: { station: string | null; section: string | null }
  ground?: string
  outcome?: Outcome
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
  const after = advanceClocks(clocks, effects, clockFacts(before), chinaDate(at), world)
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
    ground: begins('received') ? null : (ground ?? before.ground),
    acceptedAt: begins('accepted') ? at : before.acceptedAt,
    closedAt: isOpen(state) ? null : at,
    nextDueOn: nextDue(after),
    version: before.version + 1,
  }
  const params = {
    ...targetParams(step),
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
  { transition, actor, target }: Step,
): Pick<TicketRow, 'station' | 'section' | 'handlerId' | 'needsReview'> {
  const { station, section, handlerId, needsReview } = before
  if (target) return { ...target, handlerId: null, needsReview: false }
  if (transition.to === 'returned-to-desk')
    return { station: null, section: UNIFIED_DESK, handlerId: null, needsReview: true }
  const taken = transition.takes && actor.kind === 'staff' && actor.id !== null && handlerId === null
  return { station, section, handlerId: taken ? actor.id : handlerId, needsReview }
}

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
