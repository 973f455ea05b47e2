/** What follows from the articles of a version and is asked for at every reading: its contents, and what its text cites. */
import { asc, eq, isNull, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Transaction } from '../platform/database.ts'
import { chaptersOf } from './chapters.ts'
import { namedPlaces } from './citations.ts'
import { articleCitations, articles, lawVersions } from './tables.ts'

interface Linkable {
  number: string
  label: string
  chapter: readonly string[]
  text: string
}

/** @param list every article of the version in its order, as stored */
export async function writeLinks(tx: Transaction, versionId: string, list: readonly Linkable[]): Promise<void> {
  await tx
    .update(lawVersions)
    .set({ contents: chaptersOf(list) })
    .where(eq(lawVersions.id, versionId))
  await tx.delete(articleCitations).where(eq(articleCitations.versionId, versionId))
  const places = list.flatMap(({ text }, at) => namedPlaces(text).map((place) => ({ ...place, position: at + 1 })))
  if (places.length === 0) return
  const rows = JSON.stringify(places).replaceAll('\\u0000', '')
  await tx.execute(sql`
    insert into article_citations (version_id, position, law_key, number)
    select v.id, (p->>'position')::int, coalesce(nullif(p->>'key', ''), substr(l.key, 4)), p->>'number'
    from jsonb_array_elements(${rows}::jsonb) p, law_versions v join laws l on l.id = v.law_id
    where v.id = ${versionId} on conflict do nothing`)
}

/** Verb: versions stored before contents and citations were kept get theirs. @returns how many */
export async function linkStoredLaws(deps: Deps): Promise<number> {
  const waiting = await deps.db.select({ id: lawVersions.id }).from(lawVersions).where(isNull(lawVersions.contents))
  for (const { id } of waiting) {
    await deps.db.transaction(async (tx) => {
      const rows = await tx.select().from(articles).where(eq(articles.versionId, id)).orderBy(asc(articles.position))
      await writeLinks(tx, id, rows)
    })
  }
  return waiting.length
}
