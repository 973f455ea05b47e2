/** Verb: give up one of one's own filters. */
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { demand } from '../../staff/permissions.ts'
import { savedFilters } from './tables.ts'

/** @throws Problem `not-found` when it is gone or somebody else's */
export async function removeFilter(deps: Deps, ctx: Context, { id }: { id: string }): Promise<void> {
  demand(ctx, 'tickets.read')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new Problem('forbidden')
  await deps.db.transaction(async (tx) => {
    const gone = await tx
      .delete(savedFilters)
      .where(and(eq(savedFilters.id, id), eq(savedFilters.staffId, actor.id)))
      .returning({ id: savedFilters.id })
    if (gone.length === 0) throw new Problem('not-found')
    await audit(deps, tx, ctx, { action: 'filter.removed', entity: 'saved-filter', entityId: id })
  })
}
