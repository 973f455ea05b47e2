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
import { openDraft, type TicketRecord } from '../ticket-store.ts'
import { unitOf } from '../words.ts'
import type { NoticeDocument, NoticeId } from './model.ts'
import { type NoticeSource, noticeFacts } from './notice-facts.ts'
import { lackingFields, renderNotice, templateFor } from './render-notice.ts'
import { noticeCounters, ticketNotices } from './tables.ts'

/** Document in each language. */
export type SealedNotice = Record<(typeof LOCALES)[number], NoticeDocument>

type Told = Pick<NoticeSource, 'params' | 'texts' | 'partyCode'> & { eventId: string | null }

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
  const source = { ticket, draft: openDraft(deps, record), ...told }
  const lacking = lackingFields(template, noticeFacts(deps, 'zh', source))
  if (lacking.length > 0)
    throw new Problem('unprocessable', { detail: 'errors.tickets.noticeGap', params: { fields: lacking.join() } })
  const number =
    template.series === null
      ? ticket.number
      : await nextNumber(tx, `${deps.content.bureau.documentMark}${template.series}`, Number(issuedOn.slice(0, 4)))
  const documents = Object.fromEntries(
    LOCALES.map((locale) => {
      const { name, phone } = unitOf(deps.content, locale, ticket)
      const facts = noticeFacts(deps, locale, source)
      const addressee = t(locale, `tickets.addressee.${template.readers}`, {
        respondent: facts['respondent'] ?? '',
        complainant: facts['complainant'] ?? t(locale, 'tickets.addressee.person'),
        target: facts['target'] ?? name,
      })
      const matter = { number, addressee, facts, unit: name, phone, issuedOn, receivedOn: ticket.receivedOn }
      return [locale, renderNotice(deps.content, locale, template, matter)]
    }),
  ) as SealedNotice
  const noticeId = deps.random.uuid()
  const { version, readers } = template
  const sealed = deps.vault.seal(wrappedKey, sealedAs(noticeId), documents)
  const row = { id: noticeId, ticketId: ticket.id, eventId, template: id, number, version, readers }
  await putRows(tx, ticketNotices, [{ ...row, issuedAt: now, sealed }])
}

/** The receipt (登记回执): its number is the ticket's, so that filings do not queue for a counter. */
export function issueReceipt(deps: Deps, tx: Transaction, record: TicketRecord): Promise<void> {
  return issueNotice(deps, tx, record, 'N1', { eventId: null, params: {}, texts: {} })
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
