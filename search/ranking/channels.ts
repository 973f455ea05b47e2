/** Scores of every document of a collection for one question, channel by channel. */
import { MOST } from './build-segment.ts'
import type { Collection } from './collection.ts'
import { hashOf } from './keys.ts'
import { type RankingModel, rarity } from './model.ts'
import { FIELDS, LEADING, type Segment, termIn } from './segment.ts'
import type { Signals } from './signals.ts'

const CHANNELS = ['words', 'pairs', 'title', 'heading', 'target', 'covered', 'rarest', 'total'] as const
export type Channels = Record<(typeof CHANNELS)[number], Float32Array> & {
  /** Question words that are anywhere, by rarity, summed. */
  sought: number
  answers: ReadonlyMap<number, number>
  /** Sums of expected terms over all question words, at odd places; over the best, at even ones: both are written at once. */
  expectations: Float32Array
}

/** How much each channel counts in the first order: set by hand once; the trees correct it. */
export const WEIGHTS = {
  pairs: 0.4,
  title: 0.7,
  heading: 0.3,
  expected: 0.3,
  answers: 15,
  target: 100,
  lift: 1,
  share: 0.5,
  asked: 0.5,
}
/** First row, and local law whose place is named. */
const NEAR = 2
/** Of the leading dimensions, those looked at in every document: half as many take half the time and lose nothing. */
const SCANNED = 32
/** A direction in whole numbers goes up to this. */
const STEPS = 2047
/** Expected terms are scaled so that a common law word counts about one. */
const EXPECTED = 1 / 5

/** Arrays are kept from question to question: one thread asks one question at a time. */
export class Scorer {
  readonly #model: RankingModel
  readonly #collection: Collection
  readonly #channels: Channels

  constructor(model: RankingModel, collection: Collection) {
    this.#model = model
    this.#collection = collection
    const arrays = CHANNELS.map((name) => [name, new Float32Array(collection.size)] as const)
    const expectations = new Float32Array(2 * collection.size)
    const empty = { sought: 0, answers: new Map<number, number>(), expectations }
    this.#channels = { ...(Object.fromEntries(arrays) as Record<(typeof CHANNELS)[number], Float32Array>), ...empty }
  }

  /** @param near how each document stands: up to `NEAR`, its nearness to the expected answer counts */
  score(signals: Signals, near: Uint8Array): Channels {
    const channels = this.#channels
    for (const name of CHANNELS) channels[name].fill(0)
    channels.expectations.fill(0)
    channels.sought = 0
    channels.answers = signals.answers
    const { words, pairs } = signals.terms
    for (const word of words) channels.sought += this.#addWord(word)
    for (const word of words) this.#add('title', word, channels.title)
    for (const word of words) this.#add('heading', word, channels.heading)
    for (const pair of pairs) this.#add('pairs', pair, channels.pairs)
    const { background } = this.#model
    for (const [term, { best, sum }] of signals.expected) {
      const rare = rarity(background, term) * EXPECTED
      this.#addBoth(background.list[term] ?? '', best * rare, sum * rare)
    }
    this.#addTarget(signals, near)
    this.#addUp(signals)
    return channels
  }

  /** @returns the word's rarity, 0 when no document holds it */
  #addWord(word: string): number {
    const { words, covered, rarest } = this.#channels
    const rare = rarity(this.#model.background, this.#model.background.terms.get(word))
    let found = false
    const hash = hashOf(word)
    for (const { segment, base } of this.#collection.parts) {
      const term = termIn(segment, hash)
      const postings = segment.fields[0]
      if (term < 0 || !postings) continue
      const { offsets, documents, impacts } = postings
      const weight = (rare * MOST) / 255
      const end = offsets[term + 1] as number
      for (let at = offsets[term] as number; at < end; at += 1) {
        const document = base + (documents[at] as number)
        words[document] = (words[document] as number) + weight * (impacts[at] as number)
        covered[document] = (covered[document] as number) + rare
        if ((rarest[document] as number) < rare) rarest[document] = rare
        found = true
      }
    }
    return found ? rare : 0
  }

