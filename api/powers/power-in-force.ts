/** Verb: was this item in force on that day? Cases, checks and publications ask before they rest on it. */
import { and, desc, eq, lte } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { powers, powerVersions } from './tables.ts'

/** @returns the version that stood on the day; null when there was none, or it was suspended or repealed */
export async function powerInForce(
  deps: Pick<Deps, 'db'>,
  { code, on }: { code: string; on: string },
): Promise<{ code: string; version: number } | null> {
  const [found] = await deps.db
    .select({ state: powerVersions.state, version: powerVersions.version })
    .from(powerVersions)
    .innerJoin(powers, eq(powers.id, powerVersions.powerId))
    .where(and(eq(powers.code, code), lte(powerVersions.from, on)))
    .orderBy(desc(powerVersions.version))
    .limit(1)
  return found?.state === 'in-force' ? { code, version: found.version } : null
}
