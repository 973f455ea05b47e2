/** Takes a record down (停止公示): a notice without party data stays at its address; index and lists lose it. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { announce } from '../search/outbox.ts'
import { demandPublisher } from './may.ts'
import type { Withdrawal } from './model.ts'
import { sameNumber } from './natural-key.ts'
import { isNegative } from './publication-term.ts'
import { type DisclosureRow, disclosures } from './tables.ts'
import { keepFirst } from './versions.ts'

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
    .returning()
  const [row] = done
  if (!row) {
    const [known] = await tx.select({ id: disclosures.id }).from(disclosures).where(eq(disclosures.id, id))
    throw new Problem(known ? 'conflict' : 'not-found')
  }
  await keepFirst(tx, row)
  await announce(deps, tx, 'disclosures', [id])
  await audit(deps, tx, ctx, {
    action: 'disclosure.withdrawn',
    entity: 'disclosure',
    entityId: id,
    before: { state: 'published' },
    after: { state: 'withdrawn', kind, version: row.version },
  })
  for (const check of await checksEndingWith(deps, tx, row, kind))
    await withdrawIn(deps, tx, ctx, { id: check, kind, reason })
}

/**
 * When a penalty is no longer shown, by its term or by repair, the negative check it came from is not shown any more
 * either: the one the penalty names by its document number.
 */
async function checksEndingWith(
  { content: { disclosures: codes } }: Deps,
  tx: Transaction,
  { type, detail, uscc }: DisclosureRow,
  kind: Withdrawal,
): Promise<string[]> {
  const number = type === 'penalty' && 'checkNumber' in detail ? detail.checkNumber : undefined
  if (!number || uscc === null || (kind !== 'repaired' && kind !== 'expired')) return []
  const checks = await tx
    .select()
    .from(disclosures)
    .where(
      and(
        eq(disclosures.state, 'published'),
        eq(disclosures.uscc, uscc),
        inArray(disclosures.type, ['inspection', 'sampling']),
      ),
    )
  return checks
    .filter((check) => check.documentNumber !== null && sameNumber(check.documentNumber, number))
    .filter((check) => isNegative(codes, check))
    .map(({ id }) => id)
}
