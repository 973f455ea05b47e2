/** Takes a record down (停止公示): a notice without party data stays at its address; index and lists lose it. */
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { announce } from '../search/outbox.ts'
import { demandPublisher } from './may.ts'
import type { Withdrawal } from './model.ts'
import { disclosures } from './tables.ts'

export interface WithdrawInput {
  id: string
  kind: Withdrawal
  /** For staff only; the public notice says the kind. */
  reason: string
}

/** @throws Problem not-found, or conflict when it is no longer published */
export async function withdrawDisclosure(deps: Deps, ctx: Context, input: WithdrawInput): Promise<void> {
  await deps.db.transaction((tx) => withdrawIn(deps, tx, ctx, input))
}

/** The same in the caller's transaction. */
export async function withdrawIn(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  { id, kind, reason }: WithdrawInput,
): Promise<void> {
  demandPublisher(ctx)
  const done = await tx
    .update(disclosures)
    .set({ state: 'withdrawn', withdrawal: kind, withdrawnAt: deps.clock.now(), withdrawalReason: reason })
    .where(and(eq(disclosures.id, id), eq(disclosures.state, 'published')))
    .returning({ id: disclosures.id, version: disclosures.version })
  if (done.length === 0) {
    const [row] = await tx.select({ id: disclosures.id }).from(disclosures).where(eq(disclosures.id, id))
    throw new Problem(row ? 'conflict' : 'not-found')
  }
  await announce(deps, tx, 'disclosures', [id])
  await audit(deps, tx, ctx, {
    action: 'disclosure.withdrawn',
    entity: 'disclosure',
    entityId: id,
    before: { state: 'published' },
    after: { state: 'withdrawn', kind, version: done[0]?.version },
  })
}
