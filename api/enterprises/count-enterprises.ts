/** How many businesses the register holds. */
import { count } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { enterprises } from './tables.ts'

export async function countEnterprises(deps: Deps): Promise<number> {
  const [row] = await deps.db.select({ count: count() }).from(enterprises)
  return row?.count ?? 0
}
