/** A ticket as staff in charge see it; what stands beside it is loaded by `besides`. */
import { asc, eq } from 'drizzle-orm'
import { type Locale, t } from '../../content/messages/index.ts'
import { deskViewOfFile } from '../attachments/attachment-store.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../platform/context.ts'
import type { Queryable } from '../platform/database.ts'
import { articlesOf } from './articles-of.ts'
import { ASKS, type AskName } from './asks.ts'
import { guardFacts } from './guard-facts.ts'
import type { GuardFacts } from './guards.ts'
import type { HandedOver } from './hand-over.ts'
import { handlersFor } from './handlers.ts'
import { handedOver } from './hotlines/replies.ts'
import type { LinkedTicket } from './linked-ticket.ts'
import { holds, isOfOwnUnit, seesIdentity } from './may.ts'
import type { TicketDraft } from './model.ts'
import { nationalView } from './national/list-national.ts'
import { type NationalRow, nationalOutbox } from './national/tables.ts'
import type { IssuedNotice } from './notices/model.ts'
import { noticesFor } from './notices/read-notices.ts'
import { offeredActions, otherActions } from './offered-actions.ts'
import { mediationOf, partyCode } from './party/find-by-party-code.ts'
import type { MediationRow } from './party/tables.ts'
import { promiseViews } from './promise-views.ts'
import { whatOf } from './promises.ts'
import { messagesOf, queueItem, ratingViews, timelineEntry } from './public.ts'
import { newsMark } from './read-news.ts'
import { confidenceOf } from './routing.ts'
import { ticketSupervisions } from './supervision/tables.ts'
import { type EventRow, tickets } from './tables.ts'
import { type FullRecord, openDraft, openTexts } from './ticket-store.ts'
import type { DeskTicket, OfferedAction } from './view-model.ts'
import { askedWord, chinaTime } from './words.ts'

/** Everything the desk shows beside the ticket itself. */
export interface Besides {
  linked: LinkedTicket | undefined
  facts: GuardFacts
  mediation: MediationRow | undefined
  national: NationalRow | undefined
  hotline: HandedOver | null
  notices: IssuedNotice[]
  supervisions: (typeof ticketSupervisions.$inferSelect)[]
  leader: string | null
  followers: string[]
  /** Whom the reader may put in charge. */
  handlers: OfferedAction['handlers']
}

export async function besides(
  deps: Deps,
  q: Queryable,
  locale: Locale,
  record: FullRecord,
  actor: Actor,
  linked: LinkedTicket | undefined,
): Promise<Besides> {
  const { id, leaderId } = record.ticket
  const number = { number: tickets.number }
  const [facts, mediation, national, hotline, notices, supervisions, leaders, followers, handlers] = await Promise.all([
    guardFacts(q, record.ticket, actor),
    mediationOf(q, id),
    q.select().from(nationalOutbox).where(eq(nationalOutbox.ticketId, id)),
    handedOver(q, record.ticket),
    noticesFor(deps, q, locale, record, 'staff'),
    q
      .select()
      .from(ticketSupervisions)
      .where(eq(ticketSupervisions.ticketId, id))
      .orderBy(asc(ticketSupervisions.at), asc(ticketSupervisions.card)),
    leaderId === null ? [] : q.select(number).from(tickets).where(eq(tickets.id, leaderId)),
    q.select(number).from(tickets).where(eq(tickets.leaderId, id)),
    holds(actor, 'tickets.assign') ? handlersFor(q, record.ticket) : [],
  ])
  return {
    ...{ linked, facts, mediation, notices, supervisions, handlers },
    hotline,
    national: national[0],
    leader: leaders[0]?.number ?? null,
    followers: followers.map((row) => row.number),
  }
}

/** The numbers alone: they say nothing of who it is. */
function addressSure({ content }: Deps, draft: TicketDraft): DeskTicket['addressSure'] {
  const sure = confidenceOf(draft.place?.text, content)
  return sure ? { value: Math.round(sure.value * 100) / 100, low: sure.low, reason: sure.reason ?? null } : null
}

