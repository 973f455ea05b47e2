/** Verb: the filters one keeps, by name. Nobody sees another's. */
import { asc, eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { demand } from '../../staff/permissions.ts'
import type { SavedFilter } from './model.ts'
import { savedFilters } from './tables.ts'

export async function listFilters({ db }: Deps, ctx: Context): Promise<SavedFilter[]> {
  demand(ctx, 'tickets.read')
  if (ctx.actor.kind !== 'staff') return []
  const { id, name, filter, staffId, createdAt } = savedFilters
  return db.select({ id, name, filter }).from(savedFilters).where(eq(staffId, ctx.actor.id)).orderBy(asc(createdAt))
}
