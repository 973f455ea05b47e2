/** The course of one demo ticket (演示数据): what happens to it, in which pace, by the same machine and clocks as real ones. */
import { addDays, chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { seededRandom } from '../platform/random.ts'
import { openFacts, sealedFacts } from './asks.ts'
import { groundsInForce } from './basis.ts'
import type { TicketClock } from './clocks.ts'
import { DEMO_FACTS, REPLIES } from './demo-stories.ts'
import type { NewTicket } from './new-ticket.ts'
import { planStep, type Step } from './plan-step.ts'
import { UNIFIED_DESK } from './routing.ts'
import type { Action, GroundKind, Transition } from './states.ts'
import type { TicketRow } from './tables.ts'
import { eventRow, type NewEvent } from './ticket-store.ts'
import { transitionFor } from './transitions.ts'

export type Dice = ReturnType<typeof seededRandom>

export interface History {
  ticket: TicketRow
  wrappedKey: Buffer
  clocks: TicketClock[]
  events: NewEvent[]
}

/** An act and how many working days after the one before it. */
type Act = [Action, number]

/** Plays a ticket forward until now, or until its story ends. */
export function playOut(deps: Deps, dice: Dice, fresh: NewTicket): History {
  const { ticket, wrappedKey } = fresh
  const record = { ticket, wrappedKey }
  const history: History = {
    ticket,
    wrappedKey,
    clocks: fresh.clocks,
    events: fresh.events.map((event) => eventRow(deps, record, event)),
  }
  const now = deps.clock.now()
  let at = ticket.receivedAt
  for (const [action, days] of courseOf(dice, ticket)) {
    at = officeTime(deps, dice, at, days)
    if (at > now) break
    const transition = transitionFor(ticket.kind, history.ticket.state, action)
    if (!transition) break
    perform(deps, dice, history, transition, at)
  }
  return history
}

function perform(deps: Deps, dice: Dice, history: History, transition: Transition, at: Date): void {
  const byCitizen = transition.who.includes('citizen')
  const plan = planStep(history.ticket, history.clocks, stepOf(deps, dice, history, transition), at, deps)
  const reply = transition.requires?.includes('reply') ? REPLIES[transition.action as keyof typeof REPLIES] : undefined
  const reason = transition.requires?.includes('reason') ? '演示：按情况办理。' : undefined
  const asked = sealedFacts(transition.asks ?? [], DEMO_FACTS)
  const texts = byCitizen
    ? { message: '演示：我和商家谈好了。' }
    : {
        ...(reply ? { reply } : {}),
        ...(reason ? { reason } : {}),
        ...(Object.keys(asked).length > 0 ? { asked } : {}),
      }
  history.events.push(eventRow(deps, { ticket: plan.ticket, wrappedKey: history.wrappedKey }, plan.event, texts))
  history.ticket = plan.ticket
  history.clocks = plan.clocks
}

function stepOf(deps: Deps, dice: Dice, { ticket, events }: History, transition: Transition): Step {
  const proposed = events.findLast(({ type }) => type === transition.approves)?.params['ground']
  const picked = transition.ground ? dice.pick(usable(deps, ticket, transition.ground)).code : undefined
  // The decision keeps the ground it was proposed with.
  const ground = picked ?? (typeof proposed === 'string' ? proposed : undefined)
  const outcome = transition.requires?.includes('outcome') ? dice.pick(transition.outcomes ?? []) : undefined
  const station = dice.pick(deps.content.stations).id
  return {
    transition,
    actor: { kind: transition.who.includes('citizen') ? 'citizen' : 'staff', id: null },
    facts: openFacts(transition.asks ?? [], DEMO_FACTS),
    ...(ground ? { ground } : {}),
    ...(outcome ? { outcome } : {}),
    ...(transition.requires?.includes('target') ? { target: { station, section: null } } : {}),
  }
}

/** Common grounds come first in the content; death and impersonation are not for a demonstration. */
function usable(deps: Deps, ticket: TicketRow, which: GroundKind) {
  return groundsInForce(deps.content, which, ticket.receivedOn).slice(0, 3)
}

function courseOf(dice: Dice, ticket: TicketRow): Act[] {
  const roll = dice.below(100)
  // A few lie forgotten, so that late clocks can be seen.
  const slow = roll < 7
  const lag = slow ? 6 : 0
  const atDesk = ticket.section === UNIFIED_DESK
  const sent: Act[] = atDesk ? [['dispatch', dice.below(2)]] : []
  switch (ticket.kind) {
    case 'complaint':
      return [...sent, ...complaintCourse(dice, lag)]
    case 'report':
      return [...sent, ...reportCourse(dice, lag)]
    default:
      return [
        ['answer', dice.below(4) + lag],
        ['close', 5],
      ]
  }
}

function complaintCourse(dice: Dice, lag: number): Act[] {
  const roll = dice.below(100)
  if (roll < 5) return [['withdraw', 1 + dice.below(3)]]
  const detour: Act[] =
    roll < 9
      ? [
          ['return', 1],
          ['dispatch', 1],
        ]
      : []
  const review: Act[] = [...detour, ['take', dice.below(2)], ...(roll < 22 ? [['ask-materials', 1] satisfies Act] : [])]
  if (roll < 18) return [...review, ['propose-refusal', 1 + dice.below(3) + lag], ['refuse', 1], ['close', 2]]
  const testing: Act[] =
    dice.below(100) < 7
      ? [
          ['start-testing', 3],
          ['end-testing', 8 + dice.below(8)],
        ]
      : []
  const mediation: Act[] = [
    ['accept', 1 + dice.below(3) + lag],
    ['reply', 1],
    ['ask-consent', 1 + dice.below(2)],
    ['mediate', 2 + dice.below(4)],
    ...testing,
  ]
  const talks = 2 + dice.below(14) + lag * 6
  if (dice.below(100) < 62) return [...review, ...mediation, ['agree', talks], ['close', 1 + dice.below(4)]]
  if (dice.below(100) < 8) return [...review, ...mediation, ['withdraw', talks], ['close', 2]]
  return [...review, ...mediation, ['terminate', talks], ['close', 1 + dice.below(4)]]
}

function reportCourse(dice: Dice, lag: number): Act[] {
  const roll = dice.below(100)
  const taken: Act[] = [['take', 1 + dice.below(2)]]
  if (roll < 8) return [...taken, ['not-ours', 2], ['close', 1]]
  if (roll < 14) return [...taken, ['duplicate', 2], ['close', 1]]
  const longer: Act[] =
    roll < 22
      ? [
          ['extend', 9],
          ['note', 1],
        ]
      : []
  const verified = 3 + dice.below(8) + lag * 2
  if (roll < 60) return [...taken, ...longer, ['propose-no-case', verified], ['decline-case', 1], ['close', 2]]
  return [
    ...taken,
    ...longer,
    ['propose-filing', verified],
    ['file-case', 1],
    ['reply', 1],
    ['conclude', 15 + dice.below(30)],
    ['close', 2],
  ]
}

/** A moment in office hours, `days` working days later; on the same day never before what came before. */
function officeTime(deps: Deps, dice: Dice, after: Date, days: number): Date {
  let day = chinaDate(after)
  let left = days
  while (left > 0 || !deps.calendar.isWorkday(day)) {
    day = addDays(day, 1)
    if (deps.calendar.isWorkday(day)) left -= 1
  }
  const minutes = 9 * 60 + dice.below(8 * 60)
  const moment = new Date(Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000)
  return moment > after ? moment : new Date(after.getTime() + (5 + dice.below(50)) * 60_000)
}