  #add(field: (typeof FIELDS)[number], word: string, into: Float32Array): void {
    const weight = (rarity(this.#model.background, this.#model.background.terms.get(word)) * MOST) / 255
    const hash = hashOf(word)
    for (const { segment, base } of this.#collection.parts) {
      const term = termIn(segment, hash)
      const postings = segment.fields[FIELDS.indexOf(field)]
      if (term < 0 || !postings) continue
      const { offsets, documents, impacts } = postings
      const end = offsets[term + 1] as number
      for (let at = offsets[term] as number; at < end; at += 1) {
        const document = base + (documents[at] as number)
        into[document] = (into[document] as number) + weight * (impacts[at] as number)
      }
    }
  }

  #addBoth(word: string, best: number, sum: number): void {
    const { expectations } = this.#channels
    const hash = hashOf(word)
    for (const { segment, base } of this.#collection.parts) {
      const term = termIn(segment, hash)
      const postings = segment.fields[0]
      if (term < 0 || !postings) continue
      const { offsets, documents, impacts } = postings
      const end = offsets[term + 1] as number
      for (let at = offsets[term] as number; at < end; at += 1) {
        const document = 2 * (base + (documents[at] as number))
        const impact = ((impacts[at] as number) * MOST) / 255
        expectations[document] = (expectations[document] as number) + best * impact
        expectations[document + 1] = (expectations[document + 1] as number) + sum * impact
      }
    }
  }

  /** By the leading dimensions alone, in whole numbers, which is quicker; `refine` looks closer at the best. */
  #addTarget({ target }: Signals, near: Uint8Array): void {
    const { target: channel, words, expectations } = this.#channels
    const most = target.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
    if (most === 0) return
    const steps = Int32Array.from(target.subarray(0, SCANNED), (value) => Math.round((value / most) * STEPS))
    const step = most / STEPS
    for (const { segment, base } of this.#collection.parts) {
      const { leading, pointScale, size } = segment
      for (let document = 0; document < size; document += 1) {
        const standing = near[base + document] as number
        if (standing === 0 || standing > NEAR) continue
        // Neither a word of the question nor one expected in the answer: nearness alone brings nothing up.
        if (words[base + document] === 0 && expectations[2 * (base + document)] === 0) continue
        const from = document * LEADING
        let sum = 0
        for (let dim = 0; dim < SCANNED; dim += 4)
          sum =
            (sum +
              Math.imul(steps[dim] as number, leading[from + dim] as number) +
              Math.imul(steps[dim + 1] as number, leading[from + dim + 1] as number) +
              Math.imul(steps[dim + 2] as number, leading[from + dim + 2] as number) +
              Math.imul(steps[dim + 3] as number, leading[from + dim + 3] as number)) |
            0
        channel[base + document] = sum * step * (pointScale[document] as number)
      }
    }
  }

  /** Nearness to the expected answer in all dimensions, for these documents. */
  refine({ target }: Signals, documents: readonly number[]): void {
    const { target: channel, total } = this.#channels
    for (const document of documents) {
      const { segment, base } = this.#collection.partOf(document)
      const exact = nearness(segment, document - base, target)
      total[document] = (total[document] as number) + WEIGHTS.target * (exact - (channel[document] as number))
      channel[document] = exact
    }
  }

  #addUp({ lawLift, otherLift }: Signals): void {
    const { words, pairs, title, heading, expectations, target, total, answers } = this.#channels
    const { size, lawOf, articleOf } = this.#collection
    const { lawShare, otherShare, laws, asked } = this.#model
    const lawScore = Float32Array.from(
      laws,
      (_, law) => WEIGHTS.lift * (lawLift[law] as number) + WEIGHTS.share * Math.log(lawShare[law] as number),
    )
    const otherScore = WEIGHTS.lift * otherLift + WEIGHTS.share * Math.log(otherShare)
    for (let document = 0; document < size; document += 1) {
      const law = lawOf[document] as number
      const article = articleOf[document] as number
      let sum =
        (words[document] as number) +
        WEIGHTS.pairs * (pairs[document] as number) +
        WEIGHTS.title * (title[document] as number) +
        WEIGHTS.heading * (heading[document] as number) +
        WEIGHTS.expected * (expectations[2 * document] as number) +
        WEIGHTS.target * (target[document] as number) +
        (law < laws.length ? (lawScore[law] as number) : otherScore)
      if (article >= 0)
        sum += WEIGHTS.answers * (answers.get(article) ?? 0) + WEIGHTS.asked * Math.log1p(asked[article] as number)
      total[document] = sum
    }
  }
}

/** How near a document's point lies in a direction. */
export function nearness({ leading, trailing, pointScale }: Segment, at: number, direction: Float32Array): number {
  const rest = direction.length - LEADING
  let sum = 0
  for (let dim = 0; dim < LEADING; dim += 1) sum += (direction[dim] as number) * (leading[at * LEADING + dim] as number)
  for (let dim = 0; dim < rest; dim += 1)
    sum += (direction[LEADING + dim] as number) * (trailing[at * rest + dim] as number)
  return sum * (pointScale[at] as number)
}
