/** Verb: the business that had a registration number (注册号) before the unified code. */
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { enterprises } from './tables.ts'

/** @returns its unified code; null where no business had the number, or more than one */
export async function findByLegacyNumber(deps: Deps, number: string): Promise<string | null> {
  const found = await deps.db
    .select({ uscc: enterprises.uscc })
    .from(enterprises)
    .where(eq(enterprises.legacyNumber, number))
    .limit(2)
  return found.length === 1 ? (found[0]?.uscc ?? null) : null
}
