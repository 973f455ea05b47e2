/** Verb: keep a filter under a name; the same name again replaces what stood there. */
import { count, eq, sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { demand } from '../../staff/permissions.ts'
import type { KeptFilter, SavedFilter } from './model.ts'
import { savedFilters } from './tables.ts'

/** More would no longer be a short list above the queue. */
const MOST = 20

/** @throws Problem `invalid` when nothing is filtered, `conflict` when the list is full */
export async function saveFilter(
  deps: Deps,
  ctx: Context,
  { name, filter }: { name: string; filter: KeptFilter },
): Promise<SavedFilter> {
  demand(ctx, 'tickets.read')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new Problem('forbidden')
  if (Object.keys(filter).length === 0)
    throw new Problem('invalid', {
      errors: [{ path: 'filter', code: 'required', message: 'errors.tickets.filterEmpty' }],
    })
  return deps.db.transaction(async (tx) => {
    const own = eq(savedFilters.staffId, actor.id)
    const [kept] = await tx.select({ count: count() }).from(savedFilters).where(own)
    const row = { id: deps.random.uuid(), staffId: actor.id, name, filter, createdAt: deps.clock.now() }
    const [saved] = await tx
      .insert(savedFilters)
      .values(row)
      .onConflictDoUpdate({ target: [savedFilters.staffId, savedFilters.name], set: { filter } })
      .returning({ id: savedFilters.id, isNew: sql<boolean>`xmax = 0` })
    if (saved?.isNew && (kept?.count ?? 0) >= MOST)
      throw new Problem('conflict', { detail: 'errors.tickets.filtersFull', params: { max: MOST } })
    const id = saved?.id ?? row.id
    // Words searched for may name people: only that there is a filter goes on record.
    await audit(deps, tx, ctx, { action: 'filter.saved', entity: 'saved-filter', entityId: id })
    return { id, name, filter }
  })
}