/** For staff who may read it. Who reported is never in it: that is looked at apart, with a reason (reporters/). */
export function deskView(deps: Deps, locale: Locale, record: FullRecord, actor: Actor, beside: Besides): DeskTicket {
  const { ticket } = record
  const { linked, mediation, national, supervisions } = beside
  const shown = seesIdentity(actor, ticket)
  const draft = openDraft(deps, record)
  const rated = holds(actor, 'tickets.rate-view') || isOfOwnUnit(actor, ticket)
  const ratings = rated
    ? ratingViews(deps, record).map((each) => ({ ...each, comment: shown ? each.comment : null }))
    : []
  const handles = holds(actor, 'tickets.handle')
  return {
    ...queueItem(deps, locale, ticket),
    asOf: newsMark(deps),
    routeRule: ticket.routeRule,
    sourceNumber: ticket.sourceNumber,
    draft: shown ? draft : withoutStory(draft, ticket.masked),
    identityWithheld: !shown,
    addressSure: addressSure(deps, draft),
    articles: articlesOf(deps, locale, draft, chinaDate(deps.clock.now())),
    promises: promiseViews(deps, locale, ticket, record.clocks),
    timeline: record.events.map((event) => deskEntry(deps, locale, record, event, shown)),
    messages: shown ? messagesOf(deps, record) : [],
    attachments: shown ? record.files.map((file) => deskViewOfFile(deps, file)) : [],
    actions: offeredActions(deps, locale, beside.facts, actor, shown ? draft.narrative : '', beside.handlers),
    otherActions: otherActions(locale, ticket, actor),
    rating: ratings.at(-1) ?? null,
    ratings,
    // The complaint of the same story would say who reported.
    linkedNumber: shown && linked && seesIdentity(actor, linked) ? linked.number : null,
    contactUnproven: unproven(deps, ticket),
    leaderNumber: beside.leader,
    followers: beside.followers,
    notices: shown ? beside.notices : [],
    national: national ? nationalView(national, chinaDate(deps.clock.now())) : null,
    hotline: beside.hotline,
    mediation: mediation
      ? {
          citizenConsents: mediation.citizenConsents,
          businessConsents: mediation.businessConsents,
          citizenSigned: mediation.citizenSignedAt !== null,
          businessSigned: mediation.businessSignedAt !== null,
          partyCode: handles && mediation.invitedAt ? partyCode(deps, ticket.number, mediation.codeSerial) : null,
        }
      : null,
    supervisions: supervisions.map(({ card, clockId, dueOn, at, answeredAt }) => {
      const clock = record.clocks.find(({ id }) => id === clockId)
      return {
        ...{ card, dueOn },
        what: clock ? whatOf(clock, ticket, deps.content, locale) : null,
        at: chinaTime(at),
        answeredAt: answeredAt && chinaTime(answeredAt),
      }
    }),
  }
}

/** Real identity is asked of a complainant since Order 121 (总局令第121号 §10). */
function unproven({ content }: Deps, ticket: FullRecord['ticket']): boolean {
  const since = content.find.law.get('C121')?.inForceFrom ?? ''
  const known = ticket.contactProvenAt !== null || ticket.identityVerifiedAt !== null
  return ticket.kind === 'complaint' && ticket.receivedOn >= since && !known
}

function deskEntry(
  deps: Deps,
  locale: Locale,
  record: FullRecord,
  event: EventRow,
  shown: boolean,
): DeskTicket['timeline'][number] {
  const entry = timelineEntry(deps, locale, record, event, 'staff')
  const { reason, statement, claim, asked = {} } = openTexts(deps, record.wrappedKey, event)
  const open = Object.entries(event.params).filter(([name]) => name in ASKS)
  const words = [...open, ...Object.entries(asked), ...(claim ? [['claim', claim] as const] : [])]
  return {
    ...entry,
    reply: shown ? entry.reply : null,
    actorId: event.actorKind === 'staff' ? event.actorId : null,
    handlerId: typeof event.params['handler'] === 'string' ? event.params['handler'] : null,
    staffOnly: event.audience === 'staff',
    reason: shown ? (reason ?? null) : null,
    statement: shown ? (statement ?? null) : null,
    asked: shown
      ? words.map(([name, value]) => ({
          label: t(locale, `tickets.asked.${name as AskName}`),
          value: askedWord(locale, name as AskName, String(value)),
        }))
      : [],
  }
}

/** The story as masked for search, and nothing of the person who told it. */
function withoutStory(draft: TicketDraft, masked: string): TicketDraft {
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
