/** Takes words that must not be public out of what the page of a business says. */
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { announce } from '../search/outbox.ts'
import { enterprises } from './tables.ts'

/** Call it with the transaction of the redaction. */
export async function coverEnterprise(
  deps: Deps,
  tx: Queryable,
  uscc: string,
  cover: (words: string) => string,
): Promise<void> {
  const [row] = await tx.select().from(enterprises).where(eq(enterprises.uscc, uscc))
  if (!row) return
  const maybe = (words: string | null) => (words === null ? null : cover(words))
  const now = { name: cover(row.name), address: maybe(row.address), representative: maybe(row.representative) }
  if (now.name === row.name && now.address === row.address && now.representative === row.representative) return
  await tx
    .update(enterprises)
    .set({ ...now, updatedAt: deps.clock.now() })
    .where(eq(enterprises.uscc, uscc))
  await announce(deps, tx, 'enterprises', [uscc])
}
