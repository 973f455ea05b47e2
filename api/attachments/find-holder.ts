/** Whose draft or ticket is it: the id of a conversation opens a draft, number and query code (or a pass) a ticket. */
import { loadConversation } from '../assistant/conversation-store.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Queryable } from '../platform/database.ts'
import { findByCode, spendLookup, type TicketKey } from '../tickets/find-by-code.ts'
import type { TicketRecord } from '../tickets/ticket-store.ts'

/** What a person names to reach their files. */
export type HolderKey = { conversationId: string } | { ticket: TicketKey }

export type FoundHolder = { conversationId: string } | { ticketId: string; record: TicketRecord }

/** Counts a look-up of a ticket; outside the transaction, so that a refused one counts too. */
export async function spendHolder(deps: Deps, ctx: Context, key: HolderKey): Promise<void> {
  if ('ticket' in key) await spendLookup(deps, ctx, key.ticket)
}

/** @throws Problem `not-found`, the same for what is not there and what is not one's own */
export async function findHolder(deps: Deps, q: Queryable, key: HolderKey): Promise<FoundHolder> {
  if ('ticket' in key) {
    const record = await findByCode(deps, q, key.ticket)
    return { ticketId: record.ticket.id, record }
  }
  const { id } = await loadConversation(deps, q, key.conversationId)
  return { conversationId: id }
}
