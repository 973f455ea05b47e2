/** How a question, suggestion or praise goes: to the right unit, answered, closed; 济南市12345市民服务热线条例 §23–§27. */
import { ANYONE, afterwards, dispatching, said } from './machine-parts.ts'
import type { Machine, State, Transition } from './states.ts'

const SIMPLE_OPEN = ['received', 'dispatched', 'returned-to-desk'] as const

/** Answering, asking again, closing, taking back: the same for a question and for a request for help. */
export const answering = (open: readonly State[], again: State) =>
  [
    {
      action: 'answer',
      from: open,
      to: 'replied',
      who: ANYONE,
      event: 'answered',
      requires: ['reply'],
      asks: ['promisedOn'],
      outcomes: ['answered'],
      takes: true,
      clocks: { stop: 'all' },
    },
    {
      action: 'ask-again',
      from: ['replied'],
      to: again,
      who: ['citizen'],
      event: 'asked-again',
      clocks: { start: ['received'] },
    },
    {
      action: 'close',
      from: ['replied'],
      to: 'closed',
      who: [...ANYONE, 'system'],
      event: 'closed',
      notice: 'N10',
      clocks: { stop: 'all' },
    },
    {
      action: 'withdraw',
      from: open,
      to: 'closed',
      who: ['citizen'],
      event: 'withdrawn',
      outcomes: ['withdrawn'],
      clocks: { stop: 'all' },
    },
  ] as const satisfies readonly Transition[]

export const simple = {
  initial: 'received',
  transitions: [
    ...dispatching('received', ['dispatched']),
    ...said([...SIMPLE_OPEN, 'replied']),
    ...answering(SIMPLE_OPEN, 'dispatched'),
    ...afterwards('dispatched'),
  ],
} as const satisfies Machine
