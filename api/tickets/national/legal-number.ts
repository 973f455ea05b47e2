/** Which number is the legal one: of complaints and reports that of the national 12315 platform, of others ours. */
import type { z } from '@hono/zod-openapi'
import { type Locale, t } from '../../../content/messages/index.ts'
import type { TicketRow } from '../tables.ts'
import type { LegalNumber } from './model.ts'

/** @param external number there, once it is known */
export function legalNumber(
  locale: Locale,
  ticket: Pick<TicketRow, 'kind' | 'number' | 'channel' | 'sourceNumber'>,
  external: string | null = ticket.channel === '12315' ? ticket.sourceNumber : null,
): z.infer<typeof LegalNumber> {
  const national = ticket.kind === 'complaint' || ticket.kind === 'report'
  if (!national) return { system: 'bureau', number: ticket.number, note: t(locale, 'tickets.legal.ours') }
  return {
    system: '12315',
    number: external,
    note: t(locale, external === null ? 'tickets.legal.pending' : 'tickets.legal.national'),
  }
}
