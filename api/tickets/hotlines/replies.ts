/** Which rows of a timeline are replies to a hotline, and how many of a ticket's it has taken (回传). */
import { and, count, eq, isNotNull, max, ne, or } from 'drizzle-orm'
import type { Queryable } from '../../platform/database.ts'
import { type HandedOver, HOTLINES } from '../hand-over.ts'
import { type TicketRow, ticketEvents } from '../tables.ts'
import { chinaTime } from '../words.ts'
import { hotlineAcknowledgements } from './tables.ts'

/** What everybody outside is told and somebody other than the citizen said. */
export const isReply = and(
  eq(ticketEvents.audience, 'party'),
  ne(ticketEvents.actorKind, 'citizen'),
  or(isNotNull(ticketEvents.toState), isNotNull(ticketEvents.sealed)),
)

/** Null for a ticket no hotline waits for. */
export async function handedOver(q: Queryable, ticket: TicketRow): Promise<HandedOver | null> {
  const { channel, sourceNumber } = ticket
  const source = HOTLINES.find((each) => each === channel)
  if (!source || sourceNumber === null) return null
  const [row] = await q
    .select({
      replies: count(),
      taken: count(hotlineAcknowledgements.eventId),
      lastTakenAt: max(hotlineAcknowledgements.at),
    })
    .from(ticketEvents)
    .leftJoin(hotlineAcknowledgements, eq(hotlineAcknowledgements.eventId, ticketEvents.id))
    .where(and(eq(ticketEvents.ticketId, ticket.id), isReply))
  const { replies = 0, taken = 0, lastTakenAt = null } = row ?? {}
  return {
    source,
    orderNumber: sourceNumber,
    waiting: replies - taken,
    taken,
    takenAt: lastTakenAt && chinaTime(lastTakenAt),
  }
}
