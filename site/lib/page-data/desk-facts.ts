/** A filed draft as facts for the officer, each with how we know it. */
import type { TicketDraft } from '../../../api/tickets/model.ts'
import type { MessageKey } from '../../../content/messages/index.ts'
import { formatDay, formatYuan } from '../format.ts'
import type { useSite } from '../i18n.ts'

export interface Fact {
  label: string
  value: string
  basis?: 'stated' | 'inferred' | 'confirmed' | undefined
}

type Site = Pick<ReturnType<typeof useSite>, 'locale' | 'say'>
type Row = [path: string, label: MessageKey, value: string | undefined]

/** The matter itself. `problem` is the title of the draft's problem code. */
export function matterFacts(site: Site, draft: TicketDraft, problem: string | undefined): Fact[] {
  const { locale } = site
  const general: Row[] = [
    ['problem', 'tickets.field.problem', problem ?? draft.problem],
    ['occurredOn', 'tickets.field.occurredOn', draft.occurredOn && formatDay(locale, draft.occurredOn)],
    ['place.text', 'tickets.field.place', draft.place?.text],
  ]
  return told(site, draft, [...ofKind(site, draft), ...general])
}

/** How to reach the person, and what they asked about it. */
export function contactFacts(site: Site, draft: TicketDraft): Fact[] {
  const { contact } = draft
  return told(site, draft, [
    ['contact.name', 'tickets.field.contactName', contact.name],
    ['contact.phone', 'tickets.field.contactPhone', contact.phone],
    ['contact.address', 'tickets.field.contactAddress', contact.address],
    ['contact.email', 'desk.fact.email', contact.email],
    ['contact.wantsReply', 'desk.fact.wantsReply', yesNo(site, contact.wantsReply)],
    ['contact.keepSecret', 'desk.fact.keepSecret', yesNo(site, contact.keepSecret)],
  ])
}

function told({ say }: Site, draft: TicketDraft, rows: readonly Row[]): Fact[] {
  return rows.flatMap(([path, label, value]) =>
    value ? [{ label: say(label), value, basis: draft.provenance?.[path]?.basis }] : [],
  )
}

function ofKind(site: Site, draft: TicketDraft): Row[] {
  switch (draft.kind) {
    case 'complaint':
      return [...business(draft.respondent), ...complaint(site, draft)]
    case 'report':
      return [
        ...business(draft.respondent),
        ['allegation', 'tickets.field.allegation', draft.allegation],
        ['ongoing', 'desk.fact.ongoing', yesNo(site, draft.ongoing)],
        ['evidence', 'desk.fact.evidence', draft.evidence],
        ['anonymous', 'tickets.field.identity', draft.anonymous ? site.say('desk.fact.anonymous') : undefined],
      ]
    case 'consultation':
      return [['question', 'tickets.field.question', draft.question]]
    default:
      return [['subject', 'tickets.field.subject', draft.subject]]
  }
}

function business(respondent: Extract<TicketDraft, { kind: 'complaint' }>['respondent']): Row[] {
  return [
    ['respondent.name', 'tickets.field.respondent', respondent.name],
    ['respondent.uscc', 'desk.fact.uscc', respondent.uscc],
    ['respondent.address', 'tickets.field.respondentAddress', respondent.address],
    ['respondent.platform', 'tickets.field.platform', respondent.platform],
    ['respondent.shop', 'desk.fact.shop', respondent.shop],
    ['respondent.shopUrl', 'desk.fact.shopUrl', respondent.shopUrl],
    ['respondent.platformShownAddress', 'desk.fact.shownAddress', respondent.platformShownAddress],
  ]
}

function complaint(site: Site, draft: Extract<TicketDraft, { kind: 'complaint' }>): Row[] {
  const { say, locale } = site
  const { purchase, otherBody, proxy } = draft
  const day = (date: string | undefined) => date && formatDay(locale, date)
  const yuan = (amount: string | undefined) => amount && formatYuan(locale, amount)
  return [
    ['purchase.item', 'tickets.field.item', purchase.item],
    ['purchase.amountYuan', 'tickets.field.amount', yuan(purchase.amountYuan)],
    ['purchase.boughtOn', 'desk.fact.boughtOn', day(purchase.boughtOn)],
    ['purchase.orderNumber', 'desk.fact.orderNumber', purchase.orderNumber],
    ['purchase.forDailyLife', 'desk.fact.forDailyLife', yesNo(site, purchase.forDailyLife)],
    [
      'requests',
      'desk.fact.requests',
      draft.requests.map((request) => say(`tickets.request.${request}`)).join(say('desk.listSeparator')),
    ],
    ['claimYuan', 'tickets.field.claim', yuan(draft.claimYuan)],
    ['evidence', 'desk.fact.evidence', draft.evidence],
    ['knownSince', 'desk.fact.knownSince', day(draft.knownSince)],
    [
      'otherBody',
      'desk.fact.otherBody',
      otherBody && [say(`desk.body.${otherBody.body}`), otherBody.state].filter(Boolean).join(' · '),
    ],
    ['proxy', 'desk.fact.proxy', proxy && [proxy.name, proxy.phone].filter(Boolean).join(' ')],
    ['jointWith', 'desk.fact.jointWith', draft.jointWith],
  ]
}

const yesNo = ({ say }: Site, value: boolean | undefined) =>
  value === undefined ? undefined : say(value ? 'desk.yes' : 'desk.no')
