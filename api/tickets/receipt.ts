/** The receipt (登记回执) of a ticket: what the person must keep, and what the bureau owes from the day of receipt. */
import type { Locale } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { TicketDraft } from './model.ts'
import { promisesFor } from './promises.ts'
import type { TicketRow } from './tables.ts'
import type { Receipt } from './view-model.ts'
import { chinaTime, unitOf } from './words.ts'

export function receiptOf(
  deps: Deps,
  locale: Locale,
  ticket: TicketRow,
  draft: TicketDraft,
  linkedNumber: string | null,
): Receipt {
  const { number, kind, receivedAt, receivedOn } = ticket
  return {
    number,
    queryCode: deps.vault.queryCode(number),
    kind,
    receivedAt: chinaTime(receivedAt),
    station: unitOf(deps.content, locale, ticket),
    promises: promisesFor(draft, receivedOn, deps.content, deps.calendar, locale),
    url: `/tickets/${number}`,
    linkedNumber,
  }
}
