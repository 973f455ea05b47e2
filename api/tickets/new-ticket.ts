/** A draft as a ticket on the day it is received: row, first clocks, first timeline rows. Pure but for the ids and seals of `deps`. */

import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { orderedUuid } from '../platform/random.ts'
import { clockFactsOf, nextDue, startClocks, type TicketClock } from './clocks.ts'
import { maskText } from './mask.ts'
import type { TicketDraft } from './model.ts'
import { type Plan, planStep } from './plan-step.ts'
import { piecesOf } from './queue-words.ts'
import { type NewIdentity, newIdentity } from './reporters/identity.ts'
import { type Route, routeOf, UNIFIED_DESK } from './routing.ts'
import type { TicketRow } from './tables.ts'
import { sealDraft } from './ticket-store.ts'
import { MACHINES, transitionFor } from './transitions.ts'

export interface Filing {
  draft: TicketDraft
  number: string
  at: Date
  locale: 'zh' | 'en'
  demo: boolean
}

export interface NewTicket {
  ticket: TicketRow
  /** As it is sealed in the row. */
  draft: TicketDraft
  wrappedKey: Buffer
  clocks: TicketClock[]
  events: Plan<TicketClock>['event'][]
  /** Of a report that is not anonymous: kept apart (reporters/tables.ts). */
  identity: NewIdentity | undefined
}

/** Builds the ticket; where the place or the duty leaves no doubt it is sent out at once, otherwise it waits at the unified desk. */
export function newTicket(deps: Deps, { draft: given, ...filed }: Filing): NewTicket {
  const whole = withoutNeedlessContact(given)
  const draft = withoutReporter(whole)
  const filing = { ...filed, draft, names: [whole.contact.name, whole.contact.address] }
  const { at } = filing
  const receivedOn = chinaDate(at)
  const facts = clockFactsOf(whole, receivedOn)
  const clocks = startClocks('received', facts, receivedOn, deps)
  const route = routeOf(draft, deps.content)
  const wrappedKey = deps.vault.newKey()
  const ticket = {
    ...rowOf(deps, filing, route, wrappedKey),
    receivedOn,
    reachable: facts.reachable,
    nextDueOn: nextDue(clocks),
  }
  const identity =
    whole.kind === 'report' && !whole.anonymous ? newIdentity(deps, ticket.id, whole.contact, at) : undefined
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
  if (!dispatch) return { ticket, draft, wrappedKey, clocks, events: [received], identity }
  const target = { station: route.station, section: route.section }
  const sent = planStep(ticket, clocks, { transition: dispatch, actor: { kind: 'system', id: null }, target }, at, deps)
  return {
    ticket: { ...sent.ticket, version: 1 },
    draft,
    wrappedKey,
    clocks: sent.clocks,
    events: [received, sent.event],
    identity,
  }
}

function rowOf(
  deps: Deps,
  { draft, number, at, locale, demo, names }: Filing & { names: readonly (string | undefined)[] },
  route: Route,
  wrappedKey: Buffer,
): Omit<TicketRow, 'receivedOn' | 'reachable' | 'nextDueOn'> {
  const id = orderedUuid(deps)
  const { contact } = draft
  const respondent = draft.kind === 'complaint' || draft.kind === 'report' ? draft.respondent : {}
  const complaint = draft.kind === 'complaint' ? draft : undefined
  const texts = {
    number,
    sourceNumber: draft.source.number ?? null,
    respondentName: respondent.name ?? respondent.shop ?? null,
    masked: maskText(textsOf(draft).join('\n'), names),
  }
  return {
    id,
    ...texts,
    pieces: piecesOf(texts),
    kind: draft.kind,
    state: MACHINES[draft.kind].initial,
    outcome: null,
    ground: null,
    channel: draft.source.channel,
    problem: draft.problem ?? null,
    object: draft.object ?? null,
    station: null,
    section: UNIFIED_DESK,
    street: route.street,
    routeRule: route.rule,
    needsReview: route.needsReview,
    handlerId: null,
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
    dataKeyId: orderedUuid(deps),
    sealed: sealDraft(deps, wrappedKey, id, draft),
    phoneIndex: contact.phone ? deps.vault.blindIndex('phone', contact.phone.replaceAll('-', '')) : null,
    linkedTicketId: null,
    leaderId: null,
    promisedOn: null,
    contactProvenAt: null,
    identityVerifiedAt: null,
    version: 1,
  }
}

/** Who reports anonymously leaves no trace here, whatever a form sent along. */
function withoutNeedlessContact(draft: TicketDraft): TicketDraft {
  if (draft.kind !== 'report' || !draft.anonymous) return draft
  return { ...draft, contact: { wantsReply: false, keepSecret: true } }
}

/** The person of a report is not kept with it. What they want done with an answer is. */
export function withoutReporter(draft: TicketDraft): TicketDraft {
  if (draft.kind !== 'report') return draft
  const { wantsReply, keepSecret } = draft.contact
  const { provenance: _, ...bare } = draft
  return { ...bare, contact: { wantsReply, keepSecret } }
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
