/** The receipt (登记回执) of a ticket: what the person must keep, and what the bureau owes from the day of receipt. */
import type { Locale } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { ClockFacts } from './clocks.ts'
import { legalNumber } from './national/legal-number.ts'
import { clockFacts } from './plan-step.ts'
import { promisesOf } from './promises.ts'
import type { TicketRow } from './tables.ts'
import type { Receipt } from './view-model.ts'
import { chinaTime, unitOf } from './words.ts'

/** What a receipt says, as it was when the ticket was received; kept for who sends the same once more. */
export interface Filed extends ClockFacts, Pick<TicketRow, 'number' | 'sourceNumber' | 'station' | 'section'> {
  locale: Locale
  receivedAt: string
  linkedNumber: string | null
}

export function filedOf(locale: Locale, ticket: TicketRow, linkedNumber: string | null): Filed {
  const { number, sourceNumber, station, section, receivedAt } = ticket
  const facts = { number, sourceNumber, station, section, linkedNumber }
  return { locale, ...clockFacts(ticket), ...facts, receivedAt: chinaTime(receivedAt) }
}

export function receiptOf(deps: Deps, filed: Filed): Receipt {
  const { locale, number, kind, receivedAt, linkedNumber } = filed
  return {
    number,
    queryCode: deps.vault.queryCode(number),
    kind,
    receivedAt,
    station: unitOf(deps.content, locale, filed),
    promises: promisesOf(filed, deps.content, deps.calendar, locale),
    url: `/tickets/${number}`,
    linkedNumber,
    legalNumber: legalNumber(locale, filed),
  }
}
