/** An order becomes a ticket, once for each number of its hotline. Whoever calls has asked whether the sender may. */
import { and, eq, sql } from 'drizzle-orm'
import type { Engine } from '../../assistant/engine.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import type { Queryable, Transaction } from '../../platform/database.ts'
import { type FieldError, Problem } from '../../platform/errors.ts'
import { applyStep } from '../apply-step.ts'
import { storeTicket } from '../file-ticket.ts'
import { fieldErrorsForFiling } from '../missing.ts'
import type { TicketDraft } from '../model.ts'
import { type Filed, filedOf } from '../receipt.ts'
import { tickets } from '../tables.ts'
import { findTicket, openDraft, type TicketRecord } from '../ticket-store.ts'
import { transitionFor } from '../transitions.ts'
import { draftOfOrder } from './draft-of-order.ts'
import type { Hotline, HotlineOrder } from './model.ts'

export interface NumberedOrder {
  source: Hotline
  /** The hotline's own number of the order. */
  number: string
  order: HotlineOrder
  /** When the bureau got it; now, unless a table says otherwise. */
  at?: Date
  /** What the source says of its own handling: a note among staff. */
  remark?: string | undefined
}

/**
 * The order as a draft that can be stored. What a complaint would need from a person is not asked of an operator: the
 * ticket is taken as it is and the officer asks (unknown business, unproven contact).
 *
 * @throws Problem `invalid` with the fields that cannot be
 */
export function checkedDraft(deps: Deps, engine: Engine, { source, number, order }: NumberedOrder): TicketDraft {
  const draft = draftOfOrder(engine, source, number, order)
  const errors: FieldError[] = fieldErrorsForFiling(draft, deps.content, chinaDate(deps.clock.now())).filter(
    ({ code }) => code !== 'required',
  )
  if (errors.length > 0) throw new Problem('invalid', { errors })
  return draft
}

/** The ticket of an order that came before, and whether it said the same. */
export async function earlierOrder(
  deps: Deps,
  q: Queryable,
  { source, number }: Pick<NumberedOrder, 'source' | 'number'>,
  narrative: string,
): Promise<{ record: TicketRecord; same: boolean } | undefined> {
  const [row] = await q
    .select({ number: tickets.number })
    .from(tickets)
    .where(and(eq(tickets.channel, source), eq(tickets.sourceNumber, number)))
  const record = row && (await findTicket(q, row.number))
  return record && { record, same: openDraft(deps, record).narrative === narrative }
}

/**
 * Stores it in the caller's transaction; by key and by table at once, one waits for the other.
 *
 * @throws Problem `conflict` when the number came before with other words
 */
export async function storeOrder(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  draft: TicketDraft,
  { source, number, at, remark }: Omit<NumberedOrder, 'order'>,
): Promise<Filed> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`order:${source}:${number}`}, 0))`)
  const earlier = await earlierOrder(deps, tx, { source, number }, draft.narrative)
  if (!earlier) {
    const filed = await storeTicket(deps, tx, ctx, draft, undefined, at ? { at } : {})
    if (remark) await noteRemark(deps, tx, ctx, filed.number, remark)
    return filed
  }
  const { ticket } = earlier.record
  if (!earlier.same)
    throw new Problem('conflict', { detail: 'errors.hotlines.numberReused', params: { number: ticket.number } })
  return filedOf(ctx.locale, ticket, null)
}

async function noteRemark(deps: Deps, tx: Transaction, ctx: Context, number: string, reason: string): Promise<void> {
  const record = await findTicket(tx, number)
  const transition = record && transitionFor(record.ticket.kind, record.ticket.state, 'note')
  if (!transition) return
  const { actor: who } = ctx
  const actor =
    who.kind === 'staff' ? ({ kind: 'staff', id: who.id } as const) : ({ kind: 'system', id: null } as const)
  await applyStep(deps, tx, ctx, record, { transition, actor }, { reason })
}
