/** Multinomial logistic regression on sparse rows, by stochastic gradient with per-weight steps (AdaGrad). */

/** One example: term positions with values, the label's number, and how much it counts. */
export interface Row {
  readonly at: Int32Array
  readonly value: Float64Array
  readonly label: number
  readonly weight: number
}

/** How to fit: passes over the data, size of the first steps, pull of every weight towards zero. */
export interface Fit {
  readonly passes: number
  readonly step: number
  readonly decay: number
  /** Part of each row's terms left out at every pass, so that no single word decides; none by default. */
  readonly drop?: number
}

/** Weights by term, then label; and the bias of each label. */
export interface Weights {
  readonly width: number
  readonly of: Float64Array
  readonly bias: Float64Array
}

/** Numbers from 0 to 1, the same every time. */
const generator = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A small generator, so that training gives the same numbers every time. */
export const shuffler = (seed: number): (<T>(items: readonly T[]) => T[]) => {
  const next = generator(seed)
  return (items) => {
    const copy = [...items]
    for (let last = copy.length - 1; last > 0; last--) {
      const other = Math.floor(next() * (last + 1))
      const held = copy[last] as (typeof copy)[number]
      copy[last] = copy[other] as (typeof copy)[number]
      copy[other] = held
    }
    return copy
  }
}

/** Logits of one row. */
export const scoresOf = ({ width, of, bias }: Weights, row: Pick<Row, 'at' | 'value'>): Float64Array => {
  const scores = Float64Array.from(bias)
  for (let entry = 0; entry < row.at.length; entry++) {
    const base = (row.at[entry] ?? 0) * width
    const value = row.value[entry] ?? 0
    for (let label = 0; label < width; label++) scores[label] = (scores[label] ?? 0) + value * (of[base + label] ?? 0)
  }
  return scores
}

const probabilities = (scores: Float64Array): void => {
  let most = Number.NEGATIVE_INFINITY
  for (const score of scores) most = Math.max(most, score)
  let total = 0
  for (let label = 0; label < scores.length; label++) {
    scores[label] = Math.exp((scores[label] ?? 0) - most)
    total += scores[label] ?? 0
  }
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) / total
}

/** A row with a part of its terms left out and the others made up for it. */
const thinned = (row: Row, drop: number, next: () => number): Row => {
  const kept = [...row.at.keys()].filter(() => next() >= drop)
  return {
    ...row,
    at: Int32Array.from(kept, (entry) => row.at[entry] ?? 0),
    value: Float64Array.from(kept, (entry) => (row.value[entry] ?? 0) / (1 - drop)),
  }
}

/** Adds a part of one set of weights to another. */
const add = (to: Weights, from: Weights, part: number): void => {
  for (const [at, value] of from.of.entries()) to.of[at] = (to.of[at] ?? 0) + part * value
  for (const [at, value] of from.bias.entries()) to.bias[at] = (to.bias[at] ?? 0) + part * value
}

/** Fits weights for `terms` terms and `width` labels. */
export const train = (rows: readonly Row[], terms: number, width: number, fit: Fit): Weights => {
  const weights: Weights = { width, of: new Float64Array(terms * width), bias: new Float64Array(width) }
  const seen = new Float64Array(terms * width).fill(1e-6)
  const seenBias = new Float64Array(width).fill(1e-6)
  const shuffle = shuffler(7)
  const next = generator(5)
  const { drop = 0 } = fit
  const first = drop > 0 ? Math.floor(fit.passes / 2) : fit.passes - 1
  const mean: Weights = { width, of: new Float64Array(terms * width), bias: new Float64Array(width) }
  for (let pass = 0; pass < fit.passes; pass++) {
    for (const whole of shuffle(rows)) {
      const row = drop > 0 ? thinned(whole, drop, next) : whole
      const errors = scoresOf(weights, row)
      probabilities(errors)
      errors[row.label] = (errors[row.label] ?? 0) - 1
      for (let label = 0; label < width; label++) {
        const slope = (errors[label] ?? 0) * row.weight
        seenBias[label] = (seenBias[label] ?? 0) + slope * slope
        weights.bias[label] = (weights.bias[label] ?? 0) - (fit.step * slope) / Math.sqrt(seenBias[label] ?? 1)
      }
      for (let entry = 0; entry < row.at.length; entry++) {
        const base = (row.at[entry] ?? 0) * width
        const value = (row.value[entry] ?? 0) * row.weight
        for (let label = 0; label < width; label++) {
          const place = base + label
          const old = weights.of[place] ?? 0
          const slope = (errors[label] ?? 0) * value + fit.decay * old
          const sum = (seen[place] ?? 0) + slope * slope
          seen[place] = sum
          weights.of[place] = old - (fit.step * slope) / Math.sqrt(sum)
        }
      }
    }
    if (pass >= first) add(mean, weights, 1 / (fit.passes - first))
  }
  return mean
}
