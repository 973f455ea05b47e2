/** How a report (举报) goes: verification, filing or not, result; 总局令第121号 §28–§36, 行政处罚程序规定 §18–§20. */
import { ANYONE, dispatching, OFFICER, said, TOLD } from './machine-parts.ts'
import type { Machine } from './states.ts'

const BEFORE_VERIFICATION = ['received', 'dispatched', 'returned-to-desk'] as const
const REPORT_DECIDED = ['filed', 'not-filed', 'not-ours', 'duplicate', 'result'] as const
const REPORT_OPEN = [...BEFORE_VERIFICATION, 'verifying', 'testing', ...REPORT_DECIDED] as const

export const report = {
  initial: 'received',
  transitions: [
    ...dispatching('received', ['dispatched', 'verifying']),
    ...said(REPORT_OPEN),
    { action: 'take', from: ['dispatched'], to: 'verifying', who: OFFICER, event: 'verifying-started', takes: true },
    {
      action: 'start-testing',
      from: ['verifying'],
      to: 'testing',
      who: OFFICER,
      event: 'testing-started',
      clocks: { pause: ['verify'] },
    },
    {
      action: 'end-testing',
      from: ['testing'],
      to: 'verifying',
      who: OFFICER,
      event: 'testing-ended',
      clocks: { resume: ['verify'] },
    },
    {
      action: 'extend',
      from: ['verifying'],
      to: null,
      who: ['tickets.approve'],
      event: 'extended',
      requires: ['reason'],
      clocks: { extend: ['verify'] },
    },
    {
      action: 'file-case',
      from: ['verifying'],
      to: 'filed',
      who: OFFICER,
      event: 'case-filed',
      takes: true,
      clocks: { stop: ['verify'], start: ['decided'] },
    },
    {
      action: 'decline-case',
      from: ['verifying'],
      to: 'not-filed',
      who: OFFICER,
      event: 'case-declined',
      requires: ['reason'],
      outcomes: ['not-filed'],
      clocks: { stop: ['verify'], start: ['decided'] },
    },
    {
      action: 'not-ours',
      from: ['received', 'returned-to-desk', 'verifying'],
      to: 'not-ours',
      who: ANYONE,
      event: 'not-ours',
      requires: ['reply'],
      outcomes: ['not-ours'],
      clocks: { stop: ['verify', ...TOLD] },
    },
    {
      action: 'duplicate',
      from: ['received', 'returned-to-desk', 'verifying'],
      to: 'duplicate',
      who: ANYONE,
      event: 'duplicate',
      requires: ['reply'],
      outcomes: ['duplicate'],
      clocks: { stop: ['verify', ...TOLD] },
    },
    {
      action: 'conclude',
      from: ['filed'],
      to: 'result',
      who: OFFICER,
      event: 'concluded',
      requires: ['outcome', 'reply'],
      outcomes: ['penalised', 'not-penalised', 'transferred'],
      clocks: { stop: ['tell-filing', ...TOLD], start: ['closed'] },
    },
    // Telling the reporter is the last act; where no contact was left, the timeline is the telling.
    {
      action: 'close',
      from: ['not-filed', 'not-ours', 'duplicate', 'result'],
      to: 'closed',
      who: ANYONE,
      event: 'closed',
      clocks: { stop: 'all' },
    },
    {
      action: 'withdraw',
      from: BEFORE_VERIFICATION,
      to: 'closed',
      who: ['citizen'],
      event: 'withdrawn',
      outcomes: ['withdrawn'],
      clocks: { stop: 'all' },
    },
    {
      action: 'reopen',
      from: ['closed'],
      to: 'verifying',
      who: ['tickets.approve'],
      event: 'reopened',
      requires: ['reason'],
      clocks: { start: ['received'] },
    },
  ],
} as const satisfies Machine
