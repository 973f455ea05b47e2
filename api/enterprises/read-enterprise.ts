/** One business with everything published about it, merged. */
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { recordsOfParty } from '../disclosures/records-of-party.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { normaliseUscc } from './credit-code.ts'
import type { EnterpriseRecord } from './model.ts'
import { enterpriseView } from './public.ts'
import { enterprises } from './tables.ts'

/** @throws Problem not-found */
export async function readEnterprise(deps: Deps, ctx: Context, code: string): Promise<EnterpriseRecord> {
  const uscc = normaliseUscc(code)
  const [row] = await deps.db.select().from(enterprises).where(eq(enterprises.uscc, uscc))
  if (!row) throw new Problem('not-found', { detail: 'errors.disclosures.noEnterprise' })
  return { ...enterpriseView(deps, ctx.locale, row), ...(await recordsOfParty(deps, ctx, uscc)) }
}
