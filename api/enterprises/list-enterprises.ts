/** Finds businesses by name, address or code. */
import { eq, inArray } from 'drizzle-orm'
import { enterprises as index } from '../../search/indexes/enterprises.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { orUnavailable } from '../search/open-search.ts'
import { normaliseUscc, type UsccError, usccError } from './credit-code.ts'
import type { Enterprise } from './model.ts'
import { enterpriseView } from './public.ts'
import { enterprises } from './tables.ts'

export interface EnterpriseQuery {
  q?: string | undefined
  limit: number
  page: number
}
export interface EnterpriseList {
  items: Enterprise[]
  total: number
  nextPage: number | null
  /** Set when the words look like a credit code that cannot be right. */
  codeError: UsccError | null
}

/** Registration numbers from before the unified code: thirteen or fifteen digits (原注册号). */
const LEGACY = /^\d{13}(\d{2})?$/
/** Looks like a code: fifteen or more letters and digits, some digits among them. */
const CODE_LIKE = /^(?=(?:.*\d){8})[0-9A-Z]{15,20}$/

/** @throws Problem unavailable when the search does not answer in time */
export async function listEnterprises(
  deps: Deps,
  ctx: Context,
  { q = '', limit, page }: EnterpriseQuery,
): Promise<EnterpriseList> {
  const offset = (page - 1) * limit
  const code = normaliseUscc(q)
  const legacy = LEGACY.test(code)
    ? await deps.db.select().from(enterprises).where(eq(enterprises.legacyNumber, code)).limit(limit)
    : []
  if (legacy.length > 0)
    return {
      items: legacy.map((row) => enterpriseView(deps, ctx.locale, row)),
      total: legacy.length,
      nextPage: null,
      codeError: null,
    }
  const isCode = CODE_LIKE.test(code)
  const asked =
    q === ''
      ? { sort: [{ field: 'name' }] }
      : isCode
        ? { filters: [{ field: 'uscc', in: [code] }] }
        : { text: { words: q } }
  const found = await orUnavailable(deps.search.query(index, { ...asked, limit, offset }))
  const ids = found.hits.map(({ document }) => document.id)
  const rows = ids.length === 0 ? [] : await deps.db.select().from(enterprises).where(inArray(enterprises.uscc, ids))
  const byCode = new Map(rows.map((row) => [row.uscc, row]))
  return {
    items: ids.flatMap((id) => byCode.get(id) ?? []).map((row) => enterpriseView(deps, ctx.locale, row)),
    total: found.total,
    nextPage: offset + limit < found.total ? page + 1 : null,
    codeError: isCode && found.total === 0 ? usccError(code) : null,
  }
}
