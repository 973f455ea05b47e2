/**
 * How a request for help (求助) goes. It is nobody's complaint: there is no acceptance and no refusal. What the bureau
 * cannot do itself it explains and points to who can (济南市12345市民服务热线条例 §23, §24).
 */
import { ANYONE, afterwards, dispatching, OFFICER, said } from './machine-parts.ts'
import { answering } from './simple-machine.ts'
import type { Machine } from './states.ts'

const HELP_OPEN = ['received', 'dispatched', 'returned-to-desk', 'helping'] as const

export const help = {
  initial: 'received',
  transitions: [
    ...dispatching('received', ['dispatched', 'helping']),
    ...said([...HELP_OPEN, 'replied']),
    {
      action: 'take',
      from: ['dispatched'],
      to: 'helping',
      who: OFFICER,
      event: 'helping-started',
      guards: ['free-or-own'],
      takes: true,
    },
    {
      action: 'refer',
      from: HELP_OPEN,
      to: 'replied',
      who: ANYONE,
      event: 'referred',
      requires: ['reply'],
      asks: ['competentBody'],
      outcomes: ['referred'],
      takes: true,
      clocks: { stop: 'all' },
    },
    ...answering(HELP_OPEN, 'dispatched'),
    ...afterwards('dispatched'),
  ],
} as const satisfies Machine
