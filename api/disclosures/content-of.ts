/** A row as the content it holds: masked as stored, or the decision's own words for those who correct it. */
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { dataKeys } from '../platform/tables.ts'
import { type Concealed, maskContent } from './mask.ts'
import type { RecordContent } from './model.ts'
import type { DisclosureRow } from './tables.ts'

/** A row as far as anybody may read it. */
export type OpenRow = Pick<DisclosureRow, keyof RecordContent>

/** What anybody may read. */
export function contentOf(row: OpenRow): RecordContent {
  // Field by field: spreading takes as long as all the rest of showing a record.
  return {
    type: row.type,
    partyName: row.partyName,
    partyCategory: row.partyCategory,
    uscc: row.uscc,
    decidedOn: row.decidedOn,
    authority: row.authority,
    station: row.station,
    documentNumber: row.documentNumber,
    result: row.result,
    breach: row.breach,
    penaltyKinds: row.penaltyKinds,
    industry: row.industry,
    topic: row.topic,
    fineYuan: row.fineYuan,
    confiscatedYuan: row.confiscatedYuan,
    severity: row.severity,
    laws: row.laws,
    detail: row.detail,
  } as RecordContent
}

/** The decision's own words, and whom the mask shows by role: what a correction must start from, or it would uncover them. */
export interface Original {
  content: RecordContent
  conceal: readonly Concealed[]
}

/** The unmasked words; the open ones where nothing was covered. Never leaves the verbs. */
export async function originalOf(deps: Deps, tx: Queryable, row: DisclosureRow): Promise<Original> {
  const open = { content: contentOf(row), conceal: [] }
  if (!row.sealed || !row.dataKeyId) return open
  const [key] = await tx.select({ wrapped: dataKeys.wrapped }).from(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
  return key ? deps.vault.open<Original>(key.wrapped, sealContext(row.id), row.sealed) : open
}

/** Masked content, and the original sealed under a fresh key where the mask changed something. */
export function coverOriginal(deps: Deps, id: string, { content: original, conceal }: Original): Covered {
  const isPerson = deps.content.disclosures.find.code.partyCategories.get(original.partyCategory)?.masked === true
  const content = maskContent(original, isPerson, conceal)
  if (content === original) return { content, wrappedKey: null, sealed: null, dataKeyId: null }
  const wrappedKey = deps.vault.newKey()
  const sealed = deps.vault.seal(wrappedKey, sealContext(id), { content: original, conceal } satisfies Original)
  return { content, wrappedKey, sealed, dataKeyId: deps.random.uuid() }
}

export interface Covered {
  /** As anybody may read it. */
  content: RecordContent
  /** Wrapped data key to be stored; null where nothing had to be sealed. */
  wrappedKey: Buffer | null
  sealed: Buffer | null
  dataKeyId: string | null
}

const sealContext = (id: string) => `disclosure:${id}`
