/** The life of a request about a record (异议、信用修复): states, who moves it on, what may be done about it. One table for API, desk and database. */

export const REQUEST_KINDS = ['objection', 'repair'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

export const REQUEST_STATES = ['received', 'checking', 'upheld', 'refused'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** What is done when a request is right; `early-end` is what credit repair is (提前停止公示). */
export const REMEDIES = ['correction', 'redaction', 'withdrawal', 'early-end'] as const
export type Remedy = (typeof REMEDIES)[number]

export const REQUEST_ACTIONS = ['check-others', 'uphold', 'refuse'] as const
export type RequestAction = (typeof REQUEST_ACTIONS)[number]

export interface RequestMove {
  kinds: readonly RequestKind[]
  from: readonly RequestState[]
  action: RequestAction
  to: RequestState
}

export const REQUEST_MOVES: readonly RequestMove[] = [
  // 需向其他信息提供单位核查: the longer clock begins.
  { kinds: ['objection'], from: ['received'], action: 'check-others', to: 'checking' },
  { kinds: ['objection', 'repair'], from: ['received', 'checking'], action: 'uphold', to: 'upheld' },
  { kinds: ['objection', 'repair'], from: ['received', 'checking'], action: 'refuse', to: 'refused' },
]

/** Remedies each kind of request can lead to. */
export const REMEDIES_OF: Record<RequestKind, readonly Remedy[]> = {
  objection: ['correction', 'redaction', 'withdrawal'],
  repair: ['early-end'],
}

export const movesFrom = (kind: RequestKind, state: RequestState): RequestMove[] =>
  REQUEST_MOVES.filter((move) => move.kinds.includes(kind) && move.from.includes(state))
