/** Requests in the table: found, opened, and in words. */
import { eq } from 'drizzle-orm'
import { type Locale, t } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import type { Queryable } from '../../platform/database.ts'
import { dataKeys } from '../../platform/tables.ts'
import type { Asked } from './model.ts'
import type { Remedy, RequestState } from './states.ts'
import { disclosureRequests, type RequestRow } from './tables.ts'

export const sealContext = (id: string) => `disclosure-request:${id}`
export const answerContext = (id: string) => `disclosure-request:${id}:answer`

export async function findRequest(q: Queryable, number: string): Promise<RequestRow | undefined> {
  const [row] = await q
    .select()
    .from(disclosureRequests)
    .where(eq(disclosureRequests.number, number.trim().toUpperCase()))
  return row
}

/** What was sealed; nulls once retention has destroyed the key. */
export async function openSealed(
  deps: Deps,
  q: Queryable,
  row: RequestRow,
): Promise<{ asked: Asked | null; answer: string | null; wrapped: Buffer | null }> {
  const [key] =
    row.dataKeyId === null
      ? []
      : await q.select({ wrapped: dataKeys.wrapped }).from(dataKeys).where(eq(dataKeys.id, row.dataKeyId))
  if (!key || !row.sealed) return { asked: null, answer: null, wrapped: null }
  return {
    asked: deps.vault.open<Asked>(key.wrapped, sealContext(row.id), row.sealed),
    answer: row.answer ? deps.vault.open<string>(key.wrapped, answerContext(row.id), row.answer) : null,
    wrapped: key.wrapped,
  }
}

export const requestStateName = (locale: Locale, state: RequestState) => t(locale, `disclosures.request.state.${state}`)
export const remedyName = (locale: Locale, remedy: Remedy) => t(locale, `disclosures.request.remedy.${remedy}`)
