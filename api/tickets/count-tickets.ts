/** How many tickets there are; the start asks whether the portal is empty. */
import { count } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { tickets } from './tables.ts'

export async function countTickets(deps: Pick<Deps, 'db'>): Promise<number> {
  const [row] = await deps.db.select({ count: count() }).from(tickets)
  return row?.count ?? 0
}
