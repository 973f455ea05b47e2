/** How many items the list has; the start brings the bundled list where there is none. */
import { count } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { powers } from './tables.ts'

export async function countPowers(deps: Pick<Deps, 'db'>): Promise<number> {
  const [row] = await deps.db.select({ count: count() }).from(powers)
  return row?.count ?? 0
}
