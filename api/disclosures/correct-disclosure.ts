/** Corrects a published record (更正): a new version with its reason; the old one stays readable beside it. */
import { and, eq } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { dataKeys } from '../platform/tables.ts'
import { announce } from '../search/outbox.ts'
import { contentOf, originalOf } from './content-of.ts'
import { changedFields } from './difference.ts'
import type { Concealed } from './mask.ts'
import { maskContent } from './mask.ts'
import { demandPublisher } from './may.ts'
import type { RecordInput } from './model.ts'
import { parse, termOf } from './prepare.ts'
import { disclosures, disclosureVersions } from './tables.ts'

export interface Correction {
  id: string
  /** The version the corrector has read. */
  version: number
  /** Fields to put right; `detail` as a whole. The type never changes. */
  changes: Partial<Omit<RecordInput, 'type'>>
  conceal?: readonly Concealed[]
  /** Why; shown to everybody. */
  reason: string
}

/**
 * @returns the new version
 * @throws Problem not-found, conflict when somebody was quicker, it is withdrawn, or nothing changes; invalid with every wrong field
 */
export async function correctDisclosure(deps: Deps, ctx: Context, correction: Correction): Promise<number> {
  demandPublisher(ctx)
  const { id, changes, conceal = [], reason } = correction
  if (reason.trim() === '')
    throw new Problem('invalid', { errors: [{ path: 'reason', code: 'required', message: 'errors.field.required' }] })
  return deps.db.transaction(async (tx) => {
    const [row] = await tx.select().from(disclosures).where(eq(disclosures.id, id))
    if (!row) throw new Problem('not-found')
    const before = contentOf(row)
    const merged = { ...(await originalOf(deps, tx, row)), ...changes } as RecordInput
    const original = parse(deps, merged, row.publishedOn, chinaDate(deps.clock.now()))
    const isPerson = deps.content.disclosures.find.code.partyCategories.get(original.partyCategory)?.masked === true
    const content = maskContent(original, isPerson, conceal)
    const fields = changedFields(before, content)
    if (fields.length === 0) throw new Problem('conflict', { detail: 'errors.disclosures.nothingChanged' })
    const term = termOf(deps, content, row.publishedOn)
    const version = correction.version + 1
    const wrappedKey = JSON.stringify(content) === JSON.stringify(original) ? null : deps.vault.newKey()
    const dataKeyId = wrappedKey ? deps.random.uuid() : null
    if (wrappedKey && dataKeyId)
      await tx.insert(dataKeys).values({ id: dataKeyId, wrapped: wrappedKey, createdAt: deps.clock.now() })
    const sealed = wrappedKey ? deps.vault.seal(wrappedKey, `disclosure:${id}`, original) : null
    const done = await tx
      .update(disclosures)
      .set({ ...content, withdrawOn: term.withdrawOn, termRule: term.rule.id, version, dataKeyId, sealed })
      .where(
        and(eq(disclosures.id, id), eq(disclosures.version, correction.version), eq(disclosures.state, 'published')),
      )
      .returning({ id: disclosures.id })
    if (done.length === 0) throw new Problem('conflict')
    if (row.dataKeyId) await tx.delete(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
    await tx
      .insert(disclosureVersions)
      .values({ disclosureId: id, version, kind: 'correction', reason, at: deps.clock.now(), content })
    await announce(deps, tx, 'disclosures', [id])
    await audit(deps, tx, ctx, {
      action: 'disclosure.corrected',
      entity: 'disclosure',
      entityId: id,
      before: { version: correction.version },
      after: { version, fields },
      reason,
    })
    return version
  })
}
