/** The learned map from a question's terms to where its answers lie in the term space: ridge regression with a kernel over questions, laid out over terms. */
import { pointOf } from '../ranking/build-segment.ts'
import type { QuestionLore } from '../ranking/model.ts'
import { LEADING, type Segment } from '../ranking/segment.ts'
import { cholesky, solve } from './linear.ts'
import { type Asked, type Ground, PAIRS } from './lore.ts'

const RIDGE = 0.1
/** Part of the question's own place that the map starts from; the same as in `signals.ts`. */
const OWN = 0.3

export function fitMap(ground: Ground, lore: QuestionLore, asked: readonly Asked[]): Map<number, Float32Array> {
  const { dims } = ground.space
  const size = asked.length
  const vectors = asked.map((question) => vectorOf(lore, question))
  const holders = new Map<number, [number, number][]>()
  for (const [at, vector] of vectors.entries())
    for (const [term, weight] of vector) {
      const list = holders.get(term) ?? []
      holders.set(term, list)
      list.push([at, weight])
    }
  const kernel = new Float64Array(size * size)
  for (const list of holders.values())
    for (const [a, x] of list)
      for (const [b, y] of list) kernel[a * size + b] = (kernel[a * size + b] as number) + x * y
  for (let at = 0; at < size; at += 1) kernel[at * size + at] = (kernel[at * size + at] as number) + RIDGE
  cholesky(kernel, size)
  const right = new Float64Array(size * dims)
  for (const [at, question] of asked.entries()) right.set(wayTo(ground, question), at * dims)
  solve(kernel, size, right, dims)
  const map = new Map<number, Float32Array>()
  for (const [term, list] of holders) {
    const sum = new Float32Array(dims)
    for (const [at, weight] of list)
      for (let dim = 0; dim < dims; dim += 1)
        sum[dim] = (sum[dim] as number) + weight * (right[at * dims + dim] as number)
    map.set(term, sum)
  }
  return map
}

function vectorOf({ terms, weight }: QuestionLore, { words, pairs }: Asked): [number, number][] {
  const weighed = [...words.map((term) => [term, 1] as const), ...pairs.map((term) => [term, PAIRS] as const)].map(
    ([term, share]): [number, number] => [terms.get(term) ?? 0, share * (weight[terms.get(term) ?? 0] ?? 0)],
  )
  const length = Math.hypot(...weighed.map(([, value]) => value)) || 1
  return weighed.map(([term, value]) => [term, value / length])
}

/** From the question's own place to the middle of its answers. */
function wayTo({ background, space, segment }: Ground, { words, answers }: Asked): Float32Array {
  const { dims } = space
  const bytes = new Int8Array(dims)
  const step = pointOf({ background, space }, [words], bytes)
  const way = new Float32Array(dims)
  for (let dim = 0; dim < dims; dim += 1) {
    let sum = -OWN * step * (bytes[dim] as number)
    for (const place of answers) sum += along(segment, place, dim) / answers.length
    way[dim] = sum
  }
  return way
}

/** A document's point in one dimension. */
function along({ leading, trailing, pointScale, size }: Segment, place: number, dim: number): number {
  const rest = trailing.length / size
  const value = dim < LEADING ? leading[place * LEADING + dim] : trailing[place * rest + dim - LEADING]
  return (pointScale[place] as number) * (value as number)
}
