/** The other ticket of the same story (投诉与举报分别处理). */
import { eq } from 'drizzle-orm'
import type { Queryable } from '../platform/database.ts'
import { type TicketRow, tickets } from './tables.ts'

export type LinkedTicket = Pick<TicketRow, 'number' | 'kind' | 'station' | 'section' | 'handlerId'>

export async function linkedTicketOf(q: Queryable, { linkedTicketId }: TicketRow): Promise<LinkedTicket | undefined> {
  if (linkedTicketId === null) return undefined
  const { number, kind, station, section, handlerId } = tickets
  const [row] = await q
    .select({ number, kind, station, section, handlerId })
    .from(tickets)
    .where(eq(tickets.id, linkedTicketId))
  return row
}
