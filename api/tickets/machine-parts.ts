/** What the machines have in common: who acts, who was told, sending out, speaking, supervision, call-back. */
import type { State, Transition } from './states.ts'

export const DESK = ['tickets.dispatch', 'system'] as const
export const OFFICER = ['tickets.handle'] as const
export const ANYONE = ['tickets.handle', 'tickets.dispatch'] as const
/** Station chiefs and heads of the bureau decide what an officer proposed (负责人审批). */
export const APPROVER = ['tickets.approve'] as const
/** What the rules reserve for the head of the bureau (市场监督管理部门负责人), 行政处罚程序规定 §18–§20. */
export const HEAD = ['tickets.lead'] as const
/** Clocks that end once the person has been told how it stands. */
export const TOLD = ['first-contact', 'reply-12345'] as const

/** Not with a unit yet, or not any more. */
const AT_THE_DESK: readonly State[] = ['submitted', 'received', 'returned-to-desk']

/** Words to the citizen and notes among staff, supervision (督办) and followers, in every state that is not final. */
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
    // Whoever leads a unit, or sends out, says who works on it; before it lies with a unit there is nobody to say.
    {
      action: 'assign',
      from: from.filter((state) => !AT_THE_DESK.includes(state)),
      to: null,
      who: ['tickets.assign'],
      event: 'assigned',
      requires: ['handler'],
      audience: 'staff',
    },
    { action: 'note', from, to: null, who: ANYONE, event: 'noted', requires: ['reason'], audience: 'staff' },
    {
      action: 'log-contact',
      from,
      to: null,
      who: ANYONE,
      event: 'contact-logged',
      requires: ['reason'],
      asks: ['contactWith', 'contactBy', 'reached'],
      audience: 'staff',
    },
    {
      action: 'verify-contact',
      from,
      to: null,
      who: ANYONE,
      event: 'contact-verified',
      requires: ['reason'],
      guards: ['contact-unverified'],
      audience: 'staff',
    },
    {
      action: 'follow',
      from,
      to: null,
      who: ANYONE,
      event: 'follows',
      asks: ['leader'],
      guards: ['not-follower'],
    },
    {
      action: 'split',
      from,
      to: null,
      who: ANYONE,
      event: 'split',
      asks: ['splitKind', 'splitParts'],
      guards: ['not-linked'],
    },
    {
      action: 'warn',
      from,
      to: null,
      who: ['system'],
      event: 'due-soon',
      guards: ['clock-running'],
      audience: 'staff',
    },
    { action: 'overdue', from, to: null, who: ['system'], event: 'overdue', guards: ['clock-running'] },
    {
      action: 'supervise',
      from,
      to: null,
      who: ['tickets.approve', 'tickets.lead', 'tickets.dispatch'],
      event: 'supervised',
      requires: ['reason'],
      audience: 'staff',
    },
    {
      action: 'answer-supervision',
      from,
      to: null,
      who: ANYONE,
      event: 'supervision-answered',
      requires: ['reason'],
      guards: ['supervised'],
      audience: 'staff',
    },
  ] as const satisfies readonly Transition[]

/** What complaints and reports have in common beyond that. */
export const disputed = (from: readonly State[]) =>
  [
    // Of a complex matter of the business environment the head may lengthen the answer once (济南市优化营商环境条例 §62).
    {
      action: 'extend-answer',
      from,
      to: null,
      who: HEAD,
      event: 'answer-extended',
      requires: ['reason'],
      guards: ['environment-open'],
      clocks: { extend: ['business-environment'] },
    },
    // Signs that who complains cheats or extorts the business (骗取赔偿、敲诈勒索) go to the police (总局令第121号 §42). It is
    // no decision about the ticket and warns nobody; what follows is a refusal or an end with its ground (§16, §23 六).
    {
      action: 'transfer-police',
      from,
      to: null,
      who: APPROVER,
      event: 'police-transferred',
      requires: ['reason'],
      asks: ['policeBody'],
      guards: ['not-transferred'],
      audience: 'staff',
    },
  ] as const satisfies readonly Transition[]

/**
 * Sending out and back: a unit without power returns to the desk, it never passes on itself (总局令第121号 §41). The
 * desk reviews that objection once; who gets the ticket again keeps it.
 */
export const dispatching = (initial: 'submitted' | 'received', movable: readonly State[]) =>
  [
    {
      action: 'dispatch',
      from: [initial, 'returned-to-desk'],
      to: 'dispatched',
      who: DESK,
      event: 'dispatched',
      requires: ['target'],
      notice: 'N16',
    },
    {
      action: 'return',
      from: movable,
      to: 'returned-to-desk',
      who: OFFICER,
      event: 'returned',
      requires: ['reason'],
      guards: ['objection-left'],
    },
  ] as const satisfies readonly Transition[]

/** After the end: the call-back (回访), and beginning anew. */
export const afterwards = (again: State) =>
  [
    {
      action: 'call-back',
      from: ['closed'],
      to: null,
      who: ['tickets.call-back'],
      event: 'called-back',
      asks: ['reached', 'solved', 'satisfaction'],
      audience: 'staff',
    },
    {
      action: 'reopen',
      from: ['closed'],
      to: again,
      who: ['tickets.approve', 'tickets.call-back'],
      event: 'reopened',
      requires: ['reason'],
      clocks: { start: ['received'] },
    },
  ] as const satisfies readonly Transition[]
