/** What the trees see of each of the best candidates: its channels, its law, its neighbours; as they are and beside the others. */
import { type Channels, nearness } from './channels.ts'
import type { Collection } from './collection.ts'
import type { RankingModel } from './model.ts'
import type { Signals } from './signals.ts'

export const FEATURES = [
  'words',
  'pairs',
  'title',
  'heading',
  'expected',
  'expectedSum',
  'answers',
  'target',
  'own',
  'lawLift',
  'lawShare',
  'asked',
  'length',
  'level',
  'covered',
  'rarest',
  'number',
  'neighbour',
  'lawBest',
  'lawPlace',
  'total',
  'questionWords',
  'lawLikeness',
  'behind',
] as const
/** Each stands twice: as it is, and laid between the least and the most among the candidates. */
export const FEATURE_COUNT = FEATURES.length * 2

/** @param candidates documents, best total first; the result has one row of `FEATURE_COUNT` for each */
export function featuresOf(
  model: RankingModel,
  collection: Collection,
  signals: Signals,
  channels: Channels,
  candidates: ArrayLike<number>,
): Float32Array {
  const rows = new Float32Array(candidates.length * FEATURE_COUNT)
  const { total } = channels
  const { lawOf, articleOf } = collection
  const best = total[candidates[0] ?? 0] ?? 0
  const laws = new Map<number, { best: number; place: number }>()
  for (const document of Array.from(candidates)) {
    const law = lawOf[document] as number
    if (!laws.has(law)) laws.set(law, { best: total[document] as number, place: laws.size })
  }
  for (let at = 0; at < candidates.length; at += 1) {
    const document = candidates[at] as number
    const law = lawOf[document] as number
    const article = articleOf[document] as number
    const standing = laws.get(law)
    const beside = (other: number) => (lawOf[other] === law ? (total[other] as number) : 0)
    rows.set(
      [
        channels.words[document] as number,
        channels.pairs[document] as number,
        channels.title[document] as number,
        channels.heading[document] as number,
        channels.expectations[2 * document] as number,
        channels.expectations[2 * document + 1] as number,
        article >= 0 ? (channels.answers.get(article) ?? 0) : 0,
        channels.target[document] as number,
        nearnessOf(collection, signals.own, document),
        signals.lawLift[law] ?? signals.otherLift,
        Math.log(model.lawShare[law] ?? model.otherShare),
        article >= 0 ? (model.asked[article] as number) : 0,
        Math.log1p(collection.lengths[document] as number),
        collection.levels[document] as number,
        (channels.covered[document] as number) / (channels.sought || 1),
        channels.rarest[document] as number,
        Math.floor((collection.numbers[document] as number) / 1000),
        Math.max(beside(document - 1), beside(document + 1)),
        standing?.best ?? 0,
        standing?.place ?? 0,
        total[document] as number,
        signals.terms.words.length,
        signals.lawLikeness[law] ?? 0,
        best - (total[document] as number),
      ],
      at * FEATURE_COUNT,
    )
  }
  layBetween(rows, candidates.length)
  return rows
}

function nearnessOf(collection: Collection, own: Float32Array, document: number): number {
  const { segment, base } = collection.partOf(document)
  return nearness(segment, document - base, own)
}

function layBetween(rows: Float32Array, count: number): void {
  const half = FEATURES.length
  for (let feature = 0; feature < half; feature += 1) {
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (let at = 0; at < count; at += 1) {
      const value = rows[at * FEATURE_COUNT + feature] as number
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
    const span = most > least ? 1 / (most - least) : 0
    for (let at = 0; at < count; at += 1)
      rows[at * FEATURE_COUNT + half + feature] = ((rows[at * FEATURE_COUNT + feature] as number) - least) * span
  }
}
