/** Which kind of breach (违法行为类型) a decision is about, from the law it rests on and what it calls the breach. Pure. */
import type { Breach } from '../../../content/schema-disclosures.ts'
import type { CitedLaw } from '../model.ts'

/** What a decision says, most telling first: type of breach, name of the case, facts. */
export interface Said {
  texts: readonly (string | undefined)[]
  topic: string | null
  laws: readonly CitedLaw[]
  /** Day of the decision: articles are renumbered. */
  day: string
}

/** The beginning of the facts tells what was done; further on stand circumstances. */
const READ = 300

/** @returns null rather than a guess: words count for kinds of the articles cited, or else of the record's topic */
export function breachReader(breaches: readonly Breach[]): (said: Said) => Breach | null {
  const byArticle = Map.groupBy(
    breaches.flatMap((breach) => breach.basis.map((basis) => ({ ...basis, breach }))),
    ({ law, article }) => `${law} ${article}`,
  )
  const byTopic = Map.groupBy(breaches, ({ topic }) => topic)
  const basedOn = (laws: Said['laws'], day: string): Breach[] => {
    const cited = laws.flatMap(({ law, article }) =>
      law === null || article === null ? [] : (byArticle.get(`${law} ${article}`) ?? []),
    )
    return [
      ...new Set(cited.filter(({ from, to }) => (from ?? '') <= day && day <= (to ?? day)).map(({ breach }) => breach)),
    ]
  }
  /** Records of one day with the same basis share its list of laws. */
  const known = new WeakMap<Said['laws'], { day: string; based: Breach[] }>()
  return ({ texts, topic, laws, day }) => {
    const before = known.get(laws)
    const based = before?.day === day ? before.based : basedOn(laws, day)
    if (before?.day !== day) known.set(laws, { day, based })
    const possible = based.length > 0 ? based : topic === null ? [] : (byTopic.get(topic) ?? [])
    for (const text of texts) {
      const found = text === undefined ? null : calledIn(text.slice(0, READ), possible)
      if (found) return found
    }
    const [only, other] = based.filter(({ wholeArticle }) => wholeArticle)
    return only && !other ? only : null
  }
}

/** The kind whose words stand in the text; the one named first where there are several. */
function calledIn(text: string, breaches: readonly Breach[]): Breach | null {
  let best: { breach: Breach; at: number } | null = null
  for (const breach of breaches) {
    for (const word of [breach.title.zh, ...breach.says]) {
      const at = text.indexOf(word)
      if (at >= 0 && (best === null || at < best.at)) best = { breach, at }
    }
  }
  return best?.breach ?? null
}
