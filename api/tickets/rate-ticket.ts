/** The person judges the handling, once: how content, and apart from that whether it is solved. */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { once } from '../platform/idempotency.ts'
import { callScope, findByCode, spendLookup, type TicketKey } from './find-by-code.ts'
import { ticketEvents, ticketRatings } from './tables.ts'
import { eventRow } from './ticket-store.ts'
import { isRateable } from './transitions.ts'
import { chinaTime } from './words.ts'

export interface RatingInput extends TicketKey {
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
  const { score, solved, comment, idempotencyKey } = input
  await spendLookup(deps, ctx, input)
  return once(
    deps,
    { scope: callScope(deps, 'ticket-rating', input), key: idempotencyKey, body: { score, solved, comment } },
    async (tx) => {
      const record = await findByCode(deps, tx, input)
      const { ticket, wrappedKey } = record
      if (!isRateable(ticket.state)) throw new Problem('conflict', { detail: 'errors.tickets.tooEarlyToRate' })
      const at = deps.clock.now()
      const sealed = comment ? deps.vault.seal(wrappedKey, `rating:${ticket.id}`, comment) : null
      const written = await tx
        .insert(ticketRatings)
        .values({ ticketId: ticket.id, score, solved, sealed, at, demo: ticket.demo })
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
        params: { score },
      } as const
      await Promise.all([
        tx.insert(ticketEvents).values(eventRow(deps, record, event)),
        audit(deps, tx, ctx, {
          action: 'ticket.rated',
          entity: 'ticket',
          entityId: ticket.id,
          after: { score, solved },
        }),
      ])
      return { score, solved, at: chinaTime(at) }
    },
  )
}
