/**
 * Redacts a record (删除违法公开的内容): the unlawful words leave every version, reason, sealed original and the business's own
 * page; the index, exports and feeds follow from those. A version says why, without repeating what was taken out.
 */
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { coverEnterprise } from '../enterprises/cover-enterprise.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { type FieldError, Problem } from '../platform/errors.ts'
import { dataKeys } from '../platform/tables.ts'
import { announce } from '../search/outbox.ts'
import { contentOf, coverOriginal, originalOf } from './content-of.ts'
import { disclosureDrafts } from './drafts/tables.ts'
import { demandNoLeak, leaksInWords } from './leak-scan.ts'
import { demandPublisher } from './may.ts'
import type { RecordContent } from './model.ts'
import { disclosures, disclosureVersions } from './tables.ts'
import { keepFirst, versionsOf } from './versions.ts'

/** Stands where words were taken out. */
export const REDACTED = '［已删除］'

export interface Redaction {
  id: string
  version: number
  /** The words to take out, exactly as they stand; at least two characters each. */
  texts: readonly string[]
  /** Why; shown to everybody, and free of the words themselves. */
  reason: string
}

/**
 * @returns the new version
 * @throws Problem not-found; conflict when somebody was quicker; invalid when a text is nowhere, too short, or repeated in the reason
 */
export async function redactDisclosure(deps: Deps, ctx: Context, redaction: Redaction): Promise<number> {
  return deps.db.transaction((tx) => redactIn(deps, tx, ctx, redaction))
}

/** The same in the caller's transaction. */
export async function redactIn(deps: Deps, tx: Transaction, ctx: Context, redaction: Redaction): Promise<number> {
  demandPublisher(ctx)
  const { id, reason } = redaction
  const texts = redaction.texts.map((text) => text.trim()).filter((text) => text !== '')
  const [row] = await tx.select().from(disclosures).where(eq(disclosures.id, id))
  if (!row) throw new Problem('not-found')
  await keepFirst(tx, row)
  const kept = await versionsOf(tx, row)
  const errors = faultsOf(texts, reason, JSON.stringify([contentOf(row), kept]))
  if (errors.length > 0) throw new Problem('invalid', { errors })
  demandNoLeak(leaksInWords([reason]))
  const cover = (words: string) => texts.reduce((left, text) => left.replaceAll(text, REDACTED), words)
  const version = redaction.version + 1
  const { content: words, conceal } = await originalOf(deps, tx, row)
  const original = { content: covered(words, cover), conceal: conceal.filter(({ name }) => cover(name) === name) }
  const { content, wrappedKey, sealed, dataKeyId } = coverOriginal(deps, id, original)
  if (wrappedKey && dataKeyId)
    await tx.insert(dataKeys).values({ id: dataKeyId, wrapped: wrappedKey, createdAt: deps.clock.now() })
  const withdrawalReason = row.withdrawalReason === null ? null : cover(row.withdrawalReason)
  const done = await tx
    .update(disclosures)
    .set({ ...covered(content, cover), version, dataKeyId, sealed, withdrawalReason })
    .where(and(eq(disclosures.id, id), eq(disclosures.version, redaction.version)))
    .returning({ id: disclosures.id })
  if (done.length === 0) throw new Problem('conflict')
  if (row.dataKeyId) await tx.delete(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
  for (const each of kept)
    await tx
      .update(disclosureVersions)
      .set({
        content: covered(each.content, cover),
        reason: each.reason === null ? null : cover(each.reason),
        withdrawalReason: each.withdrawalReason === null ? null : cover(each.withdrawalReason),
      })
      .where(and(eq(disclosureVersions.disclosureId, id), eq(disclosureVersions.version, each.version)))
  await tx.insert(disclosureVersions).values({
    disclosureId: id,
    version,
    kind: 'redaction',
    reason,
    at: deps.clock.now(),
    content: covered(content, cover),
  })
  const [draft] = await tx.select().from(disclosureDrafts).where(eq(disclosureDrafts.publishedId, id))
  if (draft?.override)
    await tx
      .update(disclosureDrafts)
      .set({ override: cover(draft.override) })
      .where(eq(disclosureDrafts.id, draft.id))
  if (row.uscc !== null) await coverEnterprise(deps, tx, row.uscc, cover)
  await announce(deps, tx, 'disclosures', [id])
  await audit(deps, tx, ctx, {
    action: 'disclosure.redacted',
    entity: 'disclosure',
    entityId: id,
    before: { version: redaction.version },
    after: { version, texts: texts.length },
  })
  return version
}

function faultsOf(texts: readonly string[], reason: string, written: string): FieldError[] {
  const fault = (path: string, code: string, message: FieldError['message']): FieldError => ({ path, code, message })
  return [
    ...(reason.trim() === '' ? [fault('reason', 'required', 'errors.field.required')] : []),
    ...(texts.some((text) => reason.includes(text)) ? [fault('reason', 'repeats', 'errors.disclosures.repeats')] : []),
    ...(texts.length === 0 ? [fault('texts', 'required', 'errors.field.required')] : []),
    ...(texts.some((text) => text.length < 2) ? [fault('texts', 'too-short', 'errors.disclosures.tooShort')] : []),
    // As JSON writes it, quotes and line ends included.
    ...(texts.some((text) => !written.includes(JSON.stringify(text).slice(1, -1)))
      ? [fault('texts', 'unknown', 'errors.disclosures.notThere')]
      : []),
  ]
}

/** Words of the record; codes, days and sums stay. A code of the party is dropped whole. */
function covered(content: RecordContent, cover: (words: string) => string): RecordContent {
  const inside = (value: unknown): unknown =>
    typeof value === 'string'
      ? cover(value)
      : Array.isArray(value)
        ? value.map(inside)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inside(each)]))
          : value
  const { partyName, uscc, authority, documentNumber, laws, detail } = content
  return {
    ...content,
    partyName: cover(partyName),
    uscc: uscc !== null && cover(uscc) !== uscc ? null : uscc,
    authority: cover(authority),
    documentNumber: documentNumber === null ? null : cover(documentNumber),
    laws: laws.map((law) => ({ ...law, title: cover(law.title) })),
    detail: inside(detail),
  } as RecordContent
}
