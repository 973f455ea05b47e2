/**
 * The state machines of every kind of ticket as one table: the verbs, the desk, the database check and the tests
 * read it and nothing else says what may follow what.
 */
import { complaint } from './complaint-machine.ts'
import { help } from './help-machine.ts'
import type { TicketKind } from './model.ts'
import { report } from './report-machine.ts'
import { simple } from './simple-machine.ts'
import { type Action, type Family, type Machine, STATES, type State, type Transition } from './states.ts'

export const MACHINES: Record<TicketKind, Machine> = {
  complaint,
  report,
  consultation: simple,
  help,
  suggestion: simple,
  praise: simple,
}

/** States a kind of ticket can be in, initial first. */
export function statesOf(kind: TicketKind): State[] {
  const { initial, transitions } = MACHINES[kind]
  return [...new Set([initial, ...transitions.flatMap((transition) => transition.to ?? [])])]
}

/** Everything that may be done in a state, by anybody. */
export function actionsFrom(kind: TicketKind, state: State): Transition[] {
  return MACHINES[kind].transitions.filter((transition) => transition.from.includes(state))
}

/** The transition of an action in a state, or undefined when the action is not possible there. */
export function transitionFor(kind: TicketKind, state: State, action: Action): Transition | undefined {
  return actionsFrom(kind, state).find((transition) => transition.action === action)
}

export function familyOf(state: State): Family {
  return STATES[state].family
}

/** The state as everybody outside the bureau sees it. */
export function shownState(state: State): State {
  const entry = STATES[state]
  return 'shownAs' in entry ? entry.shownAs : state
}

/** Whether the ticket is not over (open or waiting). */
export function isOpen(state: State): boolean {
  return familyOf(state) !== 'final'
}

export function isState(value: string): value is State {
  return value in STATES
}

/** Whether the citizen may do this now. */
export function citizenMay(kind: TicketKind, state: State, action: Action): boolean {
  return transitionFor(kind, state, action)?.who.includes('citizen') ?? false
}

/** States in which the person may judge how it went (评价). */
export function isRateable(state: State): boolean {
  return state === 'closed' || state === 'replied'
}

/** Every step from one state to another, as the database keeps it (`ticket_transitions`). */
export function lawfulSteps(): { kind: TicketKind; from: State; to: State; action: Action }[] {
  return Object.entries(MACHINES).flatMap(([kind, { transitions }]) =>
    transitions.flatMap(({ action, from, to }) =>
      to === null ? [] : from.map((state) => ({ kind: kind as TicketKind, from: state, to, action })),
    ),
  )
}
