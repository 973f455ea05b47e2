/** Enters a record to be published, or changes one not yet released (录入). */
import { and, eq } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { dataKeys } from '../../platform/tables.ts'
import { demand } from '../../staff/permissions.ts'
import { publishBy } from '../duties.ts'
import type { Concealed } from '../mask.ts'
import type { RecordInput } from '../model.ts'
import { parse } from '../prepare.ts'
import { type DraftContent, findDraft, sealContext } from './draft-store.ts'
import { disclosureDrafts } from './tables.ts'

export interface DraftInput {
  record: RecordInput
  conceal: readonly Concealed[]
  demo?: boolean
  /** The draft to change, as it was read; a new one when left out. */
  of?: { id: string; version: number } | undefined
}

/** @throws Problem invalid with every wrong field; conflict when somebody was quicker or it is released */
export async function saveDraft(
  deps: Deps,
  ctx: Context,
  { record, conceal, demo = false, of }: DraftInput,
): Promise<{ id: string; version: number }> {
  demand(ctx, 'disclosures.draft')
  const today = chinaDate(deps.clock.now())
  const { type, decidedOn, station } = parse(deps, record, today, today)
  const id = of?.id ?? deps.random.uuid()
  const wrapped = deps.vault.newKey()
  const dataKeyId = deps.random.uuid()
  const at = deps.clock.now()
  const version = (of?.version ?? 0) + 1
  const values = {
    type,
    station,
    decidedOn,
    ...dueOf(deps, type, decidedOn),
    authorId: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    dataKeyId,
    sealed: deps.vault.seal(wrapped, sealContext(id), { record, conceal } satisfies DraftContent),
    version,
    updatedAt: at,
  }
  await deps.db.transaction(async (tx) => {
    await tx.insert(dataKeys).values({ id: dataKeyId, wrapped, createdAt: at })
    if (of) {
      const before = await findDraft(tx, ctx, id)
      const done = await tx
        .update(disclosureDrafts)
        .set(values)
        .where(
          and(
            eq(disclosureDrafts.id, id),
            eq(disclosureDrafts.state, 'draft'),
            eq(disclosureDrafts.version, of.version),
          ),
        )
        .returning({ id: disclosureDrafts.id })
      if (done.length === 0) throw new Problem('conflict')
      if (before.dataKeyId) await tx.delete(dataKeys).where(eq(dataKeys.id, before.dataKeyId))
    } else {
      await tx.insert(disclosureDrafts).values({ ...values, id, state: 'draft', demo, createdAt: at })
    }
    await audit(deps, tx, ctx, {
      action: of ? 'disclosure-draft.changed' : 'disclosure-draft.entered',
      entity: 'disclosure-draft',
      entityId: id,
      after: { type, decidedOn, version },
    })
  })
  return { id, version }
}

function dueOf(deps: Deps, type: RecordInput['type'], decidedOn: string): { dueOn: string; dueRule: string } {
  try {
    const { dueOn, rule } = publishBy(deps, type, decidedOn)
    return { dueOn, dueRule: rule }
  } catch (error) {
    // A year whose calendar is not loaded, or a day before every rule.
    if (error instanceof RangeError)
      throw new Problem('unprocessable', { detail: 'errors.disclosures.noDuty', cause: error })
    throw error
  }
}
