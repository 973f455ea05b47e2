/** Where a ticket becomes something to show to its owner and to everybody; for staff desk-view.ts, for the business party/. */
import type { Locale } from '../../content/messages/index.ts'
import { t } from '../../content/messages/index.ts'
import { isForCitizen, viewOfFile } from '../attachments/attachment-store.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { cardOf } from './card.ts'
import { legalNumber } from './national/legal-number.ts'
import type { IssuedNotice } from './notices/model.ts'
import type { MediationRow } from './party/tables.ts'
import { promiseViews } from './promise-views.ts'
import { mayRateAction, ratingSeal } from './rate-ticket.ts'
import type { Action } from './states.ts'
import type { EventRow, RatingStage, TicketRow } from './tables.ts'
import { type FullRecord, openDraft, openTexts } from './ticket-store.ts'
import { citizenMay, familyOf, isOpen, isRateable, shownState } from './transitions.ts'
import type { Message, PublicTicket, QueueItem, Rating, TicketView, TimelineEntry } from './view-model.ts'
import {
  chinaTime,
  eventGround,
  eventSentence,
  explanation,
  kindName,
  outcomeName,
  stateName,
  unitOf,
} from './words.ts'

const EXCERPT = 80
const DAY_MS = 86_400_000

/** What stands beside a ticket for its owner. */
export interface CitizenBesides {
  linkedNumber: string | null
  mediation: MediationRow | undefined
  notices: IssuedNotice[]
  /** Number on the national platform, once known. */
  externalNumber: string | null
}

/** For the person with number and code. */
export function citizenView(deps: Deps, locale: Locale, record: FullRecord, beside: CitizenBesides): TicketView {
  const { ticket } = record
  const ratings = ratingViews(deps, record)
  const draft = openDraft(deps, record)
  const events = record.events.filter((event) => event.audience === 'party')
  return {
    ...commonView(deps, locale, { ...ticket, state: shownState(ticket.state) }),
    narrative: draft.narrative,
    requests: ticket.requests.map((id) => ({ id, name: t(locale, `tickets.request.${id}`) })),
    amountYuan: ticket.amountYuan,
    claimYuan: ticket.claimYuan,
    explanation: explanation(locale, ticket.kind, ticket.state),
    promises: promiseViews(deps, locale, ticket, record.clocks),
    timeline: events.map((event) => timelineEntry(deps, locale, record, event, 'party')),
    messages: messagesOf(deps, record),
    attachments: record.files.filter(isForCitizen).map((file) => viewOfFile(deps, file)),
    actions: citizenActions(deps, record, beside.mediation),
    rating: ratings.at(-1) ?? null,
    ratings,
    linkedNumber: beside.linkedNumber,
    notices: beside.notices,
    legalNumber: legalNumber(locale, ticket, beside.externalNumber ?? undefined),
    contactProven: ticket.contactProvenAt !== null,
    promisedOn: ticket.promisedOn,
  }
}

export function queueItem(deps: Deps, locale: Locale, ticket: TicketRow): QueueItem {
  const today = chinaDate(deps.clock.now())
  const { nextDueOn } = ticket
  const daysLeft = nextDueOn === null ? null : Math.round((Date.parse(nextDueOn) - Date.parse(today)) / DAY_MS)
  const { channel, street, needsReview, handlerId, version } = ticket
  return {
    ...commonView(deps, locale, ticket),
    channel,
    street:
      street === null
        ? null
        : (deps.content.find.street.get(street)?.street[locale === 'zh' ? 'name' : 'nameEn'] ?? street),
    needsReview,
    dueOn: nextDueOn,
    overdue: daysLeft !== null && daysLeft < 0,
    card: ticket.closedAt === null ? cardOf(nextDueOn, today, deps.calendar) : 'none',
    daysLeft,
    excerpt: [...ticket.masked].slice(0, EXCERPT).join(''),
    handlerId,
    version,
  }
}

