/** The receipt once more, as it was handed out: number, query code, and the promises as they stood on the day of receipt. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { findByCode, spendLookup, type TicketKey } from './find-by-code.ts'
import { linkedTicketOf } from './linked-ticket.ts'
import { filedOf, receiptOf } from './receipt.ts'
import type { Receipt } from './view-model.ts'

/** @throws Problem `not-found` for a wrong number and for a wrong code alike; `too-many-requests` */
export async function readReceipt(deps: Deps, ctx: Context, key: TicketKey): Promise<Receipt> {
  await spendLookup(deps, ctx, key)
  const record = await findByCode(deps, deps.db, key)
  const linked = await linkedTicketOf(deps.db, record.ticket)
  return receiptOf(deps, filedOf(ctx.locale, record.ticket, linked?.number ?? null))
}
