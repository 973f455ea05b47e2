/** Reads a ticket with its number and query code. */
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { findByCode, spendLookup, type TicketKey } from './find-by-code.ts'
import { linkedTicketOf } from './linked-ticket.ts'
import { nationalOutbox } from './national/tables.ts'
import { noticesFor } from './notices/read-notices.ts'
import { mediationOf } from './party/find-by-party-code.ts'
import { citizenView } from './public.ts'
import { loadWhole } from './ticket-store.ts'
import type { TicketView } from './view-model.ts'

/** @throws Problem `not-found` for a wrong number and for a wrong code alike; `too-many-requests` */
export async function readTicket(deps: Deps, ctx: Context, key: TicketKey): Promise<TicketView> {
  await spendLookup(deps, ctx, key)
  const record = await findByCode(deps, deps.db, key)
  const { id } = record.ticket
  const [whole, linked, mediation, notices, national] = await Promise.all([
    loadWhole(deps.db, record),
    linkedTicketOf(deps.db, record.ticket),
    mediationOf(deps.db, id),
    noticesFor(deps, deps.db, ctx.locale, record, 'citizen'),
    deps.db
      .select({ number: nationalOutbox.externalNumber })
      .from(nationalOutbox)
      .where(eq(nationalOutbox.ticketId, id)),
  ])
  const beside = { linkedNumber: linked?.number ?? null, externalNumber: national[0]?.number ?? null }
  return citizenView(deps, ctx.locale, whole, { ...beside, mediation, notices })
}
