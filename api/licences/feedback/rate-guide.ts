/** Verb: a reader says whether a guide helped. */
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { spend } from '../../platform/rate-limit.ts'
import { guideRatings } from '../tables.ts'
import { knownGuide } from './known-guide.ts'

const LIMIT = { name: 'rate-guide', max: 30, windowSeconds: 3600 }

/** @throws Problem `not-found` for a guide that is none */
export async function rateGuide(deps: Deps, ctx: Context, input: { id: string; helpful: boolean }): Promise<void> {
  await spend(deps, LIMIT, ctx.client)
  const guide = knownGuide(deps, input.id)
  await deps.db.transaction(async (tx) => {
    const id = deps.random.uuid()
    await tx.insert(guideRatings).values({ id, guide, helpful: input.helpful, at: deps.clock.now() })
    await audit(deps, tx, ctx, {
      action: 'guide.rated',
      entity: 'guide',
      entityId: guide,
      after: { helpful: input.helpful },
    })
  })
}
