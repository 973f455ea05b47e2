/** The only places where a ticket becomes something to show: one projection for each audience. */
import type { Locale } from '../../content/messages/index.ts'
import { t } from '../../content/messages/index.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../platform/context.ts'
import { groundsInForce, toldGround } from './basis.ts'
import type { LinkedTicket } from './linked-ticket.ts'
import { holds, isOfOwnUnit, mayDo, seesIdentity } from './may.ts'
import type { TicketDraft } from './model.ts'
import { promiseViews } from './promise-views.ts'
import type { EventRow, TicketRow } from './tables.ts'
import { type FullRecord, openDraft, openTexts } from './ticket-store.ts'
import { actionsFrom, citizenMay, familyOf, isOpen, isRateable } from './transitions.ts'
import type {
  DeskTicket,
  Message,
  OfferedAction,
  PublicTicket,
  QueueItem,
  TicketView,
  TimelineEntry,
} from './view-model.ts'
import {
  actionName,
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

/** For the person with number and code. */
export function citizenView(deps: Deps, locale: Locale, record: FullRecord, linkedNumber: string | null): TicketView {
  const { ticket } = record
  const draft = openDraft(deps, record)
  const events = record.events.filter((event) => event.audience === 'party')
  return {
    ...commonView(deps, locale, ticket),
    narrative: draft.narrative,
    requests: ticket.requests.map((id) => ({ id, name: t(locale, `tickets.request.${id}`) })),
    amountYuan: ticket.amountYuan,
    claimYuan: ticket.claimYuan,
    explanation: explanation(locale, ticket.kind, ticket.state),
    promises: promiseViews(deps, locale, ticket, record.clocks),
    timeline: events.map((event) => timelineEntry(deps, locale, record, event, 'party')),
    messages: messagesOf(deps, record),
    actions: citizenActions(ticket, record.rating !== undefined),
    rating: ratingView(deps, record),
    linkedNumber,
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
    daysLeft,
    excerpt: [...ticket.masked].slice(0, EXCERPT).join(''),
    handlerId,
    version,
  }
}

/** For staff who may read it; who reported is only told to those on the case. */
export function deskView(
  deps: Deps,
  locale: Locale,
  record: FullRecord,
  actor: Actor,
  linked: LinkedTicket | undefined,
): DeskTicket {
  const { ticket } = record
  const shown = seesIdentity(actor, ticket)
  const draft = openDraft(deps, record)
  const rating = holds(actor, 'tickets.rate-view') || isOfOwnUnit(actor, ticket) ? ratingView(deps, record) : null
  return {
    ...queueItem(deps, locale, ticket),
    routeRule: ticket.routeRule,
    sourceNumber: ticket.sourceNumber,
    draft: shown ? draft : withoutIdentity(draft, ticket.masked),
    identityWithheld: !shown,
    promises: promiseViews(deps, locale, ticket, record.clocks),
    timeline: record.events.map((event) => deskEntry(deps, locale, record, event, shown)),
    messages: shown ? messagesOf(deps, record) : [],
    actions: offeredActions(deps, locale, ticket, actor),
    rating: rating && { ...rating, comment: shown ? rating.comment : null },
    // The complaint of the same story would say who reported.
    linkedNumber: shown && linked && seesIdentity(actor, linked) ? linked.number : null,
  }
}

/** For everybody. A report is never shown, not even that it exists (总局令第121号 §37). */
export function publicView(deps: Deps, locale: Locale, ticket: TicketRow): PublicTicket | null {
  if (ticket.kind === 'report' || ticket.keepSecret) return null
  const { kind, kindName: _, ...view } = commonView(deps, locale, ticket)
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

function timelineEntry(
  deps: Deps,
  locale: Locale,
  record: FullRecord,
  event: EventRow,
  audience: 'party' | 'staff',
): TimelineEntry {
  return {
    at: chinaTime(event.at),
    type: event.type,
    by: event.actorKind,
    sentence: eventSentence(deps.content, locale, event, audience),
    state: event.toState ? { id: event.toState, name: stateName(locale, event.toState) } : null,
    ground: eventGround(deps.content, locale, record.ticket, event),
    reply: openTexts(deps, record.wrappedKey, event).reply ?? null,
  }
}

function deskEntry(
  deps: Deps,
  locale: Locale,
  record: FullRecord,
  event: EventRow,
  shown: boolean,
): DeskTicket['timeline'][number] {
  const entry = timelineEntry(deps, locale, record, event, 'staff')
  return {
    ...entry,
    reply: shown ? entry.reply : null,
    actorId: event.actorKind === 'staff' ? event.actorId : null,
    staffOnly: event.audience === 'staff',
    reason: shown ? (openTexts(deps, record.wrappedKey, event).reason ?? null) : null,
  }
}

function messagesOf(deps: Deps, record: FullRecord): Message[] {
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

function ratingView(deps: Deps, { rating, wrappedKey }: FullRecord) {
  if (!rating) return null
  const comment = rating.sealed ? deps.vault.open<string>(wrappedKey, `rating:${rating.ticketId}`, rating.sealed) : null
  return { score: rating.score, solved: rating.solved, comment, at: chinaTime(rating.at) }
}

function citizenActions(ticket: TicketRow, rated: boolean): TicketView['actions'] {
  return [
    ...(isOpen(ticket.state) ? (['message'] as const) : []),
    ...(citizenMay(ticket.kind, ticket.state, 'withdraw') ? (['withdraw'] as const) : []),
    ...(isRateable(ticket.state) && !rated ? (['rate'] as const) : []),
  ]
}

function offeredActions(deps: Deps, locale: Locale, ticket: TicketRow, actor: Actor): OfferedAction[] {
  return actionsFrom(ticket.kind, ticket.state)
    .filter((transition) => mayDo(actor, transition))
    .map((transition) => ({
      action: transition.action,
      name: actionName(locale, transition.action),
      to: transition.to && { id: transition.to, name: stateName(locale, transition.to) },
      requires: [...(transition.requires ?? [])],
      grounds: transition.ground
        ? groundsInForce(deps.content, transition.ground, ticket.receivedOn).map((ground) => ({
            code: ground.code,
            text: ground.text[locale],
            basis: toldGround(deps.content, ground.code, ticket.receivedOn, locale)?.basis ?? [],
            note: ('officerNote' in ground && ground.officerNote?.[locale]) || null,
          }))
        : [],
      outcomes: transition.requires?.includes('outcome')
        ? (transition.outcomes ?? []).map((id) => ({ id, name: outcomeName(locale, id) }))
        : [],
    }))
}

/** The story as masked for search, and nothing of the person who told it. */
function withoutIdentity(draft: TicketDraft, masked: string): TicketDraft {
  const { provenance: _, ...rest } = draft
  const bare = {
    ...rest,
    narrative: masked,
    contact: { wantsReply: draft.contact.wantsReply, keepSecret: true },
    attachments: [],
  }
  if (bare.kind !== 'report') return bare
  const { allegation: _a, evidence: _e, ...reported } = bare
  return reported
}
