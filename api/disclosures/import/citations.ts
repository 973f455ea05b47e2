/** Looks up what a decision cites: our content's short ids, and whether the library can show the article. Remembers what it found. */
import type { Deps } from '../../deps.ts'
import { findCitedLaw } from '../../regulations/find-law.ts'
import { locateArticle } from '../../regulations/locate-article.ts'
import type { CitedLaw } from '../model.ts'
import { type Citation, readBasis } from './legal-basis.ts'

export interface Cited {
  laws: CitedLaw[]
  /** Whether at least one of them leads to an article of the library. */
  linked: boolean
  /** Titles the library does not hold, and articles its version lacks. */
  unknown: string[]
}

const REMEMBERED = 20_000
const MOST_LAWS = 30
/** A longer basis is a whole decision; its citations stand at the beginning of it. */
const LONGEST = 10_000

type LookUp = (text: string, day: string) => Cited | Promise<Cited>

interface Found extends Omit<Cited, 'laws'> {
  citations: Citation[]
}

export function citationLookUp(deps: Deps): LookUp {
  const known = new Map<string, Found>()
  const byTitle = Map.groupBy(deps.content.laws, ({ title }) => bareTitle(title))
  const idOf = (title: string, day: string): string | null =>
    byTitle
      .get(bareTitle(title))
      ?.find(({ inForceFrom, inForceTo }) => (inForceFrom ?? '') <= day && day <= (inForceTo ?? day))?.id ?? null
  const asOf = ({ citations, linked, unknown }: Found, day: string): Cited => ({
    laws: citations.map(({ title, article }) => ({ law: idOf(title, day), title, article })),
    linked,
    unknown,
  })
  return (text, day) => {
    // Which version holds the article changes rarely enough for a year to stand for its days.
    const key = `${day.slice(0, 4)} ${text}`
    const found = known.get(key)
    if (found) return asOf(found, day)
    return lookUp(deps, readBasis(text.slice(0, LONGEST)).slice(0, MOST_LAWS), day).then((fresh) => {
      if (known.size >= REMEMBERED) known.clear()
      known.set(key, fresh)
      return asOf(fresh, day)
    })
  }
}

const bareTitle = (title: string) => title.replace(/^中华人民共和国/, '')

async function lookUp(deps: Deps, citations: Citation[], day: string): Promise<Found> {
  const unknown: string[] = []
  for (const { title, article } of citations) {
    const law = await findCitedLaw(deps, title)
    const place = law === null || article === null ? null : await locateArticle(deps, law, article, day)
    if (place === null) unknown.push(article === null ? title : `${title}第${article}条`)
  }
  return { citations, linked: unknown.length < citations.length, unknown }
}
