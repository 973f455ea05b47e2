import { eachTerm } from './terms.ts'

/** A trained model as it ships: terms, and per term one small whole number for each label. Learned numbers, no text. */
export interface PackedModel {
  readonly source: string
  readonly labels: readonly string[]
  /** Terms, one per line. */
  readonly terms: string
  /** Base64 of signed bytes, `labels.length` for each term. */
  readonly weights: string
  /** A weight of 1 in the packed bytes is worth this much. */
  readonly step: number
  readonly bias: readonly number[]
}

/** Scores of each label for a text (logits); and how much every term spoke for a label. */
export interface LinearModel {
  readonly labels: readonly string[]
  readonly score: (lower: string) => Float64Array
}

/** Weight of a term by how often it stands in the text: the first time says most. */
export const dampen = (count: number): number => 1 + Math.log(count)

/** Unpacks a model; some ten milliseconds, once per process. */
export const unpack = (packed: PackedModel): LinearModel => {
  const index = new Map(packed.terms.split('\n').map((term, at) => [term, at]))
  const bytes = new Int8Array(Buffer.from(packed.weights, 'base64'))
  const width = packed.labels.length
  const score = (lower: string): Float64Array => {
    const counts = new Map<number, number>()
    eachTerm(lower, (term) => {
      const at = index.get(term)
      if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1)
    })
    let norm = 0
    for (const count of counts.values()) norm += dampen(count) ** 2
    const scale = packed.step / Math.sqrt(norm || 1)
    const scores = Float64Array.from(packed.bias)
    for (const [at, count] of counts) {
      const value = dampen(count) * scale
      for (let label = 0; label < width; label++) {
        scores[label] = (scores[label] ?? 0) + value * (bytes[at * width + label] ?? 0)
      }
    }
    return scores
  }
  return { labels: packed.labels, score }
}

/** Logits to probabilities that add up to one. */
export const softmax = (scores: Float64Array): Float64Array => {
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
