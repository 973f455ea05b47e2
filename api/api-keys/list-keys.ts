/** Verb: every key there is, without the keys themselves. */
import { desc } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { demand } from '../staff/permissions.ts'
import type { ListedKey } from './model.ts'
import { apiKeys } from './tables.ts'

export async function listKeys(deps: Deps, ctx: Context): Promise<ListedKey[]> {
  demand(ctx, 'access.manage')
  const { id, source, label, createdAt, revokedAt } = apiKeys
  return deps.db.select({ id, source, label, createdAt, revokedAt }).from(apiKeys).orderBy(desc(createdAt))
}
