/** The opening of every reading of a law: the law, the version that binds on a day, and the contents of that version. */
import { asc, eq, sql } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import type { StoredChapter } from './chapters.ts'
import type { StoredLaw, VersionRow } from './law-store.ts'
import { versionOn } from './status.ts'
import { laws, lawVersions } from './tables.ts'

export interface OpenLaw {
  stored: StoredLaw
  version: VersionRow
  contents: readonly StoredChapter[]
  /** Day read, `YYYY-MM-DD`: the one asked for, or today. */
  day: string
}

/** @throws Problem not-found */
export async function openLaw(deps: Deps, id: string, asOf: string | undefined): Promise<OpenLaw> {
  const day = asOf ?? chinaDate(deps.clock.now())
  const rows = await deps.db
    .select({ law: laws, version: lawVersions })
    .from(laws)
    .innerJoin(lawVersions, eq(lawVersions.lawId, laws.id))
    .where(eq(laws.id, id))
    .orderBy(sql`${lawVersions.effectiveOn} asc nulls first`, asc(lawVersions.id))
  const versions = rows.map((row) => row.version)
  const law = rows[0]?.law
  const version = versionOn(versions, day)
  if (!law || !version) throw new Problem('not-found')
  return { stored: { law, versions }, version, contents: version.contents ?? [], day }
}
