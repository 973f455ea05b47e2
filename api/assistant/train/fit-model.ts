/** From examples to a packed model: choose the terms, fit, keep what matters, round to bytes. */
import { dampen, type PackedModel } from '../local/linear.ts'
import { eachTerm } from '../local/terms.ts'
import { type Fit, type Row, train, type Weights } from './logistic.ts'

/** A text with the number of its label. */
export interface Labelled {
  readonly text: string
  readonly label: number
  readonly weight: number
}

const DEFAULT: Fit = { passes: 6, step: 0.3, decay: 1e-5 }

const countsOf = (text: string): Map<string, number> => {
  const counts = new Map<string, number>()
  eachTerm(text, (term) => counts.set(term, (counts.get(term) ?? 0) + 1))
  return counts
}

const rowOf = (counts: ReadonlyMap<string, number>, index: ReadonlyMap<string, number>, example: Labelled): Row => {
  const known = [...counts].filter(([term]) => index.has(term))
  const norm = Math.sqrt(known.reduce((sum, [, count]) => sum + dampen(count) ** 2, 0) || 1)
  return {
    at: Int32Array.from(known, ([term]) => index.get(term) ?? 0),
    value: Float64Array.from(known, ([, count]) => dampen(count) / norm),
    label: example.label,
    weight: example.weight,
  }
}

/** Terms seen in at least `least` texts. */
const chooseTerms = (all: readonly ReadonlyMap<string, number>[], least: number): string[] => {
  const seen = new Map<string, number>()
  for (const counts of all) for (const term of counts.keys()) seen.set(term, (seen.get(term) ?? 0) + 1)
  return [...seen].flatMap(([term, count]) => (count >= least ? [term] : []))
}

/** The `most` terms whose weights differ most between labels. */
const strongest = (terms: readonly string[], weights: Weights, most: number): number[] => {
  const { width, of } = weights
  const spread = terms.map((_, at) => {
    const slice = of.subarray(at * width, at * width + width)
    return Math.max(...slice) - Math.min(...slice)
  })
  return terms
    .map((_, at) => at)
    .sort((a, b) => (spread[b] ?? 0) - (spread[a] ?? 0))
    .slice(0, most)
}

const pack = (
  labels: readonly string[],
  terms: readonly string[],
  weights: Weights,
  kept: readonly number[],
  source: string,
): PackedModel => {
  const { width, of, bias } = weights
  const values = kept.flatMap((at) => [...of.subarray(at * width, at * width + width)])
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-9)
  const step = most / 127
  const bytes = Int8Array.from(values, (value) => Math.round(value / step))
  return {
    source,
    labels,
    terms: kept.map((at) => terms[at]).join('\n'),
    weights: Buffer.from(bytes.buffer).toString('base64'),
    step: Number(step.toPrecision(6)),
    bias: [...bias].map((value) => Number(value.toFixed(5))),
  }
}

/** Fits one model; `least` texts a term must stand in, `most` terms are kept. */
export const fitModel = (
  examples: readonly Labelled[],
  labels: readonly string[],
  source: string,
  { least = 3, most = 20_000, fit = DEFAULT }: { least?: number; most?: number; fit?: Fit } = {},
): PackedModel => {
  const counts = examples.map(({ text }) => countsOf(text))
  const terms = chooseTerms(counts, least)
  const index = new Map(terms.map((term, at) => [term, at]))
  const rows = examples.map((example, at) => rowOf(counts[at] ?? new Map(), index, example))
  const weights = train(rows, terms.length, labels.length, fit)
  return pack(labels, terms, weights, strongest(terms, weights, most), source)
}
