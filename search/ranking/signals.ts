/** What a question means in law, by the learned numbers alone: no document is looked at. */
import { addRow, pointOf } from './build-segment.ts'
import { NEW_TERM, type RankingModel, rarity, type Table } from './model.ts'
import type { QuestionTerms } from './terms.ts'

export interface Signals {
  terms: QuestionTerms
  /** Background term → how strongly it is expected in the answer: by the best question word, and by all of them. */
  expected: ReadonlyMap<number, { best: number; sum: number }>
  /** Article (as the model numbers them) → likeness of the questions it answers. */
  answers: ReadonlyMap<number, number>
  /** Per law of the model: how much more likely the words make it; and what they do for all others. */
  lawLift: Float32Array
  otherLift: number
  /** Per law of the model: likeness of the questions it answers. */
  lawLikeness: Float32Array
  /** Where the answer is expected in the term space; and where the question's own words lie. */
  target: Float32Array
  own: Float32Array
  /** Question words that training knew. */
  known: number
}

/** Pairs of characters count this much beside words. */
const PAIRS = 0.5
/** Part of the question's own place in the term space that the learned map starts from. */
const OWN = 0.3
/** How strongly a word of the law that is known to be meant is expected: as the best learned ones are. */
const SURE = 4
/** Questions that a law's general share counts for against what its words say. */
const CAUTION = 2

/** @param also words of the law known to be meant */
export function signalsOf(model: RankingModel, terms: QuestionTerms, also: readonly string[] = []): Signals {
  const { lore, space } = model
  const words = terms.words.flatMap((word) => lore.terms.get(word) ?? [])
  const expected = new Map<number, { best: number; sum: number }>()
  for (const word of words)
    each(lore.expansions, word, (term, weight) => {
      const before = expected.get(term)
      expected.set(
        term,
        before ? { best: Math.max(before.best, weight), sum: before.sum + weight } : { best: weight, sum: weight },
      )
    })
  for (const word of also) {
    const term = model.background.terms.get(word)
    if (term !== undefined) expected.set(term, { best: SURE, sum: SURE })
  }
  const answers = new Map<number, number>()
  for (const [term, weight] of weighed(model, terms.words, []))
    if (term !== undefined)
      each(lore.answers, term, (article, like) => answers.set(article, (answers.get(article) ?? 0) + weight * like))
  const own = new Float32Array(space.dims)
  const bytes = new Int8Array(space.dims)
  const step = pointOf(model, [terms.words], bytes)
  const target = new Float32Array(space.dims)
  for (let dim = 0; dim < space.dims; dim += 1) {
    own[dim] = step * (bytes[dim] as number)
    target[dim] = OWN * (own[dim] as number)
  }
  for (const [term, weight] of weighed(model, terms.words, terms.pairs))
    if (term !== undefined) addRow(lore.map, term, weight * (lore.mapScale[term] ?? 0), target)
  return { terms, expected, answers, ...lawSignals(model, words, answers), target, own, known: words.length }
}

/** Terms of a question with their weights, brought to length one; unknown terms only lengthen it. */
function* weighed(
  { lore }: RankingModel,
  words: readonly string[],
  pairs: readonly string[],
): Generator<[number | undefined, number]> {
  const all = [...words.map((term) => [term, 1] as const), ...pairs.map((term) => [term, PAIRS] as const)]
  const weights = all.map(([term, share]) => {
    const id = lore.terms.get(term)
    return [id, share * (id === undefined ? NEW_TERM : (lore.weight[id] ?? NEW_TERM))] as const
  })
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1
  for (const [id, weight] of weights) yield [id, weight / length]
}

export function lawSignals(
  { lore, laws, lawShare, articleLaw }: RankingModel,
  words: readonly number[],
  answers: ReadonlyMap<number, number>,
) {
  const lawLift = new Float32Array(laws.length)
  const lawLikeness = new Float32Array(laws.length)
  let otherLift = 0
  for (const word of words) {
    const asked = lore.asked[word] ?? 0
    // A law the word was never seen with; then those it was.
    const none = Math.log(CAUTION / (asked + CAUTION))
    otherLift += none
    for (let law = 0; law < laws.length; law += 1) lawLift[law] = (lawLift[law] as number) + none
    each(lore.laws, word, (law, count) => {
      const share = CAUTION * (lawShare[law] ?? 0)
      lawLift[law] = (lawLift[law] as number) + Math.log((count + share) / share)
    })
  }
  for (const [article, like] of answers) {
    const law = articleLaw[article]
    if (law !== undefined) lawLikeness[law] = (lawLikeness[law] as number) + like
  }
  return { lawLift, otherLift, lawLikeness }
}

function each({ offsets, which, weights }: Table, row: number, visit: (which: number, weight: number) => void): void {
  for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at += 1)
    visit(which[at] as number, weights[at] as number)
}

/** Law words to search for beside a reader's own, the strongest first: 退货 → 退货 without reason, 经营者 … */
export function expandQuery(model: RankingModel, terms: QuestionTerms, limit = 30): { term: string; weight: number }[] {
  return [...signalsOf(model, terms).expected]
    .map(([term, { best }]) => ({
      term: model.background.list[term] ?? '',
      weight: best * rarity(model.background, term),
    }))
    .filter(({ term }) => !terms.words.includes(term))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit)
}
