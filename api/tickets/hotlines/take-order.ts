/** Verb: a hotline hands over an order by its key. */
import { checkKey } from '../../api-keys/check-key.ts'
import type { Engine } from '../../assistant/engine.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { once } from '../../platform/idempotency.ts'
import { type Limit, spend } from '../../platform/rate-limit.ts'
import { receiptOf } from '../receipt.ts'
import type { Receipt } from '../view-model.ts'
import { type Hotline, type HotlineOrder, OrderNumber } from './model.ts'
import { checkedDraft, storeOrder } from './store-order.ts'

const ORDERS: Limit = { name: 'hotline-orders', max: 3600, windowSeconds: 3600 }

export interface OrderInput {
  source: Hotline
  key: string | undefined
  /** The hotline's own number of the order. */
  number: string | undefined
  order: HotlineOrder
}

/**
 * @throws Problem `unauthenticated`/`forbidden` for the key, `invalid` for number or fields, `conflict` when the number
 * came before with other words
 */
export async function takeOrder(deps: Deps, ctx: Context, engine: Engine, input: OrderInput): Promise<Receipt> {
  const { source, order } = input
  const keyId = await checkKey(deps, ctx, { key: input.key, source })
  await spend(deps, ORDERS, keyId)
  const numbered = { source, order, number: numberOf(input) }
  const draft = checkedDraft(deps, engine, numbered)
  const call = { scope: `hotline:${source}`, key: `order-${numbered.number}`, body: order }
  // The row of the key is deleted in time; the ticket stays, and says that it came before.
  return receiptOf(deps, await once(deps, call, (tx) => storeOrder(deps, tx, ctx, draft, numbered)))
}

function numberOf({ number, order }: OrderInput): string {
  const parsed = OrderNumber.safeParse(number)
  const differs = order.number !== undefined && order.number !== number
  if (parsed.success && !differs) return parsed.data
  const message = differs ? 'errors.hotlines.numberDiffers' : 'errors.hotlines.numberMissing'
  throw new Problem('invalid', { errors: [{ path: 'Idempotency-Key', code: 'required', message }] })
}
