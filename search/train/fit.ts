/** From laws and questions to a ranking model; the trees learn only from questions that the tables before them had not seen. */

import { Collection } from '../ranking/collection.ts'
import { FEATURE_COUNT, featuresOf } from '../ranking/features.ts'
import type { RankingModel } from '../ranking/model.ts'
import { ORDERED, Ranker } from '../ranking/rank.ts'
import type { Segment } from '../ranking/segment.ts'
import { growForest, type Lists } from './boost.ts'
import { type Asked, fitModel, type Ground } from './lore.ts'

/** Parts the questions are cut into so that each is scored by tables of the others. */
const PARTS = 5

export function fitAll(ground: Ground, segment: Segment, asked: readonly Asked[], random: () => number): RankingModel {
  const lists: ListsBuilder = new ListsBuilder()
  for (let part = 0; part < PARTS; part += 1) {
    const model = fitModel(
      ground,
      asked.filter((_, at) => at % PARTS !== part),
    )
    const ranker = new Ranker(model, new Collection(model, [segment]))
    for (const question of asked.filter((_, at) => at % PARTS === part)) lists.add(ranker, question)
  }
  return { ...fitModel(ground, asked), forest: growForest(lists.finish(), random) }
}

class ListsBuilder {
  readonly #features: Float32Array[] = []
  readonly #right: number[] = []
  readonly #scores: number[] = []
  readonly #starts: number[] = [0]

  add(ranker: Ranker, question: Asked): void {
    const { channels, signals, best } = ranker.rank(question, null)
    const candidates = best.slice(0, ORDERED)
    this.#features.push(featuresOf(ranker.model, ranker.collection, signals, channels, candidates))
    for (const document of candidates) {
      this.#right.push(question.answers.includes(document) ? 1 : 0)
      this.#scores.push(channels.total[document] ?? 0)
    }
    this.#starts.push(this.#right.length)
  }

  finish(): Lists {
    const features = new Float32Array(this.#right.length * FEATURE_COUNT)
    let at = 0
    for (const rows of this.#features) {
      features.set(rows, at)
      at += rows.length
    }
    return {
      features,
      width: FEATURE_COUNT,
      right: Uint8Array.from(this.#right),
      starts: this.#starts,
      scores: Float32Array.from(this.#scores),
    }
  }
}
