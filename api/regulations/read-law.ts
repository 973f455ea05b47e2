/** Verb: one law as of a day, with its contents, its versions and what cites it; the articles of one chapter, or of all, when asked. */
import { and, between, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { recently } from '../platform/recently.ts'
import { articlesWithNotes, articleView } from './articles-with-notes.ts'
import { lawCitedBy } from './cited-by.ts'
import { summaryOf, versionView } from './law-store.ts'
import type { CitedByLaws, LawView } from './model.ts'
import { openLaw } from './open-law.ts'
import { articles } from './tables.ts'

/** What cites a law changes with imports only; an answer of this endpoint may be older in any cache on its way. */
const citedBy = recently<CitedByLaws>(60_000, 500)

export interface ReadLawInput {
  id: string
  asOf?: string | undefined
  /** Index of a chapter, or `all`. */
  chapter?: number | 'all' | undefined
}

export async function readLaw(deps: Deps, { id, asOf, chapter }: ReadLawInput): Promise<LawView> {
  const { stored, version, contents, day } = await openLaw(deps, id, asOf)
  if (typeof chapter === 'number' && chapter > 0 && chapter >= contents.length) throw new Problem('not-found')
  const part = typeof chapter === 'number' ? contents[chapter] : undefined
  const inVersion = eq(articles.versionId, version.id)
  const inPart = part && and(inVersion, between(articles.position, part.from, part.to))
  const wanted = chapter === 'all' ? inVersion : inPart
  const { law, versions } = stored
  const [rows, citing] = await Promise.all([
    wanted ? articlesWithNotes(deps, id, wanted) : [],
    citedBy(deps.db, `${id} ${day}`, () => lawCitedBy(deps, law, day)),
  ])
  return {
    ...summaryOf(stored, day),
    version: version.id,
    asOf: day,
    aliases: law.aliases,
    summary: law.summaryZh === null || law.summaryEn === null ? null : { zh: law.summaryZh, en: law.summaryEn },
    officialUrl: law.url,
    preamble: version.preamble,
    versions: versions.map((each) => versionView(versions, each, day)),
    contents: contents.map(({ from: _, to: __, ...each }, index) => ({ index, ...each })),
    articles: rows.map((row) => articleView(id, row, version.effectiveOn)),
    citedBy: citing,
  }
}
