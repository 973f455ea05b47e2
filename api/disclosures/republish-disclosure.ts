/**
 * Publishes again, under its own number and address, what had been taken down by mistake (恢复公示). The record goes on as a
 * new version with its reason; when and why it was down stays with that version. What ended by repair or by its term stays
 * ended.
 */
import { and, eq } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { dataKeys } from '../platform/tables.ts'
import { announce } from '../search/outbox.ts'
import { type Correction, corrected, demandReason, keepKey, rowOf } from './correct-disclosure.ts'
import { demandPublisher } from './may.ts'
import type { Withdrawal } from './model.ts'
import { termOf } from './prepare.ts'
import { type DisclosureRow, disclosures, disclosureVersions } from './tables.ts'
import { keepFirst } from './versions.ts'

const REVERSIBLE: readonly Withdrawal[] = ['mistaken', 'annulled']

/** Whether a record that is down may be published again; its period counts from its first day (自公示之日起). */
export const mayComeBack = (row: Pick<DisclosureRow, 'state' | 'withdrawal' | 'withdrawOn'>, today: string): boolean =>
  row.state === 'withdrawn' &&
  row.withdrawal !== null &&
  REVERSIBLE.includes(row.withdrawal) &&
  (row.withdrawOn === null || row.withdrawOn > today)

/**
 * @param republication may put fields right on the way
 * @returns the new version
 * @throws Problem not-found; conflict when it is not down by mistake, or somebody was quicker; unprocessable when its term is over
 */
export async function republishDisclosure(deps: Deps, ctx: Context, republication: Correction): Promise<number> {
  demandPublisher(ctx)
  const { id, reason } = republication
  demandReason(reason)
  const today = chinaDate(deps.clock.now())
  return deps.db.transaction(async (tx) => {
    const row = await rowOf(tx, id)
    const { withdrawnAt, withdrawal, withdrawalReason } = row
    if (row.state !== 'withdrawn' || !withdrawal || !REVERSIBLE.includes(withdrawal))
      throw new Problem('conflict', { detail: 'errors.disclosures.staysDown' })
    const { content, cover, fields } = await corrected(deps, tx, ctx, row, republication, [reason])
    const term = termOf(deps, content, row.publishedOn)
    if (term.withdrawOn !== null && term.withdrawOn <= today)
      throw new Problem('unprocessable', { detail: 'errors.disclosures.termOver' })
    const version = republication.version + 1
    await keepKey(deps, tx, cover)
    const done = await tx
      .update(disclosures)
      .set({
        ...content,
        state: 'published',
        withdrawnAt: null,
        withdrawal: null,
        withdrawalReason: null,
        withdrawOn: term.withdrawOn,
        termRule: term.rule.id,
        version,
        dataKeyId: cover.dataKeyId,
        sealed: cover.sealed,
      })
      .where(
        and(eq(disclosures.id, id), eq(disclosures.version, republication.version), eq(disclosures.state, 'withdrawn')),
      )
      .returning({ id: disclosures.id })
    if (done.length === 0) throw new Problem('conflict')
    if (row.dataKeyId) await tx.delete(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
    await keepFirst(tx, row)
    await tx.insert(disclosureVersions).values({
      ...{ disclosureId: id, version, reason, content, withdrawnAt, withdrawal, withdrawalReason },
      kind: 'republication',
      at: deps.clock.now(),
    })
    await announce(deps, tx, 'disclosures', [id])
    await audit(deps, tx, ctx, {
      action: 'disclosure.republished',
      entity: 'disclosure',
      entityId: id,
      before: { state: 'withdrawn', kind: withdrawal, version: republication.version },
      after: { state: 'published', version, fields },
    })
    return version
  })
}