/** For everybody. A report is never shown, not even that it exists (总局令第121号 §37). */
export function publicView(deps: Deps, locale: Locale, ticket: TicketRow): PublicTicket | null {
  if (ticket.kind === 'report' || ticket.keepSecret) return null
  const { kind, kindName: _, ...view } = commonView(deps, locale, { ...ticket, state: shownState(ticket.state) })
  return {
    kind,
    problem: view.problem,
    street: queueItem(deps, locale, ticket).street,
    state: view.state,
    stateName: view.stateName,
    receivedOn: ticket.receivedOn,
    closedOn: ticket.closedAt ? chinaDate(ticket.closedAt) : null,
    demo: ticket.demo,
  }
}

function commonView(deps: Deps, locale: Locale, ticket: TicketRow) {
  const problem = ticket.problem === null ? undefined : deps.content.find.problem.get(ticket.problem)
  const { number, kind, state, outcome, demo, respondentName } = ticket
  return {
    number,
    kind,
    kindName: kindName(locale, kind),
    state,
    stateName: stateName(locale, state),
    family: familyOf(state),
    outcome,
    outcomeName: outcome === null ? null : outcomeName(locale, outcome),
    receivedAt: chinaTime(ticket.receivedAt),
    acceptedAt: ticket.acceptedAt && chinaTime(ticket.acceptedAt),
    closedAt: ticket.closedAt && chinaTime(ticket.closedAt),
    unit: unitOf(deps.content, locale, ticket),
    problem: problem ? { code: problem.code, title: problem.title[locale] } : null,
    respondentName,
    demo,
  }
}

export function timelineEntry(
  deps: Deps,
  locale: Locale,
  record: FullRecord,
  event: EventRow,
  audience: 'party' | 'staff',
): TimelineEntry {
  const { reply, code } = openTexts(deps, record.wrappedKey, event)
  const told = code && audience === 'party' ? t(locale, 'tickets.split.code', { ...event.params, code }) : undefined
  return {
    at: chinaTime(event.at),
    type: event.type,
    by: event.actorKind,
    sentence: eventSentence(deps.content, locale, event, audience),
    state: event.toState ? { id: event.toState, name: stateName(locale, event.toState) } : null,
    ground: eventGround(deps.content, locale, record.ticket, event),
    reply: reply ?? told ?? null,
  }
}

export function messagesOf(deps: Deps, record: FullRecord): Message[] {
  return record.events
    .filter((event) => event.audience === 'party')
    .flatMap((event) => {
      const { message, reply } = openTexts(deps, record.wrappedKey, event)
      const at = chinaTime(event.at)
      return [
        ...(message ? [{ at, from: 'citizen' as const, text: message }] : []),
        ...(reply ? [{ at, from: 'bureau' as const, text: reply }] : []),
      ]
    })
}

export function ratingViews(deps: Deps, { ratings, wrappedKey }: FullRecord): Rating[] {
  const opened = ratings.map(({ ticketId, stage, score, solved, sealed, at }) => ({
    ...{ stage, score, solved, at: chinaTime(at) },
    comment: sealed ? deps.vault.open<string>(wrappedKey, ratingSeal(ticketId, stage), sealed) : null,
  }))
  return opened.sort((a, b) => a.at.localeCompare(b.at))
}

function citizenActions(
  deps: Deps,
  { ticket, ratings }: FullRecord,
  mediation: MediationRow | undefined,
): TicketView['actions'] {
  const may = (action: Action) => citizenMay(ticket.kind, ticket.state, action)
  const rated = (stage: RatingStage) => ratings.some((each) => each.stage === stage)
  const offers: [TicketView['actions'][number], boolean][] = [
    ['message', isOpen(ticket.state)],
    ['consent', may('consent') && mediation?.citizenConsents !== true],
    ['decline', may('consent') && mediation?.citizenConsents !== false],
    ['recuse', may('recuse')],
    ['sign', may('sign') && !mediation?.citizenSignedAt],
    ['withdraw', may('withdraw')],
    ['rate', isRateable(ticket.state) && !rated('answer')],
    ['rate-action', mayRateAction(ticket, chinaDate(deps.clock.now())) && !rated('action')],
    ['prove-contact', ticket.kind === 'complaint' && ticket.contactProvenAt === null && isOpen(ticket.state)],
  ]
  return offers.flatMap(([action, open]) => (open ? [action] : []))
}
