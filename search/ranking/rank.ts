/** Orders the documents of a collection for one question: a sum of channels first, trees over the best of them then. */
import { largest } from './best.ts'
import { LEVELS, LOCAL } from './build-segment.ts'
import { type Channels, Scorer } from './channels.ts'
import type { Collection } from './collection.ts'
import { FEATURE_COUNT, featuresOf } from './features.ts'
import { treesOf } from './forest.ts'
import type { RankingModel } from './model.ts'
import { type Signals, signalsOf } from './signals.ts'
import type { QuestionTerms } from './terms.ts'

export interface Question extends QuestionTerms {
  /** What was typed, for the names of places. */
  text: string
  /** Words of the law known to be meant. */
  also?: readonly string[]
  /** Laws named, as the collection numbers them. */
  laws?: readonly number[]
}

/** Candidates kept, and those of them that the trees put in order. */
const CANDIDATES = 300
export const ORDERED = 200
/** Documents whose points are compared in all dimensions. */
const REFINED = 1500
const OTHER = LEVELS.indexOf('other')
/** How a document stands beside the others: left out, first row, local law whose place is named, local law, older version, case. */
const [OUT, FIRST, NAMED, BESIDE, OLDER, CASE] = [0, 1, 2, 3, 4, 5]
/** What each is put behind by, in units of the first score. */
const BEHIND = Float32Array.of(Number.POSITIVE_INFINITY, 0, -10, 12, 25, 6)

/** Lift of a law named by its title: as much as a title's rare words would have given. */
const NAMED_LAW = 15

export interface Ranking {
  /** National law in its newest version, the best by the first score first. */
  best: readonly number[]
  /** Per document, larger is better; -Infinity for those left out. */
  scores: Float32Array
  channels: Channels
  signals: Signals
}

export class Ranker {
  readonly model: RankingModel
  readonly collection: Collection
  readonly #scorer: Scorer
  readonly #scores: Float32Array
  readonly #standing: Uint8Array

  constructor(model: RankingModel, collection: Collection) {
    this.model = model
    this.collection = collection
    this.#scorer = new Scorer(model, collection)
    this.#scores = new Float32Array(collection.size)
    this.#standing = new Uint8Array(collection.size)
  }

  /** The answer is valid until the next question. @param allowed 1 for each document that may be found; all when absent */
  rank(question: Question, allowed: Uint8Array | null): Ranking {
    const signals = signalsOf(this.model, question, question.also)
    const standing = this.#standingOf(question, allowed ?? this.collection.alive)
    const channels = this.#scorer.score(signals, standing)
    const scores = this.#scores
    const { total } = channels
    for (let at = 0; at < scores.length; at += 1)
      scores[at] = (total[at] as number) - (BEHIND[standing[at] as number] as number)
    const promising = largest(scores, REFINED)
    this.#scorer.refine(signals, promising)
    for (const at of promising) scores[at] = (total[at] as number) - (BEHIND[standing[at] as number] as number)
    if (question.laws && question.laws.length > 0) this.#lift(scores, promising, new Set(question.laws))
    const { forest } = this.model
    const best = promising
      .filter((at) => standing[at] === FIRST)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
      .slice(0, CANDIDATES)
    if (forest && best.length > 1) {
      const first = best.slice(0, ORDERED)
      const features = featuresOf(this.model, this.collection, signals, channels, first)
      const placed = first
        .map((document, at) => ({
          document,
          worth: forest.start * (channels.total[document] as number) + treesOf(forest, features, at * FEATURE_COUNT),
        }))
        .sort((a, b) => b.worth - a.worth)
      // They share out the scores they had, so that they stand rightly among those the trees did not see.
      const shares = first.map((document) => scores[document] as number)
      for (const [at, { document }] of placed.entries()) scores[document] = shares[at] as number
    }
    return { scores, channels, signals, best }
  }

  #lift(scores: Float32Array, promising: number[], laws: ReadonlySet<number>): void {
    for (const at of promising)
      if (laws.has(this.collection.lawOf[at] as number)) scores[at] = (scores[at] as number) + NAMED_LAW
  }

  #standingOf({ text }: Question, allowed: Uint8Array): Uint8Array {
    const { size, alive, levels, newer, places } = this.collection
    const standing = this.#standing
    const stands = (at: number) => alive[at] === 1 && allowed[at] === 1
    let national = false
    for (let at = 0; at < size; at += 1) {
      let next = newer[at] as number
      while (next >= 0 && !stands(next)) next = newer[next] as number
      standing[at] = !stands(at)
        ? OUT
        : next >= 0
          ? OLDER
          : levels[at] === LOCAL
            ? BESIDE
            : levels[at] === OTHER
              ? CASE
              : FIRST
      if (standing[at] === FIRST) national = true
    }
    // Nothing but local law was asked for.
    if (!national) for (let at = 0; at < size; at += 1) if (standing[at] === BESIDE) standing[at] = FIRST
    for (const [place, documents] of places)
      if (text.includes(place)) for (const at of documents) if (standing[at] === BESIDE) standing[at] = NAMED
    return standing
  }
}
