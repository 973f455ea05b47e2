/** Verb: a key stops opening anything, at once. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { demand } from '../staff/permissions.ts'
import { apiKeys } from './tables.ts'

/** @throws Problem `not-found` when no living key has this id. */
export async function revokeKey(deps: Deps, ctx: Context, input: { id: string; reason: string }): Promise<void> {
  demand(ctx, 'access.manage')
  await deps.db.transaction(async (tx) => {
    const gone = await tx
      .update(apiKeys)
      .set({ revokedAt: deps.clock.now() })
      .where(and(eq(apiKeys.id, input.id), isNull(apiKeys.revokedAt)))
      .returning({ source: apiKeys.source })
    const [key] = gone
    if (!key) throw new Problem('not-found')
    await audit(deps, tx, ctx, {
      action: 'api-key.revoked',
      entity: 'api-key',
      entityId: input.id,
      before: { source: key.source },
      reason: input.reason,
    })
  })
}
