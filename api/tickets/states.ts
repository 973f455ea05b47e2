/**
 * Words of the ticket machines: states, families, outcomes, actions. What leads from where to where stands
 * in `transitions.ts`; the Chinese names stand in the message catalogue (`tickets.state.*`).
 */
import type { Clock } from '../calendar/clock.ts'
import type { AskName } from './asks.ts'
import type { Guard } from './guards.ts'
import type { NoticeId } from './notices/model.ts'

/** open: the bureau must act; waiting: somebody else must; final: over. */
export const FAMILIES = ['open', 'waiting', 'final'] as const
export type Family = (typeof FAMILIES)[number]

/**
 * `shownAs`: what everybody outside sees meanwhile, because a proposal is not a decision.
 *
 * Every state of every kind of ticket (市场监督管理投诉举报处理办法; official names in `tickets.state.*`).
 */
export const STATES = {
  submitted: { family: 'open' },
  received: { family: 'open' },
  dispatched: { family: 'open' },
  'returned-to-desk': { family: 'open' },
  'under-review': { family: 'open' },
  'refusal-proposed': { family: 'open', shownAs: 'under-review' },
  refused: { family: 'open' },
  accepted: { family: 'open' },
  consent: { family: 'waiting' },
  delegated: { family: 'waiting' },
  mediating: { family: 'open' },
  'recusal-pause': { family: 'open' },
  testing: { family: 'waiting' },
  agreed: { family: 'open' },
  fulfilment: { family: 'waiting' },
  terminated: { family: 'open' },
  verifying: { family: 'open' },
  'filing-proposed': { family: 'open', shownAs: 'verifying' },
  'no-case-proposed': { family: 'open', shownAs: 'verifying' },
  filed: { family: 'open' },
  'not-filed': { family: 'open' },
  'not-ours': { family: 'open' },
  duplicate: { family: 'open' },
  merged: { family: 'open' },
  result: { family: 'open' },
  helping: { family: 'open' },
  replied: { family: 'waiting' },
  closed: { family: 'final' },
} as const satisfies Record<string, { family: Family; shownAs?: string }>
export type State = keyof typeof STATES

/** How a ticket ended (办理结果); apart from the state, so that "closed" never has to mean "solved". */
export const OUTCOMES = [
  'agreed',
  'terminated',
  'refused',
  'withdrawn',
  'penalised',
  'not-penalised',
  'transferred',
  'not-filed',
  'not-ours',
  'duplicate',
  'merged',
  'answered',
  'referred',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Everything that can be done to a ticket. The desk, the person and the business send these names. */
export const ACTIONS = [
  'dispatch',
  'return',
  'assign',
  'take',
  'reply',
  'note',
  'log-contact',
  'ask-materials',
  'verify-contact',
  'mark-matter',
  'accept',
  'propose-refusal',
  'refuse',
  'send-back',
  'invite-business',
  'ask-consent',
  'consent',
  'business-answer',
  'object',
  'delegate',
  'mediate',
  'call-meeting',
  'recuse',
  'settle-recusal',
  'start-testing',
  'end-testing',
  'agree',
  'sign',
  'await-fulfilment',
  'terminate',
  'find-clue',
  'settle-clue',
  'propose-filing',
  'propose-no-case',
  'file-case',
  'decline-case',
  'not-ours',
  'duplicate',
  'merge',
  'restart',
  'extend',
  'extend-answer',
  'transfer-police',
  'conclude',
  'reward',
  'answer',
  'refer',
  'split',
  'follow',
  'warn',
  'overdue',
  'supervise',
  'answer-supervision',
  'close',
  'call-back',
  'reopen',
  'withdraw',
  'ask-again',
] as const
export type Action = (typeof ACTIONS)[number]

/** Permissions of staff that the machines name; `tickets.all` and `reports.identity` stand in may.ts. */
export type TicketPermission =
  | 'tickets.dispatch'
  | 'tickets.assign'
  | 'tickets.handle'
  | 'tickets.approve'
  | 'tickets.lead'
  | 'tickets.call-back'

/** What must be sent along with an action. */
export const REQUIREMENTS = ['ground', 'reason', 'reply', 'target', 'outcome', 'handler'] as const
export type Requirement = (typeof REQUIREMENTS)[number]

/** Catalogues of grounds in content/rules/grounds.yaml: to refuse (R), to end mediation (T), not to open a case (F). */
export type GroundKind = 'refusal' | 'termination' | 'no-case'

/** Events that begin a period, the words of `startsOn` in content/rules. */
export type StartEvent = 'received' | 'accepted' | 'terminated' | 'clue-found' | 'decided' | 'closed'

/** What a transition does to the clocks. `stop` ends them as kept or late; `'all'` leaves none running. */
export interface ClockEffects {
  start?: readonly StartEvent[]
  stop?: 'all' | readonly Clock['rule'][]
  pause?: readonly Clock['rule'][]
  resume?: readonly Clock['rule'][]
  extend?: readonly Clock['rule'][]
}

export interface Transition {
  action: Action
  from: readonly State[]
  /** null: the state stays, only something is recorded or said. */
  to: State | null
  who: readonly ('citizen' | 'business' | 'system' | TicketPermission)[]
  /** Type of the timeline row; `tickets.event.<type>` are the words to the public, `.staff` and `.business` to the others. */
  event: string
  requires?: readonly Requirement[]
  /** Typed facts the officer fills in, for the notice and the record; see asks.ts. */
  asks?: readonly AskName[]
  /** What must hold besides state and permission; see guards.ts. */
  guards?: readonly Guard[]
  /** The document it issues (告知文书), id of content/rules/notices.yaml. */
  notice?: NoticeId
  ground?: GroundKind
  /** One: set by the transition. Several: the officer chooses. */
  outcomes?: readonly Outcome[]
  /** A ground the transition itself means, without asking. */
  meansGround?: string
  /** Type of the earlier row this approves (审批): its ground, words and facts become those of the decision. */
  approves?: string
  clocks?: ClockEffects
  /** The actor becomes the handler of the ticket (承办人). */
  takes?: true
  /** Only staff see the row; otherwise the person sees it too. */
  audience?: 'staff'
}

export interface Machine {
  initial: State
  transitions: readonly Transition[]
}
