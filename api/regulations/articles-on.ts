/** Verb: what the library holds of cited articles on a day, for those who have to notice when a text changes. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { findCitedLaw } from './find-law.ts'
import { readLaws } from './law-store.ts'
import { statusOn, versionOn } from './status.ts'
import { articles } from './tables.ts'

export interface ArticleOnDay {
  title: string
  article: string
  /** `unknown`: the library holds no official text of the law, so nothing can be said. */
  state: 'stands' | 'gone' | 'repealed' | 'unknown'
  /** The article's text; null unless it stands. */
  text: string | null
}

/** @param places official titles with the articles cited of each */
export async function articlesOn(
  deps: Deps,
  places: ReadonlyMap<string, readonly string[]>,
  day: string,
): Promise<ArticleOnDay[]> {
  const found: ArticleOnDay[] = []
  for (const [title, numbers] of places) found.push(...(await ofLaw(deps, title, numbers, day)))
  return found
}

async function ofLaw(deps: Deps, title: string, numbers: readonly string[], day: string): Promise<ArticleOnDay[]> {
  const all = (state: ArticleOnDay['state']) => numbers.map((article) => ({ title, article, state, text: null }))
  const id = await findCitedLaw(deps, title)
  const [stored] = id === null ? [] : await readLaws(deps, [id])
  const version = stored && versionOn(stored.versions, day)
  if (!stored || !version || version.source === 'digest') return all('unknown')
  if (statusOn(day, version, version !== stored.versions.at(-1)) === 'repealed') return all('repealed')
  const rows = await deps.db
    .select({ number: articles.number, text: articles.text })
    .from(articles)
    .where(and(eq(articles.versionId, version.id), inArray(articles.number, [...numbers])))
  const texts = new Map(rows.map(({ number, text }) => [number, text]))
  return numbers.map((article) => {
    const text = texts.get(article) ?? null
    return { title, article, state: text === null ? 'gone' : 'stands', text }
  })
}
