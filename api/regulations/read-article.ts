/** Verb: one article as of a day, with its neighbours, its note and its other versions. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { chaptersOf } from './chapters.ts'
import { articleUrl, readLaws, summaryOf, versionView } from './law-store.ts'
import type { ArticlePage } from './model.ts'
import { articleView, notesOf } from './read-law.ts'
import { versionOn } from './status.ts'
import { articles } from './tables.ts'

export interface ReadArticleInput {
  id: string
  number: string
  asOf?: string | undefined
}

export async function readArticle(deps: Deps, { id, number, asOf }: ReadArticleInput): Promise<ArticlePage> {
  const day = asOf ?? chinaDate(deps.clock.now())
  const [stored] = await readLaws(deps, [id])
  const version = stored && versionOn(stored.versions, day)
  if (!stored || !version) throw new Problem('not-found')
  const rows = await deps.db
    .select()
    .from(articles)
    .where(eq(articles.versionId, version.id))
    .orderBy(asc(articles.position))
  const at = rows.findIndex((row) => row.number === number)
  const row = rows[at]
  if (!row) throw new Problem('not-found')
  const others = await deps.db
    .select()
    .from(articles)
    .where(
      and(
        inArray(
          articles.versionId,
          stored.versions.map((each) => each.id),
        ),
        eq(articles.number, number),
      ),
    )
  const neighbour = (step: 1 | -1) => {
    const next = (step === 1 ? rows.slice(at + 1) : rows.slice(0, at).reverse()).find((each) => each.number !== '')
    return next ? { number: next.number, label: next.label, url: articleUrl(id, next.number) } : null
  }
  return {
    ...articleView(id, row, await notesOf(deps, id, version)),
    law: summaryOf(stored, day),
    version: version.id,
    asOf: day,
    chapterIndex: chaptersOf(rows).indexOf[at] ?? 0,
    previous: neighbour(-1),
    next: neighbour(1),
    versions: [...stored.versions].reverse().flatMap((each) => {
      const text = others.find(({ versionId }) => versionId === each.id)?.text
      const url = `${articleUrl(id, number)}?asOf=${each.effectiveOn ?? ''}`
      return text === undefined ? [] : [{ ...versionView(stored.versions, each, day), text, url }]
    }),
  }
}
