/** An issued document of one’s own ticket as a DOCX file. */
import type { APIRoute } from 'astro'
import { useSite } from '../../../../lib/i18n.ts'
import { passIn, ticketNumber } from '../../../../lib/page-data/tickets-fields.ts'

export const GET: APIRoute = async (context) => {
  const { number = '', paper = '' } = context.params
  const header = { 'ticket-pass': passIn(context.url.searchParams) }
  const param = { number: ticketNumber(number), notice: paper }
  return (await useSite(context).api.tickets[':number'].notices[':notice'].docx.$get({ param, header })) as Response
}
