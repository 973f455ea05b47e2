/** Verb: an order of a hotline becomes a ticket, once for each number of that hotline. */
import { and, eq } from 'drizzle-orm'
import { checkKey } from '../../api-keys/check-key.ts'
import type { Engine } from '../../assistant/engine.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { Problem } from '../../platform/errors.ts'
import { once } from '../../platform/idempotency.ts'
import { type Limit, spend } from '../../platform/rate-limit.ts'
import { storeTicket } from '../file-ticket.ts'
import { fieldErrorsForFiling } from '../missing.ts'
import { receiptOf } from '../receipt.ts'
import { tickets } from '../tables.ts'
import { findTicket, openDraft } from '../ticket-store.ts'
import type { Receipt } from '../view-model.ts'
import { draftOfOrder } from './draft-of-order.ts'
import { type Hotline, type HotlineOrder, OrderNumber } from './model.ts'

const ORDERS: Limit = { name: 'hotline-orders', max: 3600, windowSeconds: 3600 }

export interface OrderInput {
  source: Hotline
  key: string | undefined
  /** The hotline's own number of the order. */
  number: string | undefined
  order: HotlineOrder
}

/**
 * What a complaint would need from a person is not asked of an operator: the ticket is taken as it is and the officer
 * asks (unknown business, unproven contact).
 * @throws Problem `unauthenticated`/`forbidden` for the key, `invalid` for number or fields, `conflict` when the number
 * came before with other words
 */
export async function takeOrder(deps: Deps, ctx: Context, engine: Engine, input: OrderInput): Promise<Receipt> {
  const { source, order } = input
  const keyId = await checkKey(deps, ctx, { key: input.key, source })
  await spend(deps, ORDERS, keyId)
  const number = numberOf(input)
  const draft = draftOfOrder(engine, source, number, order)
  const today = chinaDate(deps.clock.now())
  const errors = fieldErrorsForFiling(draft, deps.content, today).filter(({ code }) => code !== 'required')
  if (errors.length > 0) throw new Problem('invalid', { errors })
  return once(deps, { scope: `hotline:${source}`, key: `order-${number}`, body: order }, async (tx) => {
    // The row of the key is deleted in time; the ticket stays.
    const earlier = await earlierTicket(tx, source, number)
    if (!earlier) return storeTicket(deps, tx, ctx, draft, undefined)
    const record = await findTicket(tx, earlier)
    if (!record || openDraft(deps, record).narrative !== draft.narrative)
      throw new Problem('conflict', { detail: 'errors.hotlines.numberReused', params: { number: earlier } })
    return receiptOf(deps, ctx.locale, record.ticket, null)
  })
}

function numberOf({ number, order }: OrderInput): string {
  const parsed = OrderNumber.safeParse(number)
  const differs = order.number !== undefined && order.number !== number
  if (parsed.success && !differs) return parsed.data
  const message = differs ? 'errors.hotlines.numberDiffers' : 'errors.hotlines.numberMissing'
  throw new Problem('invalid', { errors: [{ path: 'Idempotency-Key', code: 'required', message }] })
}

async function earlierTicket(tx: Transaction, source: Hotline, number: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ number: tickets.number })
    .from(tickets)
    .where(and(eq(tickets.channel, source), eq(tickets.sourceNumber, number)))
  return row?.number
}
