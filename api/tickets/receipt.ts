/** The receipt (登记回执) of a ticket: what the person must keep, and what the bureau owes from the day of receipt. */
import type { Locale } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import { legalNumber } from './national/legal-number.ts'
import { clockFacts } from './plan-step.ts'
import { promisesOf } from './promises.ts'
import type { TicketRow } from './tables.ts'
import type { Receipt } from './view-model.ts'
import { chinaTime, unitOf } from './words.ts'

export function receiptOf(deps: Deps, locale: Locale, ticket: TicketRow, linkedNumber: string | null): Receipt {
  const { number, kind, receivedAt } = ticket
  return {
    number,
    queryCode: deps.vault.queryCode(number),
    kind,
    receivedAt: chinaTime(receivedAt),
    station: unitOf(deps.content, locale, ticket),
    promises: promisesOf(clockFacts(ticket), deps.content, deps.calendar, locale),
    url: `/tickets/${number}`,
    linkedNumber,
    legalNumber: legalNumber(locale, ticket),
  }
}
