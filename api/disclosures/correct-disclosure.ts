/** Corrects a published record (更正): a new version with its reason; the old one stays readable beside it. */
import { and, eq } from 'drizzle-orm'
import { addDays, chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { dataKeys } from '../platform/tables.ts'
import { announce } from '../search/outbox.ts'
import { changeView } from './change-view.ts'
import { type Covered, contentOf, coverOriginal, originalOf } from './content-of.ts'
import { changedFields, difference } from './difference.ts'
import { demandNoLeak, leaksIn } from './leak-scan.ts'
import type { Concealed } from './mask.ts'
import { demandPublisher } from './may.ts'
import type { DisclosureVersion, RecordContent, RecordInput } from './model.ts'
import { parse, termOf } from './prepare.ts'
import { type DisclosureRow, disclosures, disclosureVersions } from './tables.ts'
import { keepFirst } from './versions.ts'

/** Fields to put right, on top of what the record says. */
export interface Changes {
  /** `detail` as a whole. The type never changes. */
  changes?: Partial<Omit<RecordInput, 'type'>>
  /** Single fields of the detail, where the corrector does not hold the whole; null takes one out. */
  detail?: Record<string, unknown>
  /** More persons to show by role; those concealed before stay so. */
  conceal?: readonly Concealed[]
}

export interface Correction extends Changes {
  id: string
  /** The version the corrector has read. */
  version: number
  /** Why; shown to everybody. */
  reason: string
}

/**
 * @returns the new version
 * @throws Problem not-found, conflict when somebody was quicker, it is withdrawn, or nothing changes; invalid with every wrong field
 */
export async function correctDisclosure(deps: Deps, ctx: Context, correction: Correction): Promise<number> {
  return deps.db.transaction((tx) => correctIn(deps, tx, ctx, correction))
}

/** The same in the caller's transaction. */
export async function correctIn(deps: Deps, tx: Transaction, ctx: Context, correction: Correction): Promise<number> {
  demandPublisher(ctx)
  const { id, reason } = correction
  demandReason(reason)
  const row = await rowOf(tx, id)
  const { content, cover, fields } = await corrected(deps, tx, ctx, row, correction, [reason])
  if (fields.length === 0) throw new Problem('conflict', { detail: 'errors.disclosures.nothingChanged' })
  const term = termOf(deps, content, row.publishedOn)
  const version = correction.version + 1
  await keepKey(deps, tx, cover)
  const { dataKeyId, sealed } = cover
  const done = await tx
    .update(disclosures)
    .set({ ...content, withdrawOn: term.withdrawOn, termRule: term.rule.id, version, dataKeyId, sealed })
    .where(and(eq(disclosures.id, id), eq(disclosures.version, correction.version), eq(disclosures.state, 'published')))
    .returning({ id: disclosures.id })
  if (done.length === 0) throw new Problem('conflict')
  if (row.dataKeyId) await tx.delete(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
  await keepFirst(tx, row)
  await tx
    .insert(disclosureVersions)
    .values({ disclosureId: id, version, kind: 'correction', reason, at: deps.clock.now(), content })
  await announce(deps, tx, 'disclosures', [id])
  // The reason stands with its version, where a redaction reaches it; the log cannot be changed any more.
  await audit(deps, tx, ctx, {
    action: 'disclosure.corrected',
    entity: 'disclosure',
    entityId: id,
    before: { version: correction.version },
    after: { version, fields },
  })
  return version
}

/** What a correction would change, as everybody would read it; nothing is written. */
export async function rehearseCorrection(
  deps: Deps,
  ctx: Context,
  { id, ...changes }: Changes & { id: string },
): Promise<{ changes: DisclosureVersion['changes']; lastDay: string | null }> {
  demandPublisher(ctx)
  return deps.db.transaction(async (tx) => {
    const row = await rowOf(tx, id)
    const { content } = await corrected(deps, tx, ctx, row, changes, [])
    const { withdrawOn } = termOf(deps, content, row.publishedOn)
    return {
      changes: difference(contentOf(row), content).map((change) => changeView(deps, ctx.locale, change)),
      lastDay: withdrawOn === null ? null : addDays(withdrawOn, -1),
    }
  })
}

/** The record with its changes: checked, masked, looked over for leaks the record did not have before. */
export async function corrected(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  row: DisclosureRow,
  { changes = {}, detail = {}, conceal = [] }: Changes,
  words: readonly string[],
): Promise<{ content: RecordContent; cover: Covered; fields: string[] }> {
  const known = await originalOf(deps, tx, row)
  const { type } = known.content
  const merged = { ...known.content, ...changes, type } as RecordInput
  const filled = Object.entries({ ...merged.detail, ...detail }).filter(([, value]) => value !== null)
  const whole = { ...merged, detail: Object.fromEntries(filled) } as RecordInput
  const original = {
    content: parse(deps, whole, row.publishedOn, chinaDate(deps.clock.now())),
    conceal: [...known.conceal, ...conceal],
  }
  const cover = coverOriginal(deps, row.id, original)
  if (ctx.actor.kind === 'staff') {
    // What an approver has let stand is no news; a correction must add nothing.
    const stood = leaksIn(deps, { content: contentOf(row), original: known }).map((leak) => JSON.stringify(leak))
    const found = leaksIn(deps, { content: cover.content, original, words })
    demandNoLeak(found.filter((leak) => !stood.includes(JSON.stringify(leak))))
  }
  return { content: cover.content, cover, fields: changedFields(contentOf(row), cover.content) }
}

export function demandReason(reason: string): void {
  if (reason.trim() === '')
    throw new Problem('invalid', { errors: [{ path: 'reason', code: 'required', message: 'errors.field.required' }] })
}

export async function rowOf(tx: Transaction, id: string): Promise<DisclosureRow> {
  const [row] = await tx.select().from(disclosures).where(eq(disclosures.id, id))
  if (!row) throw new Problem('not-found')
  return row
}

export async function keepKey(deps: Deps, tx: Transaction, { wrappedKey, dataKeyId }: Covered): Promise<void> {
  if (wrappedKey && dataKeyId)
    await tx.insert(dataKeys).values({ id: dataKeyId, wrapped: wrappedKey, createdAt: deps.clock.now() })
}
