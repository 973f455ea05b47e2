/** Drafts in the table: sealed and opened again, and who may reach them. */
import { and, eq, type SQL } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import type { Queryable } from '../../platform/database.ts'
import { Problem } from '../../platform/errors.ts'
import { dataKeys } from '../../platform/tables.ts'
import { demand } from '../../staff/permissions.ts'
import type { Concealed } from '../mask.ts'
import type { RecordInput } from '../model.ts'
import { type DraftRow, disclosureDrafts } from './tables.ts'

/** What is sealed of a draft: the decision's own words. */
export interface DraftContent {
  record: RecordInput
  conceal: readonly Concealed[]
}

export const sealContext = (id: string) => `disclosure-draft:${id}`

/** Officers reach the drafts of their own station and their own; whoever may publish reaches all. */
export function reaches({ actor }: Context, row: Pick<DraftRow, 'station' | 'authorId'>): boolean {
  if (actor.kind !== 'staff') return actor.kind === 'system'
  if (actor.permissions.includes('disclosures.publish')) return true
  return row.authorId === actor.id || (actor.station !== null && row.station === actor.station)
}

/** @throws Problem not-found, also for a draft of another unit */
export async function findDraft(q: Queryable, ctx: Context, id: string, more?: SQL): Promise<DraftRow> {
  demand(ctx, 'disclosures.draft')
  const [row] = await q
    .select()
    .from(disclosureDrafts)
    .where(and(eq(disclosureDrafts.id, id), more))
  if (!row || !reaches(ctx, row)) throw new Problem('not-found')
  return row
}

/** @throws Problem conflict when it is over and its words are gone */
export async function openContent(deps: Deps, q: Queryable, row: DraftRow): Promise<DraftContent> {
  if (!row.sealed || !row.dataKeyId) throw new Problem('conflict', { detail: 'errors.disclosures.draftOver' })
  const [key] = await q.select({ wrapped: dataKeys.wrapped }).from(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
  if (!key) throw new Problem('conflict', { detail: 'errors.disclosures.draftOver' })
  return deps.vault.open<DraftContent>(key.wrapped, sealContext(row.id), row.sealed)
}
