/** Reads a ticket with its number and query code. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { findByCode, spendLookup, type TicketKey } from './find-by-code.ts'
import { linkedTicketOf } from './linked-ticket.ts'
import { citizenView } from './public.ts'
import { loadWhole } from './ticket-store.ts'
import type { TicketView } from './view-model.ts'

/** @throws Problem `not-found` for a wrong number and for a wrong code alike; `too-many-requests` */
export async function readTicket(deps: Deps, ctx: Context, key: TicketKey): Promise<TicketView> {
  await spendLookup(deps, ctx, key)
  const record = await findByCode(deps, deps.db, key)
  const [whole, linked] = await Promise.all([loadWhole(deps.db, record), linkedTicketOf(deps.db, record.ticket)])
  return citizenView(deps, ctx.locale, whole, linked?.number ?? null)
}
