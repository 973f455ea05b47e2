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
}

/** Weights by term, then label; and the bias of each label. */
export interface Weights {
  readonly width: number
  readonly of: Float64Array
  readonly bias: Float64Array
}

/** A small generator, so that training gives the same numbers every time. */
export const shuffler = (seed: number): (<T>(items: readonly T[]) => T[]) => {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
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

/** Fits weights for `terms` terms and `width` labels. */
export const train = (rows: readonly Row[], terms: number, width: number, fit: Fit): Weights => {
  const weights: Weights = { width, of: new Float64Array(terms * width), bias: new Float64Array(width) }
  const seen = new Float64Array(terms * width).fill(1e-6)
  const seenBias = new Float64Array(width).fill(1e-6)
  const shuffle = shuffler(7)
  for (let pass = 0; pass < fit.passes; pass++) {
    for (const row of shuffle(rows)) {
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
  }
  return weights
}
