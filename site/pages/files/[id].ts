/** A file of one's own draft or ticket: a browser's link carries no head, so that its address names the draft or the pass. */
import type { APIRoute } from 'astro'
import { useSite } from '../../lib/i18n.ts'
import { conversationIn, passIn, ticketNumber } from '../../lib/page-data/tickets-fields.ts'

export const GET: APIRoute = async (astro) => {
  const { api } = useSite(astro)
  const query = astro.url.searchParams
  const preview = query.get('preview') === '1' ? { preview: '1' as const } : {}
  const param = { id: encodeURIComponent(astro.params['id'] ?? '') }
  if (query.has('p')) {
    const number = encodeURIComponent(ticketNumber(query.get('number') ?? ''))
    const header = { 'party-pass': (query.get('p') ?? '').slice(0, 400) }
    const shown: Response = await api.party[':number'].attachments[':id'].$get({
      ...{ param: { ...param, number }, query: preview, header },
    })
    return shown.status === 400 ? new Response(null, { status: 404 }) : shown
  }
  const whose = query.has('c')
    ? { conversation: conversationIn(query) }
    : { ticket: ticketNumber(query.get('number') ?? '') }
  const answer: Response = await api.attachments[':id'].$get({
    param,
    query: { ...whose, ...preview },
    header: query.has('c') ? {} : { 'ticket-pass': passIn(query) },
  })
  // What is wrong with an address that names no file is nobody's to know.
  return answer.status === 400 ? new Response(null, { status: 404 }) : answer
}
