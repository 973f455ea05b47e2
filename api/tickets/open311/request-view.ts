/** A ticket as everybody may see it through Open311: class, street and state. Words and names stay with the person and the bureau. */
import { type Locale, t } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import type { TicketRow } from '../tables.ts'
import { isOpen } from '../transitions.ts'
import { chinaTime, explanation, stateName, unitOf } from '../words.ts'
import type { Value } from './render.ts'
import { findService, serviceCodeOf } from './services.ts'

export interface ListedRequest {
  ticket: TicketRow
  updatedAt: Date
}

export function requestView(
  deps: Deps,
  locale: Locale,
  { ticket, updatedAt }: ListedRequest,
  extensions: boolean,
): Value {
  const { content } = deps
  const code = serviceCodeOf(ticket)
  const name = findService(content, locale, code)?.name ?? code
  const street = ticket.street === null ? undefined : content.find.street.get(ticket.street)?.street
  const note = `${stateName(locale, ticket.state)}: ${explanation(locale, ticket.kind, ticket.state)}`
  return {
    service_request_id: ticket.number,
    status: ticket.closedAt === null ? 'open' : 'closed',
    status_notes: note,
    service_name: name,
    service_code: code,
    description: t(locale, 'georeport.wordsWithheld', { service: name }),
    agency_responsible: unitOf(content, locale, ticket).name,
    service_notice: null,
    requested_datetime: chinaTime(ticket.receivedAt),
    updated_datetime: chinaTime(ticket.closedAt ?? updatedAt),
    expected_datetime: ticket.nextDueOn === null ? null : `${ticket.nextDueOn}T23:59:59+08:00`,
    address: street ? `${street[locale === 'zh' ? 'name' : 'nameEn']}, ${content.bureau.district[locale]}` : null,
    address_id: ticket.street,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
    ...(extensions
      ? {
          extended_attributes: {
            state_code: ticket.state,
            outcome_code: ticket.outcome,
            awaiting: !isOpen(ticket.state) && ticket.closedAt === null,
            demo: ticket.demo,
          },
        }
      : {}),
  }
}
