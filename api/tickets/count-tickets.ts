/** How many tickets there are; the start asks whether the portal is empty. */
import { and, count, eq, gte } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { tickets } from './tables.ts'

export async function countTickets(deps: Pick<Deps, 'db'>): Promise<number> {
  const [row] = await deps.db.select({ count: count() }).from(tickets)
  return row?.count ?? 0
}

/** Complaints (投诉) about one business received from a day on; withdrawn ones count too: they were made. */
export async function countComplaints(
  deps: Pick<Deps, 'db'>,
  { uscc, since }: { uscc: string; since: string },
): Promise<number> {
  const [row] = await deps.db
    .select({ count: count() })
    .from(tickets)
    .where(and(eq(tickets.respondentUscc, uscc), eq(tickets.kind, 'complaint'), gte(tickets.receivedOn, since)))
  return row?.count ?? 0
}
