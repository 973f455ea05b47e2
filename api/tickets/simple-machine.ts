/** How a question, request, suggestion or praise goes: to the right unit, answered, closed; 济南市12345市民服务热线条例 §23–§27. */
import { ANYONE, dispatching, said } from './machine-parts.ts'
import type { Machine } from './states.ts'

const SIMPLE_OPEN = ['received', 'dispatched', 'returned-to-desk'] as const

export const simple = {
  initial: 'received',
  transitions: [
    ...dispatching('received', ['dispatched']),
    ...said([...SIMPLE_OPEN, 'replied']),
    {
      action: 'answer',
      from: SIMPLE_OPEN,
      to: 'replied',
      who: ANYONE,
      event: 'answered',
      requires: ['reply'],
      outcomes: ['answered'],
      takes: true,
      clocks: { stop: 'all' },
    },
    {
      action: 'ask-again',
      from: ['replied'],
      to: 'dispatched',
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
      clocks: { stop: 'all' },
    },
    {
      action: 'withdraw',
      from: SIMPLE_OPEN,
      to: 'closed',
      who: ['citizen'],
      event: 'withdrawn',
      outcomes: ['withdrawn'],
      clocks: { stop: 'all' },
    },
    {
      action: 'reopen',
      from: ['closed'],
      to: 'dispatched',
      who: ['tickets.approve'],
      event: 'reopened',
      requires: ['reason'],
      clocks: { start: ['received'] },
    },
  ],
} as const satisfies Machine
