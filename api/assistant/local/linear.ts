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
  /** `signs`: words written behind the text, in letters no message has. */
  readonly score: (lower: string, signs?: string) => Float64Array
}

/** Weight of a term by how often it stands in the text: the first time says most. */
export const dampen = (count: number): number => 1 + Math.log(count)

/** Every term of every model by one number, so that a text is cut into terms once and looked up once for all of them. */
const vocabulary = new Map<string, number>()
let last: { text: string; size: number; counts: ReadonlyMap<number, number> } | undefined

const addTerms = (text: string, counts: Map<number, number>): void =>
  eachTerm(text, (term) => {
    const id = vocabulary.get(term)
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  })

/** How often each known term stands in a text; one turn asks for the same text again and again. */
const termsOf = (text: string): ReadonlyMap<number, number> => {
  if (last?.text === text && last.size === vocabulary.size) return last.counts
  const counts = new Map<number, number>()
  addTerms(text, counts)
  last = { text, size: vocabulary.size, counts }
  return counts
}

const numberOf = (term: string): number => {
  const known = vocabulary.get(term)
  if (known !== undefined) return known
  const next = vocabulary.size
  vocabulary.set(term, next)
  return next
}

/** Unpacks a model; some ten milliseconds, once per process. */
export const unpack = (packed: PackedModel): LinearModel => {
  const ids = packed.terms.split('\n').map(numberOf)
  const places = new Int32Array(vocabulary.size).fill(-1)
  for (const [at, id] of ids.entries()) places[id] = at
  const bytes = new Int8Array(Buffer.from(packed.weights, 'base64'))
  const width = packed.labels.length
  const countsOf = (lower: string, signs: string): ReadonlyMap<number, number> => {
    if (signs === '') return termsOf(lower)
    const counts = new Map(termsOf(lower))
    addTerms(signs, counts)
    return counts
  }
  const score = (lower: string, signs = ''): Float64Array => {
    const counts: [at: number, count: number][] = []
    for (const [id, count] of countsOf(lower, signs)) {
      const at = places[id] ?? -1
      if (at >= 0) counts.push([at, count])
    }
    let norm = 0
    for (const [, count] of counts) norm += dampen(count) ** 2
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
