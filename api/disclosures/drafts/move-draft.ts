/** Takes a scheduled draft back, or drops one for good. */
import { eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { dataKeys } from '../../platform/tables.ts'
import { demand } from '../../staff/permissions.ts'
import { findDraft } from './draft-store.ts'
import { take } from './release-draft.ts'
import type { DraftState } from './states.ts'

/** Who may take a draft from where to where. */
export const DRAFT_MOVES = {
  recall: { from: ['scheduled'], to: 'draft', needs: 'disclosures.publish' },
  discard: { from: ['draft'], to: 'discarded', needs: 'disclosures.draft' },
} as const satisfies Record<
  string,
  { from: readonly DraftState[]; to: DraftState; needs: 'disclosures.publish' | 'disclosures.draft' }
>
export type DraftMove = keyof typeof DRAFT_MOVES

/** @throws Problem conflict when it is no longer as it was read */
export async function moveDraft(
  deps: Deps,
  ctx: Context,
  { id, version, move }: { id: string; version: number; move: DraftMove },
): Promise<{ state: DraftState; version: number }> {
  const { from, to, needs } = DRAFT_MOVES[move]
  demand(ctx, needs)
  return deps.db.transaction(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    const allowed: readonly DraftState[] = from
    if (row.version !== version || !allowed.includes(row.state)) throw new Problem('conflict')
    const over = to === 'discarded' ? { sealed: null, dataKeyId: null } : { scheduledOn: null, approverId: null }
    const after = await take(tx, row, { state: to, updatedAt: deps.clock.now(), ...over })
    if (to === 'discarded' && row.dataKeyId) await tx.delete(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
    await audit(deps, tx, ctx, {
      action: `disclosure-draft.${move}`,
      entity: 'disclosure-draft',
      entityId: id,
      before: { state: row.state },
      after: { state: to },
    })
    return { state: to, version: after.version }
  })
}
