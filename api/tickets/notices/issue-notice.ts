/**
 * Issues a document (告知文书) in the transaction of the step it tells of: rendered in both languages, numbered, sealed
 * with the version of its template. What was issued is never rendered again.
 */

import { sql } from 'drizzle-orm'
import { LOCALES, t } from '../../../content/messages/index.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Transaction } from '../../platform/database.ts'
import { Problem } from '../../platform/errors.ts'
import { putRows } from '../../platform/put-rows.ts'
import { orderedUuid } from '../../platform/random.ts'
import type { TicketDraft } from '../model.ts'
import type { TicketRecord } from '../ticket-store.ts'
import { unitOf } from '../words.ts'
import type { NoticeDocument, NoticeId } from './model.ts'
import { type NoticeSource, noticeFacts } from './notice-facts.ts'
import { lackingFields, renderNotice, templateFor } from './render-notice.ts'
import { noticeCounters, ticketNotices } from './tables.ts'

/** Document in each language. */
export type SealedNotice = Record<(typeof LOCALES)[number], NoticeDocument>

type Told = Pick<NoticeSource, 'draft' | 'params' | 'texts' | 'partyCode'> & { eventId: string | null }

/** @throws Problem `unprocessable` when a required field is empty: the step is not made then */
export async function issueNotice(
  deps: Deps,
  tx: Transaction,
  record: TicketRecord,
  id: NoticeId,
  { eventId, ...told }: Told,
): Promise<void> {
  const { ticket, wrappedKey } = record
  const now = deps.clock.now()
  const issuedOn = chinaDate(now)
  const template = templateFor(deps.content, id, issuedOn)
  const source = { ticket, ...told }
  const facts = { zh: noticeFacts(deps, 'zh', source), en: noticeFacts(deps, 'en', source) }
  const lacking = lackingFields(template, facts.zh)
  if (lacking.length > 0)
    throw new Problem('unprocessable', { detail: 'errors.tickets.noticeGap', params: { fields: lacking.join() } })
  const number =
    template.series === null
      ? ticket.number
      : await nextNumber(tx, `${deps.content.bureau.documentMark}${template.series}`, Number(issuedOn.slice(0, 4)))
  const documents = Object.fromEntries(
    LOCALES.map((locale) => {
      const { name, phone } = unitOf(deps.content, locale, ticket)
      const { respondent, complainant, target } = facts[locale]
      const addressee = t(locale, `tickets.addressee.${template.readers}`, {
        respondent: respondent ?? '',
        complainant: complainant ?? t(locale, 'tickets.addressee.person'),
        target: target ?? name,
      })
      const { receivedOn } = ticket
      const matter = { number, addressee, facts: facts[locale], unit: name, phone, issuedOn, receivedOn }
      return [locale, renderNotice(deps.content, locale, template, matter)]
    }),
  ) as SealedNotice
  const noticeId = orderedUuid(deps)
  const { version, readers } = template
  const sealed = deps.vault.seal(wrappedKey, sealedAs(noticeId), documents)
  const row = { id: noticeId, ticketId: ticket.id, eventId, template: id, number, version, readers }
  await putRows(tx, ticketNotices, [{ ...row, issuedAt: now, sealed }])
}

/** The receipt (登记回执): its number is the ticket's, so that filings do not queue for a counter. */
export function issueReceipt(deps: Deps, tx: Transaction, record: TicketRecord, draft: TicketDraft): Promise<void> {
  return issueNotice(deps, tx, record, 'N1', { eventId: null, draft, params: {}, texts: {} })
}

export const sealedAs = (noticeId: string) => `notice:${noticeId}`

/** The next number of a series in a year, without gaps: the row is held until the step is done or undone. */
async function nextNumber(tx: Transaction, series: string, year: number): Promise<string> {
  const [row] = await tx
    .insert(noticeCounters)
    .values({ series, year, last: 1 })
    .onConflictDoUpdate({
      target: [noticeCounters.series, noticeCounters.year],
      set: { last: sql`${noticeCounters.last} + 1` },
    })
    .returning({ last: noticeCounters.last })
  return `${series}〔${year}〕${row?.last ?? 1}号`
}
