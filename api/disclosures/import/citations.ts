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
  missing: readonly Missing[]
}

/** A citation that leads to no article, and why: the library lacks the law, or the article, or the file names none. */
export interface Missing extends Citation {
  why: 'law' | 'article' | 'unsaid'
}

const REMEMBERED = 20_000
/** A text is asked for again on most days of its year. */
const DAYS_REMEMBERED = 366
const MOST_LAWS = 30
/** A longer basis is a whole decision; its citations stand at the beginning of it. */
const LONGEST = 10_000

/** Cells of one row that may cite. */
export interface Written {
  basis: string | undefined
  /** 处罚内容; read only where the basis leads to no article. */
  content: string | undefined
}

type LookUp = (written: Written, day: string) => Cited | Promise<Cited>

export const NO_BASIS: Cited = { laws: [], linked: false, missing: [] }
const CITES = /第.{1,10}条/

interface Found extends Omit<Cited, 'laws'> {
  citations: Citation[]
  /** What was answered for a day. */
  onDay: Map<string, Cited>
}

export function citationLookUp(deps: Deps): LookUp {
  const known = new Map<string, Found>()
  const byTitle = Map.groupBy(deps.content.laws, ({ title }) => bareTitle(title))
  const idOf = (title: string, day: string): string | null =>
    byTitle
      .get(bareTitle(title))
      ?.find(({ inForceFrom, inForceTo }) => (inForceFrom ?? '') <= day && day <= (inForceTo ?? day))?.id ?? null
  const asOf = ({ citations, linked, missing, onDay }: Found, day: string): Cited => {
    const before = onDay.get(day)
    if (before) return before
    const laws = citations.map(({ title, article }) => ({ law: idOf(title, day), title, article }))
    const cited = { laws, linked, missing }
    if (onDay.size < DAYS_REMEMBERED) onDay.set(day, cited)
    return cited
  }
  const one = (text: string | undefined, day: string): Cited | Promise<Cited> => {
    if (text === undefined) return NO_BASIS
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
  return ({ basis, content }, day) => {
    const cited = one(basis, day)
    if (content === undefined || !CITES.test(content)) return cited
    if (!(cited instanceof Promise) && cited.linked) return cited
    return (async () => {
      const first = await cited
      return first.linked ? first : together(first, await one(content, day))
    })()
  }
}

function together(basis: Cited, content: Cited): Cited {
  const said = new Set(basis.laws.map(({ title, article }) => `${title} ${article}`))
  const laws = [...basis.laws, ...content.laws.filter(({ title, article }) => !said.has(`${title} ${article}`))]
  return {
    laws: laws.slice(0, MOST_LAWS),
    linked: basis.linked || content.linked,
    missing: [...basis.missing, ...content.missing.filter(({ title, article }) => !said.has(`${title} ${article}`))],
  }
}

const bareTitle = (title: string) => title.replace(/^中华人民共和国/, '')

async function lookUp(deps: Deps, citations: Citation[], day: string): Promise<Found> {
  const missing: Missing[] = []
  for (const { title, article } of citations) {
    const law = await findCitedLaw(deps, title)
    const place = law === null || article === null ? null : await locateArticle(deps, law, article, day)
    if (place === null)
      missing.push({ title, article, why: law === null ? 'law' : article === null ? 'unsaid' : 'article' })
  }
  return { citations, linked: missing.length < citations.length, missing, onDay: new Map() }
}
