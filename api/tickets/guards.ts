/** What must hold for a step besides state and permission (办理条件). Pure: the facts come in, the reason why not goes out. */
import type { MessageKey } from '../../content/messages/index.ts'
import { UNIFIED_DESK } from './routing.ts'
import type { ClockRow, EventRow, TicketRow } from './tables.ts'

export const GUARDS = [
  /** Nobody else was put in charge of it (指派承办人). */
  'free-or-own',
  /** It lies with the unified desk. */
  'at-desk',
  /** Who approves is not who proposed (审批与承办分离). */
  'other-hand',
  /** A unit objects to a dispatch once; the second one is final (退单复核一次). */
  'objection-left',
  /** Neither side has refused mediation (自愿调解), 总局令第121号 §18. */
  'nobody-declined',
  /** No sign of a breach found in mediation is still being verified (§27). */
  'no-open-clue',
  'clue-open',
  'clue-not-open',
  /** The period for matters of the business environment runs and was not lengthened yet. */
  'environment-open',
  /** Nobody passed it to the police yet (移送公安机关). */
  'not-transferred',
  /** The reporter is named and got no reward yet. */
  'named-reporter',
  'not-rewarded',
  'penalised',
  'contact-unverified',
  /** A supervision order (督办) waits for its answer. */
  'supervised',
  'business-invited',
  'not-follower',
  'not-linked',
  'clock-running',
] as const
export type Guard = (typeof GUARDS)[number]

export interface Mediation {
  invited: boolean
  citizenConsents: boolean | null
  businessConsents: boolean | null
}

export interface GuardFacts {
  ticket: TicketRow
  events: readonly Pick<EventRow, 'type' | 'actorId' | 'params'>[]
  clocks: readonly Pick<ClockRow, 'rule' | 'doneOn' | 'dueOn' | 'extendedUnits'>[]
  mediation: Mediation
  supervised: boolean
  /** Staff member who acts; null for others. */
  actorId: string | null
}

/** Type of the row an approval answers, by the state it stands in. */
const PROPOSALS = ['refusal-proposed', 'filing-proposed', 'no-case-proposed']

/** Id of the rule in content/rules/deadlines.yaml. */
const ENVIRONMENT = 'business-environment'

const CHECKS: Record<Guard, (facts: GuardFacts) => boolean> = {
  'free-or-own': ({ ticket, actorId }) => ticket.handlerId === null || actorId === null || ticket.handlerId === actorId,
  'at-desk': ({ ticket }) => ticket.section === UNIFIED_DESK,
  'other-hand': ({ events, actorId }) =>
    actorId === null || events.findLast(({ type }) => PROPOSALS.includes(type))?.actorId !== actorId,
  'objection-left': ({ ticket, events }) => !events.some((event) => objectedBy(event, ticket)),
  'nobody-declined': ({ mediation }) => mediation.citizenConsents !== false && mediation.businessConsents !== false,
  'no-open-clue': (facts) => !clueRuns(facts),
  'clue-open': clueRuns,
  'clue-not-open': (facts) => !clueRuns(facts),
  'environment-open': ({ clocks }) =>
    clocks.some(({ rule, doneOn, extendedUnits }) => rule === ENVIRONMENT && doneOn === null && extendedUnits === 0),
  'not-transferred': ({ events }) => !events.some(({ type }) => type === 'police-transferred'),
  'named-reporter': ({ ticket }) => !ticket.anonymous && ticket.reachable,
  'not-rewarded': ({ events }) => !events.some(({ type }) => type === 'rewarded'),
  penalised: ({ ticket }) => ticket.outcome === 'penalised',
  'contact-unverified': ({ ticket }) => ticket.contactProvenAt === null && ticket.identityVerifiedAt === null,
  supervised: ({ supervised }) => supervised,
  'business-invited': ({ mediation }) => mediation.invited,
  'not-follower': ({ ticket }) => ticket.leaderId === null,
  'not-linked': ({ ticket }) => ticket.linkedTicketId === null,
  'clock-running': ({ clocks }) => clocks.some(({ doneOn }) => doneOn === null),
}

/** The sentence for the first guard that does not hold; undefined when the step is open. */
export function whyNot(guards: readonly Guard[] | undefined, facts: GuardFacts): MessageKey | undefined {
  const failed = guards?.find((guard) => !CHECKS[guard](facts))
  return failed && `errors.guard.${failed}`
}

/** Whether both sides said yes here; otherwise the officer writes how they agreed. */
export function bothConsent({ citizenConsents, businessConsents }: Mediation): boolean {
  return citizenConsents === true && businessConsents === true
}

function clueRuns({ clocks }: GuardFacts): boolean {
  return clocks.some(({ rule, doneOn }) => rule === 'clue' && doneOn === null)
}

function objectedBy({ type, params }: Pick<EventRow, 'type' | 'params'>, ticket: TicketRow): boolean {
  if (type !== 'returned') return false
  return params['fromUnit'] === (ticket.station ?? ticket.section)
}
