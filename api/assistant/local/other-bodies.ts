import type { Lexicon } from './lexicon.ts'

/** Bodies the matter may belong to, with the weight of the words found. */
export const otherBodyScores = (lower: string, lexicon: Lexicon): Map<string, number> => {
  const scores = new Map<string, number>()
  const seen = new Set<string>()
  for (const { phrase, value } of lexicon.otherBodies(lower)) {
    if (seen.has(phrase + value.code)) continue
    seen.add(phrase + value.code)
    if (lexicon.otherBodyUnless.get(value.code)?.some((word) => lower.includes(word)) === true) continue
    scores.set(value.code, (scores.get(value.code) ?? 0) + value.weight)
  }
  return scores
}

/** Bodies whose matter is told outright, whatever the model of scope thinks of the other words. */
export const surelyElsewhere = (lower: string, lexicon: Lexicon): string[] =>
  lexicon.surelyOthers.filter(({ pattern }) => pattern.test(lower)).map(({ id }) => id)
