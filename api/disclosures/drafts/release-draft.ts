/** Releases a draft somebody else entered (公示审批): published today, or by the job on a later day. */
import { and, eq } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { type FieldError, Problem } from '../../platform/errors.ts'
import { dataKeys } from '../../platform/tables.ts'
import { demandNoLeak, leaksIn, leaksInWords } from '../leak-scan.ts'
import { demandPublisher } from '../may.ts'
import { prepare } from '../prepare.ts'
import { store } from '../publish-disclosure.ts'
import { findDraft, openContent } from './draft-store.ts'
import { type DraftRow, disclosureDrafts } from './tables.ts'

export interface Release {
  id: string
  /** The version the approver has rehearsed. */
  version: number
  /** Day to publish; today when left out. */
  publishOn?: string | undefined
  /** The secrecy review is done (保密审查). */
  secrecyReviewed: boolean
  /** Why a finding of the leak scan is none. */
  override?: string | undefined
}
export type Released = { state: 'published'; publishedId: string } | { state: 'scheduled'; scheduledOn: string }

/**
 * @throws Problem forbidden for one's own draft; invalid without the secrecy review; unprocessable on a finding of the leak
 *   scan that is not overridden; conflict when somebody was quicker or the decision is already published
 */
export async function releaseDraft(deps: Deps, ctx: Context, release: Release): Promise<Released> {
  demandPublisher(ctx)
  const today = chinaDate(deps.clock.now())
  const { id, publishOn = today, override = '', secrecyReviewed } = release
  const errors: FieldError[] = [
    ...(secrecyReviewed
      ? []
      : [{ path: 'secrecyReviewed', code: 'required', message: 'errors.disclosures.secrecy' } as const]),
    ...(publishOn < today ? [{ path: 'publishOn', code: 'past', message: 'errors.disclosures.past' } as const] : []),
  ]
  if (errors.length > 0) throw new Problem('invalid', { errors })
  return deps.db.transaction(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    if (row.version !== release.version || row.state !== 'draft') throw new Problem('conflict')
    const { actor } = ctx
    if (actor.kind === 'staff' && row.authorId === actor.id)
      throw new Problem('forbidden', { detail: 'errors.disclosures.ownDraft' })
    const content = await openContent(deps, tx, row)
    const leaks = leaksIn(deps, prepare(deps, content))
    if (override.trim() === '') demandNoLeak(leaks)
    demandNoLeak(leaksInWords([override]))
    const overridden = leaks.length > 0
    const released = await take(tx, row, {
      approverId: actor.kind === 'staff' ? actor.id : 'system',
      override: overridden ? override.trim() : null,
      updatedAt: deps.clock.now(),
      ...(publishOn > today ? { state: 'scheduled', scheduledOn: publishOn } : {}),
    })
    await audit(deps, tx, ctx, {
      action: 'disclosure-draft.released',
      entity: 'disclosure-draft',
      entityId: id,
      before: { state: row.state, version: row.version },
      // Fields and kinds only; why an override was right stands with the draft, where a redaction reaches it.
      after: { publishOn, overridden, findings: leaks.map(({ kind, field }) => `${kind}:${field}`) },
    })
    if (publishOn > today) return { state: 'scheduled', scheduledOn: publishOn }
    return { state: 'published', publishedId: await publishIn(deps, tx, ctx, released) }
  })
}

/** Publishes a released draft and forgets its sealed words: the record now holds what must be kept. */
export async function publishIn(deps: Deps, tx: Transaction, ctx: Context, row: DraftRow): Promise<string> {
  const prepared = prepare(deps, { ...(await openContent(deps, tx, row)), demo: row.demo })
  const [publishedId] = await store(deps, tx, ctx, [prepared])
  if (publishedId === undefined) throw new Problem('conflict', { detail: 'errors.disclosures.twice' })
  await take(tx, row, {
    state: 'published',
    publishedId,
    sealed: null,
    dataKeyId: null,
    updatedAt: deps.clock.now(),
  })
  if (row.dataKeyId) await tx.delete(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
  return publishedId
}

/** Guarded change: the state and version read are still the ones there. */
export async function take(tx: Transaction, row: DraftRow, change: Partial<DraftRow>): Promise<DraftRow> {
  const [done] = await tx
    .update(disclosureDrafts)
    .set({ ...change, version: row.version + 1 })
    .where(
      and(
        eq(disclosureDrafts.id, row.id),
        eq(disclosureDrafts.state, row.state),
        eq(disclosureDrafts.version, row.version),
      ),
    )
    .returning()
  if (!done) throw new Problem('conflict')
  return done
}
