/** A draft as a ticket on the day it is received: row, first clocks, first timeline rows. Pure but for the ids and seals of `deps`. */

import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { clockFactsOf, nextDue, startClocks, type TicketClock } from './clocks.ts'
import { maskText } from './mask.ts'
import type { TicketDraft } from './model.ts'
import { type Plan, planStep } from './plan-step.ts'
import { type Route, routeOf, UNIFIED_DESK } from './routing.ts'
import type { TicketRow } from './tables.ts'
import { sealDraft } from './ticket-store.ts'
import { MACHINES, transitionFor } from './transitions.ts'

export interface Filing {
  draft: TicketDraft
  /** Empty until the database gives one. */
  number: string
  at: Date
  locale: 'zh' | 'en'
  demo: boolean
}

export interface NewTicket {
  ticket: TicketRow
  wrappedKey: Buffer
  clocks: TicketClock[]
  events: Plan<TicketClock>['event'][]
}

/** Builds the ticket; where the place or the duty leaves no doubt it is sent out at once, otherwise it waits at the unified desk. */
export function newTicket(deps: Deps, { draft: given, ...filed }: Filing): NewTicket {
  const draft = withoutNeedlessContact(given)
  const filing = { ...filed, draft }
  const { at } = filing
  const receivedOn = chinaDate(at)
  const facts = clockFactsOf(draft, receivedOn)
  const clocks = startClocks('received', facts, receivedOn, deps)
  const route = routeOf(draft, deps.content)
  const wrappedKey = deps.vault.newKey()
  const ticket = {
    ...rowOf(deps, filing, route, wrappedKey),
    receivedOn,
    reachable: facts.reachable,
    nextDueOn: nextDue(clocks),
  }
  const received = {
    at,
    type: 'received',
    actorKind: 'citizen',
    actorId: null,
    audience: 'party',
    fromState: null,
    toState: ticket.state,
    params: { kind: draft.kind, channel: draft.source.channel },
  } as const
  const dispatch = route.needsReview ? undefined : transitionFor(draft.kind, ticket.state, 'dispatch')
  if (!dispatch) return { ticket, wrappedKey, clocks, events: [received] }
  const target = { station: route.station, section: route.section }
  const sent = planStep(ticket, clocks, { transition: dispatch, actor: { kind: 'system', id: null }, target }, at, deps)
  return { ticket: { ...sent.ticket, version: 1 }, wrappedKey, clocks: sent.clocks, events: [received, sent.event] }
}

function rowOf(
  deps: Deps,
  { draft, number, at, locale, demo }: Filing,
  route: Route,
  wrappedKey: Buffer,
): Omit<TicketRow, 'receivedOn' | 'reachable' | 'nextDueOn'> {
  const id = deps.random.uuid()
  const { contact } = draft
  const respondent = draft.kind === 'complaint' || draft.kind === 'report' ? draft.respondent : {}
  const complaint = draft.kind === 'complaint' ? draft : undefined
  return {
    id,
    number,
    kind: draft.kind,
    state: MACHINES[draft.kind].initial,
    outcome: null,
    ground: null,
    channel: draft.source.channel,
    sourceNumber: draft.source.number ?? null,
    problem: draft.problem ?? null,
    object: draft.object ?? null,
    station: null,
    section: UNIFIED_DESK,
    street: route.street,
    routeRule: route.rule,
    needsReview: route.needsReview,
    handlerId: null,
    respondentName: respondent.name ?? respondent.shop ?? null,
    respondentUscc: respondent.uscc ?? null,
    amountYuan: complaint?.purchase.amountYuan ?? null,
    claimYuan: complaint?.claimYuan ?? null,
    requests: complaint?.requests ?? [],
    occurredOn: draft.occurredOn ?? null,
    receivedAt: at,
    acceptedAt: null,
    closedAt: null,
    locale,
    keepSecret: contact.keepSecret,
    anonymous: draft.kind === 'report' && draft.anonymous,
    wantsReply: contact.wantsReply,
    demo,
    dataKeyId: deps.random.uuid(),
    sealed: sealDraft(deps, wrappedKey, id, draft),
    masked: maskText(textsOf(draft).join('\n'), [contact.name, contact.address]),
    phoneIndex: contact.phone ? deps.vault.blindIndex('phone', contact.phone.replaceAll('-', '')) : null,
    linkedTicketId: null,
    version: 1,
  }
}

/** Who reports anonymously leaves no trace here, whatever a form sent along. */
function withoutNeedlessContact(draft: TicketDraft): TicketDraft {
  if (draft.kind !== 'report' || !draft.anonymous) return draft
  return { ...draft, contact: { wantsReply: false, keepSecret: true } }
}

/** Everything a person wrote that staff may search for, masked by the caller. */
function textsOf(draft: TicketDraft): string[] {
  const { kind } = draft
  const own =
    kind === 'complaint'
      ? [draft.purchase.item, draft.evidence]
      : kind === 'report'
        ? [draft.allegation, draft.evidence]
        : kind === 'consultation'
          ? [draft.question]
          : [draft.subject]
  return [...new Set([draft.narrative, ...own, draft.place?.text])].filter((text) => text !== undefined)
}
