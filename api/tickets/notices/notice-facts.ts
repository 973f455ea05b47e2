/** What the documents of a ticket may say, in words of one language, gathered from its row, its draft and the step taken. */
import { type Locale, t } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import { ASKS, type AskName } from '../asks.ts'
import { toldGround } from '../basis.ts'
import type { TicketDraft } from '../model.ts'
import { legalNumber } from '../national/legal-number.ts'
import type { EventRow, TicketRow } from '../tables.ts'
import type { EventTexts } from '../ticket-store.ts'
import { askedWord, chinaTime, dayLabel, kindName, outcomeName, unitOf } from '../words.ts'
import type { NoticeFacts } from './render-notice.ts'

export interface NoticeSource {
  ticket: TicketRow
  draft: TicketDraft
  params: EventRow['params']
  texts: EventTexts
  /** Code of the business's door, for the notice to it. */
  partyCode?: string | undefined
}

export function noticeFacts(deps: Deps, locale: Locale, source: NoticeSource): NoticeFacts {
  const { ticket, draft, params, texts } = source
  const { content, clock } = deps
  const day = (instant: Date | null) => (instant ? dayLabel(locale, chinaTime(instant).slice(0, 10)) : undefined)
  const target = typeof params['station'] === 'string' || typeof params['section'] === 'string'
  return {
    ...askedWords(locale, params, texts),
    kind: kindName(locale, ticket.kind),
    number: ticket.number,
    respondent: respondentOf(locale, ticket),
    complainant: draft.contact.name,
    unit: unitOf(content, locale, ticket).name,
    target: target ? unitOf(content, locale, ticket).name : undefined,
    attachments: String(draft.attachments.length),
    receivedOn: day(ticket.receivedAt),
    acceptedOn: day(ticket.acceptedAt),
    closedOn: day(ticket.closedAt),
    issuedOn: day(clock.now()),
    dueOn: dueDay(locale, ticket, params),
    ground: ticket.ground ? toldGround(content, ticket.ground, ticket.receivedOn, locale)?.text : undefined,
    outcome: ticket.outcome ? outcomeName(locale, ticket.outcome) : undefined,
    decision: decisionOf(locale, ticket),
    reply: texts.reply,
    claim: texts.claim,
    claimed: claimedOf(locale, draft),
    rewardYuan: textOf(params['rewardYuan']),
    partyCode: source.partyCode,
    legal: legalNumber(locale, ticket).note,
  }
}

/** Facts the officer filled in: choices by their names, dates as dates. */
function askedWords(locale: Locale, params: EventRow['params'], { asked = {} }: EventTexts): Record<string, string> {
  const open = Object.entries(params).flatMap(([name, value]): [string, string][] =>
    name in ASKS ? [[name, askedWord(locale, name as AskName, String(value))]] : [],
  )
  return { ...Object.fromEntries(open), ...asked }
}

function respondentOf(locale: Locale, { respondentName }: TicketRow): string {
  return respondentName ?? t(locale, 'tickets.unknown.name')
}

function dueDay(locale: Locale, ticket: TicketRow, params: EventRow['params']): string | undefined {
  const day = textOf(params['dueOn']) ?? ticket.nextDueOn
  return day ? dayLabel(locale, day) : undefined
}

function decisionOf(locale: Locale, { state }: TicketRow): string | undefined {
  return state === 'filed' || state === 'not-filed' ? t(locale, `tickets.state.${state}`) : undefined
}

/** What is asked for, and about what: never the person's own words. */
function claimedOf(locale: Locale, draft: TicketDraft): string | undefined {
  if (draft.kind !== 'complaint') return undefined
  const requests = draft.requests.map((id) => t(locale, `tickets.request.${id}`))
  const item = draft.purchase.item
  const sum = draft.claimYuan && t(locale, 'tickets.notice.sum', { yuan: draft.claimYuan })
  return [item, requests.join(t(locale, 'desk.listSeparator')), sum].filter(Boolean).join(' · ')
}

const textOf = (value: string | number | undefined) => (value === undefined ? undefined : String(value))
