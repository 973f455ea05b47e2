/** A colleague called, or tried to: the wish leaves the list. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { demand } from '../../staff/permissions.ts'
import type { CallBackOutcome } from './model.ts'
import { callBacks } from './tables.ts'

export async function closeCallBack(
  deps: Deps,
  ctx: Context,
  { id, outcome }: CallBackOutcome & { id: string },
): Promise<void> {
  demand(ctx, 'tickets.dispatch')
  const doneBy = ctx.actor.kind === 'staff' ? ctx.actor.id : 'system'
  await deps.db.transaction(async (tx) => {
    const closed = await tx
      .update(callBacks)
      .set({ doneAt: deps.clock.now(), doneBy, outcome })
      .where(and(eq(callBacks.id, id), isNull(callBacks.doneAt)))
      .returning({ id: callBacks.id })
    if (closed.length === 0) throw new Problem('not-found')
    await audit(deps, tx, ctx, { action: 'call-back.closed', entity: 'call-back', entityId: id, after: { outcome } })
  })
}
