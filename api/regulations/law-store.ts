/** Reading laws and versions from the tables, in the shape of the contract. */
import { asc, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { Level } from '../../content/schema-regulations.ts'
import type { Deps } from '../deps.ts'
import type { LawSummary, VersionView } from './model.ts'
import { statusOn, versionOn } from './status.ts'
import { laws, lawVersions } from './tables.ts'

export type LawRow = typeof laws.$inferSelect
export type VersionRow = Omit<typeof lawVersions.$inferSelect, 'contents'>

export interface StoredLaw {
  law: LawRow
  /** Oldest first; at least one. */
  versions: VersionRow[]
}

const { contents: _, ...versionColumns } = getTableColumns(lawVersions)

/** In the order of `ids`; unknown ones are left out. */
export async function readLaws(deps: Deps, ids: readonly string[]): Promise<StoredLaw[]> {
  if (ids.length === 0) return []
  const [rows, versions] = await Promise.all([
    deps.db
      .select()
      .from(laws)
      .where(inArray(laws.id, [...ids])),
    deps.db
      .select(versionColumns)
      .from(lawVersions)
      .where(inArray(lawVersions.lawId, [...ids]))
      .orderBy(sql`${lawVersions.effectiveOn} asc nulls first`, asc(lawVersions.id)),
  ])
  return ids.flatMap((id) => {
    const law = rows.find((row) => row.id === id)
    const mine = versions.filter(({ lawId }) => lawId === id)
    return law && mine.length > 0 ? [{ law, versions: mine }] : []
  })
}

export const lawUrl = (id: string) => `/regulations/${id}`
/** Annexes and sections have no number and no page of their own: their law's page shows them. */
export const articleUrl = (id: string, number: string) =>
  number === '' ? lawUrl(id) : `/regulations/${id}/articles/${number}`

/** The law as of a day. */
export function summaryOf({ law, versions }: StoredLaw, day: string): LawSummary {
  const version = versionOn(versions, day) as VersionRow
  return {
    id: law.id,
    title: version.title,
    titleEn: law.titleEn,
    level: law.level as Level,
    region: law.region,
    issuer: version.issuer,
    documentNumber: version.documentNumber,
    publishedOn: version.publishedOn,
    effectiveOn: version.effectiveOn,
    endsOn: version.endsOn,
    status: statusOn(day, version, version !== versions.at(-1)),
    topics: law.topics,
    articleCount: version.articleCount,
    source: version.source,
    url: lawUrl(law.id),
  }
}

export function versionView(versions: readonly VersionRow[], version: VersionRow, day: string): VersionView {
  const { id, title, documentNumber, publishedOn, effectiveOn, endsOn, source, replacedBy } = version
  return {
    id,
    title,
    documentNumber,
    publishedOn,
    effectiveOn,
    endsOn,
    source,
    replacedBy,
    status: statusOn(day, version, version !== versions.at(-1)),
  }
}
