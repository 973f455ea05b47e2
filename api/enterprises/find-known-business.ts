/** The registered business that somebody means, with how much is published about it. */
import { eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { figuresOfParty } from '../disclosures/records-of-party.ts'
import type { Context } from '../platform/context.ts'
import type { Enterprise } from './model.ts'
import { enterpriseView } from './public.ts'
import { enterprises } from './tables.ts'

export interface KnownBusiness extends Pick<Enterprise, 'uscc' | 'name' | 'address' | 'url'> {
  penalties: number
  inspections: number
  /** Entries in the lists of abnormal operation and serious breaches. */
  lists: number
}

/** By its code, or by its exact name where only one business has it; a guess could blame the wrong one. */
export async function findKnownBusiness(
  deps: Deps,
  ctx: Context,
  { uscc, names }: { uscc?: string | undefined; names: readonly string[] },
): Promise<KnownBusiness | null> {
  const [row, another] = await deps.db
    .select()
    .from(enterprises)
    .where(uscc === undefined ? inArray(enterprises.name, [...names]) : eq(enterprises.uscc, uscc))
    .limit(2)
  if (!row || another) return null
  const { name, address, url } = enterpriseView(deps, ctx.locale, row)
  const { penalties, inspections, lists } = await figuresOfParty(deps, row.uscc)
  return { uscc: row.uscc, name, address, url, penalties, inspections, lists }
}
