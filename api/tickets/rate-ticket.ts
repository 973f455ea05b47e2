/** The person judges the handling: once after the answer, once more after what was promised should be done. */
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { once } from '../platform/idempotency.ts'
import { callScope, findByCode, spendLookup, type TicketKey } from './find-by-code.ts'
import { type RatingStage, type TicketRow, ticketEvents, ticketRatings } from './tables.ts'
import { eventRow } from './ticket-store.ts'
import { isRateable } from './transitions.ts'
import { chinaTime } from './words.ts'

export interface RatingInput extends TicketKey {
  /** Left out: after the answer. */
  stage?: RatingStage | undefined
  /** 1 (very dissatisfied) to 5 (very satisfied). */
  score: number
  solved: boolean
  comment?: string | undefined
  idempotencyKey?: string | undefined
}

/** @throws Problem `conflict` before the answer, or when it was rated already */
export async function rateTicket(
  deps: Deps,
  ctx: Context,
  input: RatingInput,
): Promise<{ score: number; solved: boolean; at: string }> {
  const { stage = 'answer', score, solved, comment, idempotencyKey } = input
  await spendLookup(deps, ctx, input)
  return once(
    deps,
    { scope: callScope(deps, 'ticket-rating', input), key: idempotencyKey, body: { stage, score, solved, comment } },
    async (tx) => {
      const record = await findByCode(deps, tx, input)
      const { ticket, wrappedKey } = record
      const early = stage === 'answer' ? !isRateable(ticket.state) : !mayRateAction(ticket, chinaDate(deps.clock.now()))
      if (early) throw new Problem('conflict', { detail: 'errors.tickets.tooEarlyToRate' })
      const at = deps.clock.now()
      const sealed = comment ? deps.vault.seal(wrappedKey, ratingSeal(ticket.id, stage), comment) : null
      const written = await tx
        .insert(ticketRatings)
        .values({ ticketId: ticket.id, stage, score, solved, sealed, at, demo: ticket.demo })
        .onConflictDoNothing()
        .returning({ id: ticketRatings.ticketId })
      if (written.length === 0) throw new Problem('conflict', { detail: 'errors.tickets.ratedAlready' })
      const event = {
        at,
        type: 'rated',
        actorKind: 'citizen',
        actorId: null,
        audience: 'party',
        fromState: null,
        toState: null,
        params: { score, stage },
      } as const
      await Promise.all([
        tx.insert(ticketEvents).values(eventRow(deps, record, event)),
        audit(deps, tx, ctx, {
          action: 'ticket.rated',
          entity: 'ticket',
          entityId: ticket.id,
          after: { stage, score, solved },
        }),
      ])
      return { score, solved, at: chinaTime(at) }
    },
  )
}

/** Whether what was promised should be done by now: a day was named, it has come, and the answer was given. */
export function mayRateAction(ticket: Pick<TicketRow, 'state' | 'promisedOn'>, today: string): boolean {
  const told = isRateable(ticket.state) || ticket.state === 'agreed' || ticket.state === 'fulfilment'
  return ticket.promisedOn !== null && ticket.promisedOn <= today && told
}

export const ratingSeal = (ticketId: string, stage: RatingStage) =>
  stage === 'answer' ? `rating:${ticketId}` : `rating:${ticketId}:${stage}`
