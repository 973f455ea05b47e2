/** An issued document as a DOCX file, for staff. */
import type { APIRoute } from 'astro'
import { openDesk } from '../../../../../lib/desk.ts'

export const GET: APIRoute = async (context) => {
  const { number = '', paper = '' } = context.params
  const param = { number, notice: paper }
  return (await openDesk(context).api.tickets[':number'].notices[':notice'].docx.$get({ param })) as unknown as Response
}
