/**
 * Words of the ticket machines: states, families, outcomes, actions. What leads from where to where stands
 * in `transitions.ts`; the Chinese names stand in the message catalogue (`tickets.state.*`).
 */
import type { Clock } from '../calendar/clock.ts'

/** open: the bureau must act; waiting: somebody else must; final: over. */
export const FAMILIES = ['open', 'waiting', 'final'] as const
export type Family = (typeof FAMILIES)[number]

/** Every state of every kind of ticket (市场监督管理投诉举报处理办法; official names in `tickets.state.*`). */
export const STATES = {
  submitted: { family: 'open' },
  received: { family: 'open' },
  dispatched: { family: 'open' },
  'returned-to-desk': { family: 'open' },
  'under-review': { family: 'open' },
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
  filed: { family: 'open' },
  'not-filed': { family: 'open' },
  'not-ours': { family: 'open' },
  duplicate: { family: 'open' },
  result: { family: 'open' },
  replied: { family: 'waiting' },
  closed: { family: 'final' },
} as const satisfies Record<string, { family: Family }>
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
  'answered',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Everything that can be done to a ticket. The desk sends these names. */
export const ACTIONS = [
  'dispatch',
  'return',
  'take',
  'reply',
  'note',
  'ask-materials',
  'accept',
  'refuse',
  'ask-consent',
  'delegate',
  'mediate',
  'recuse',
  'settle-recusal',
  'start-testing',
  'end-testing',
  'agree',
  'await-fulfilment',
  'terminate',
  'file-case',
  'decline-case',
  'not-ours',
  'duplicate',
  'extend',
  'conclude',
  'answer',
  'close',
  'reopen',
  'withdraw',
  'ask-again',
] as const
export type Action = (typeof ACTIONS)[number]

/** Permissions of staff that the machines name; `tickets.all` and `reports.identity` stand in may.ts. */
export type TicketPermission = 'tickets.dispatch' | 'tickets.handle' | 'tickets.approve'

/** What the officer must send along with an action. */
export type Requirement = 'ground' | 'reason' | 'reply' | 'target' | 'outcome'

/** Events that begin a period, the words of `startsOn` in content/rules. */
export type StartEvent = 'received' | 'accepted' | 'terminated' | 'decided' | 'closed'

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
  who: readonly ('citizen' | 'system' | TicketPermission)[]
  /** Type of the timeline row, key of `tickets.event.<type>.*`. */
  event: string
  requires?: readonly Requirement[]
  /** Which catalogue a ground comes from: content `refusals` (R) or `terminations` (T). */
  ground?: 'refusal' | 'termination'
  /** One: set by the transition. Several: the officer chooses. */
  outcomes?: readonly Outcome[]
  /** A ground the transition itself means, without asking. */
  meansGround?: string
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
