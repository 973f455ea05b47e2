/** What the machines have in common: who acts, who was told, sending out and speaking. */
import type { State, Transition } from './states.ts'

export const DESK = ['tickets.dispatch', 'system'] as const
export const OFFICER = ['tickets.handle'] as const
export const ANYONE = ['tickets.handle', 'tickets.dispatch'] as const
/** Clocks that end once the person has been told how it stands. */
export const TOLD = ['first-contact', 'reply-12345'] as const

/** Words to the citizen and notes among staff, in every state that is not final. */
export const said = (from: readonly State[]) =>
  [
    {
      action: 'reply',
      from,
      to: null,
      who: ANYONE,
      event: 'bureau-message',
      requires: ['reply'],
      clocks: { stop: TOLD },
    },
    { action: 'note', from, to: null, who: ANYONE, event: 'noted', requires: ['reason'], audience: 'staff' },
  ] as const satisfies readonly Transition[]

/** Sending out and back: a unit without power returns to the desk, it never passes on itself (§41). */
export const dispatching = (initial: 'submitted' | 'received', movable: readonly State[]) =>
  [
    {
      action: 'dispatch',
      from: [initial, 'returned-to-desk'],
      to: 'dispatched',
      who: DESK,
      event: 'dispatched',
      requires: ['target'],
    },
    { action: 'return', from: movable, to: 'returned-to-desk', who: OFFICER, event: 'returned', requires: ['reason'] },
  ] as const satisfies readonly Transition[]
