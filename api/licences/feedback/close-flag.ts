/** Verb: an officer has looked at a guide and says what came of it. */
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { demand } from '../../staff/permissions.ts'
import { guideFlags } from '../tables.ts'

/** @throws Problem `conflict` when somebody else closed it, or there is none */
export async function closeFlag(deps: Deps, ctx: Context, input: { id: string; outcome: string }): Promise<void> {
  demand(ctx, 'guides.review')
  await deps.db.transaction(async (tx) => {
    const closedBy = ctx.actor.kind === 'staff' ? ctx.actor.id : null
    const [closed] = await tx
      .update(guideFlags)
      .set({ state: 'done', closedAt: deps.clock.now(), closedBy, outcome: input.outcome })
      .where(and(eq(guideFlags.id, input.id), eq(guideFlags.state, 'open')))
      .returning({ guide: guideFlags.guide })
    if (!closed) throw new Problem('conflict')
    await audit(deps, tx, ctx, {
      action: 'guide.flag-closed',
      entity: 'guide',
      entityId: closed.guide,
      before: { state: 'open' },
      after: { state: 'done' },
      reason: input.outcome,
    })
  })
}
