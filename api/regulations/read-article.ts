/** Verb: one article as of a day, with its neighbours, its note, what it cites and what cites it, and its other versions. */
import { and, asc, desc, eq, gt, inArray, lt, ne } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { recently } from '../platform/recently.ts'
import { type ArticleRow, articlesWithNotes, articleView } from './articles-with-notes.ts'
import { chapterAt } from './chapters.ts'
import { articleCitedBy, articleCites } from './cited-by.ts'
import { copiesOf } from './copies.ts'
import { articleUrl, type LawRow, summaryOf, versionView } from './law-store.ts'
import type { ArticlePage } from './model.ts'
import { openLaw } from './open-law.ts'
import { articles } from './tables.ts'

type Links = Pick<ArticlePage, 'cites' | 'citedBy' | 'copies'>
/** They change with imports only; an answer of this endpoint may be older in any cache on its way. */
const links = recently<Links>(60_000, 2000)

export interface ReadArticleInput {
  id: string
  number: string
  asOf?: string | undefined
}

export async function readArticle(deps: Deps, { id, number, asOf }: ReadArticleInput): Promise<ArticlePage> {
  const { stored, version, contents, day } = await openLaw(deps, id, asOf)
  const { law, versions } = stored
  const inVersions = versions.map((each) => each.id)
  const everywhere = await articlesWithNotes(
    deps,
    id,
    and(inArray(articles.versionId, inVersions), eq(articles.number, number)),
  )
  const here = everywhere.find(({ article }) => article.versionId === version.id)
  if (!here) throw new Problem('not-found')
  const [around, linked] = await Promise.all([
    neighboursOf(deps, id, here.article),
    links(deps.db, `${version.id} ${number} ${day}`, () => linksOf(deps, law, here.article, day)),
  ])
  return {
    ...articleView(id, here, version.effectiveOn),
    law: summaryOf(stored, day),
    version: version.id,
    asOf: day,
    chapterIndex: chapterAt(contents, here.article.position),
    ...around,
    ...linked,
    versions: [...versions].reverse().flatMap((each) => {
      const text = everywhere.find(({ article }) => article.versionId === each.id)?.article.text
      const url = `${articleUrl(id, number)}?asOf=${each.effectiveOn ?? ''}`
      return text === undefined ? [] : [{ ...versionView(versions, each, day), text, url }]
    }),
  }
}

async function linksOf(deps: Deps, law: LawRow, article: ArticleRow, day: string): Promise<Links> {
  const [cites, citedBy, copies] = await Promise.all([
    articleCites(deps, law, article),
    articleCitedBy(deps, law, article.number, day),
    copiesOf(deps, law, article, day),
  ])
  return { cites, citedBy, copies }
}

/** The numbered articles before and after; annexes are passed over. */
async function neighboursOf(
  deps: Deps,
  lawId: string,
  { versionId, position }: ArticleRow,
): Promise<Pick<ArticlePage, 'previous' | 'next'>> {
  const { number, label, position: place } = articles
  const numbered = and(eq(articles.versionId, versionId), ne(number, ''))
  const select = () => deps.db.select({ number, label, place }).from(articles)
  const rows = await unionAll(
    select()
      .where(and(numbered, lt(place, position)))
      .orderBy(desc(place))
      .limit(1),
    select()
      .where(and(numbered, gt(place, position)))
      .orderBy(asc(place))
      .limit(1),
  )
  const view = (found: (typeof rows)[number] | undefined) =>
    found ? { number: found.number, label: found.label, url: articleUrl(lawId, found.number) } : null
  return {
    previous: view(rows.find((row) => row.place < position)),
    next: view(rows.find((row) => row.place > position)),
  }
}
