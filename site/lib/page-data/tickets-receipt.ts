/** The receipt after filing, opened by the pass in its address. */
import type { AstroGlobal } from 'astro'
import type { TicketDraft } from '../../../api/tickets/model.ts'
import type { Receipt } from '../../../api/tickets/view-model.ts'
import type { useSite } from '../i18n.ts'
import { readDraft } from './tickets-draft.ts'
import { conversationIn, passIn, ticketNumber } from './tickets-fields.ts'

export interface ReceiptPage {
  receipt: Receipt
  /** A second matter of the same story that has not been filed yet. */
  more: { kind: TicketDraft['kind']; conversationId: string } | undefined
}

/** Undefined when the pass has run out: the reader then needs the code. */
export async function receiptPage(
  astro: Pick<AstroGlobal, 'url'>,
  site: ReturnType<typeof useSite>,
): Promise<ReceiptPage | undefined> {
  const query = astro.url.searchParams
  const number = ticketNumber(query.get('number') ?? '')
  const pass = passIn(query)
  if (pass === '') return undefined
  const response = await site.api.tickets[':number'].receipt.$get({
    param: { number },
    header: { 'ticket-pass': pass },
  })
  if (!response.ok) return undefined
  const rest = query.has('c') ? await readDraft(site, conversationIn(query)) : undefined
  const more =
    rest && 'view' in rest ? { kind: rest.view.draft.kind, conversationId: rest.view.conversationId } : undefined
  return { receipt: await response.json(), more }
}
