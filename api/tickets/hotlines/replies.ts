/** Which rows of a timeline are replies to a hotline, and how many of a ticket's it has taken (回传). */
import { count, eq, max } from 'drizzle-orm'
import type { Queryable } from '../../platform/database.ts'
import { type HandedOver, HOTLINES } from '../hand-over.ts'
import { type EventRow, type TicketRow, ticketEvents } from '../tables.ts'
import { chinaTime } from '../words.ts'
import { hotlineAcknowledgements } from './tables.ts'

/** The hotline this row is a reply to: what everybody outside is told and somebody other than the citizen said. */
export function hotlineOf(
  { channel, sourceNumber }: Pick<TicketRow, 'channel' | 'sourceNumber'>,
  { audience, actorKind, toState, sealed }: Pick<EventRow, 'audience' | 'actorKind' | 'toState' | 'sealed'>,
): string | null {
  const reply = audience === 'party' && actorKind !== 'citizen' && (toState !== null || sealed !== null)
  const source = HOTLINES.find((each) => each === channel)
  return reply && source && sourceNumber !== null ? source : null
}

/** Null for a ticket no hotline waits for. */
export async function handedOver(q: Queryable, ticket: TicketRow): Promise<HandedOver | null> {
  const { channel, sourceNumber } = ticket
  const source = HOTLINES.find((each) => each === channel)
  if (!source || sourceNumber === null) return null
  const [row] = await q
    .select({
      waiting: count(ticketEvents.awaitedBy),
      taken: count(hotlineAcknowledgements.eventId),
      lastTakenAt: max(hotlineAcknowledgements.at),
    })
    .from(ticketEvents)
    .leftJoin(hotlineAcknowledgements, eq(hotlineAcknowledgements.eventId, ticketEvents.id))
    .where(eq(ticketEvents.ticketId, ticket.id))
  const { waiting = 0, taken = 0, lastTakenAt = null } = row ?? {}
  return { source, orderNumber: sourceNumber, waiting, taken, takenAt: lastTakenAt && chinaTime(lastTakenAt) }
}
