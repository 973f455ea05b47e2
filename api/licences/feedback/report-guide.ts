/** Verb: a reader says that a part of a guide is out of date; the desk gets a task, or the open one counts one more. */
import { sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { spend } from '../../platform/rate-limit.ts'
import { guideFlags } from '../tables.ts'
import { knownGuide } from './known-guide.ts'
import type { FLAG_PARTS } from './model.ts'

const LIMIT = { name: 'report-guide', max: 20, windowSeconds: 3600 }

/** @throws Problem `not-found` for a guide that is none */
export async function reportGuide(
  deps: Deps,
  ctx: Context,
  input: { id: string; part: (typeof FLAG_PARTS)[number] },
): Promise<void> {
  await spend(deps, LIMIT, ctx.client)
  const guide = knownGuide(deps, input.id)
  await deps.db.transaction(async (tx) => {
    await tx
      .insert(guideFlags)
      .values({
        id: deps.random.uuid(),
        guide,
        reason: 'reader',
        matter: input.part,
        state: 'open',
        openedAt: deps.clock.now(),
      })
      .onConflictDoUpdate({
        target: [guideFlags.guide, guideFlags.reason, guideFlags.matter],
        targetWhere: sql`state = 'open'`,
        set: { reports: sql`${guideFlags.reports} + 1` },
      })
    await audit(deps, tx, ctx, {
      action: 'guide.reported',
      entity: 'guide',
      entityId: guide,
      after: { part: input.part },
    })
  })
}
