/** A row as the content it holds: masked as stored, or the decision's own words for those who correct it. */
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { dataKeys } from '../platform/tables.ts'
import type { RecordContent } from './model.ts'
import type { DisclosureRow } from './tables.ts'

/** What anybody may read. */
export function contentOf(row: DisclosureRow): RecordContent {
  const { type, partyName, partyCategory, uscc, decidedOn, authority, station, documentNumber, result, breach } = row
  const { penaltyKinds, industry, topic, fineYuan, confiscatedYuan, severity, laws, detail } = row
  return {
    ...{ type, partyName, partyCategory, uscc, decidedOn, authority, station, documentNumber, result, breach },
    ...{ penaltyKinds, industry, topic, fineYuan, confiscatedYuan, severity, laws, detail },
  } as RecordContent
}

/** The unmasked words; the open ones where nothing was covered. Never leaves the verbs. */
export async function originalOf(deps: Deps, tx: Queryable, row: DisclosureRow): Promise<RecordContent> {
  if (!row.sealed || !row.dataKeyId) return contentOf(row)
  const [key] = await tx.select({ wrapped: dataKeys.wrapped }).from(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
  return key ? deps.vault.open<RecordContent>(key.wrapped, `disclosure:${row.id}`, row.sealed) : contentOf(row)
}
