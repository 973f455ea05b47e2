/** LambdaMART: small trees grown one after another, each on how much swapping two candidates would better the order. */
import type { Forest } from '../ranking/forest.ts'

/** Candidates of several questions: rows of features, which of them are answers, where each question begins. */
export interface Lists {
  features: Float32Array
  width: number
  right: Uint8Array
  /** One more than questions. */
  starts: readonly number[]
  /** First-stage scores. */
  scores: Float32Array
}

export const SETTINGS = {
  trees: 200,
  depth: 4,
  rate: 0.1,
  leaf: 50,
  ridge: 1,
  bins: 64,
  questions: 0.7,
  features: 0.6,
  start: 0.1,
}

export function growForest(lists: Lists, random: () => number): Forest {
  const { width, right, starts } = lists
  const { trees, depth } = SETTINGS
  const binned = intoBins(lists)
  const inner = (1 << depth) - 1
  const forest: Forest = {
    trees,
    depth,
    start: SETTINGS.start,
    features: new Int32Array(trees * inner).fill(-1),
    thresholds: new Float32Array(trees * inner),
    leaves: new Float32Array(trees * (inner + 1)),
  }
  const scores = Float64Array.from(lists.scores, (score) => SETTINGS.start * score)
  const pull = new Float64Array(right.length)
  const weight = new Float64Array(right.length)
  const used = new Uint8Array(right.length)
  for (let tree = 0; tree < trees; tree += 1) {
    lambdas(lists, scores, pull, weight)
    used.fill(0)
    for (let question = 0; question + 1 < starts.length; question += 1)
      if (random() < SETTINGS.questions) used.fill(1, starts[question], starts[question + 1])
    const columns = Array.from({ length: width }, (_, at) => at).filter(() => random() < SETTINGS.features)
    const grown = growTree(binned, width, columns, pull, weight, used)
    forest.features.set(grown.features, tree * inner)
    forest.thresholds.set(grown.thresholds, tree * inner)
    forest.leaves.set(grown.leaves, tree * (inner + 1))
    for (let row = 0; row < right.length; row += 1)
      scores[row] = (scores[row] as number) + (grown.leaves[(grown.node[row] as number) - inner] as number)
  }
  return forest
}

const worthOf = (place: number) => 1 / Math.log2(place + 2)

function lambdas({ right, starts }: Lists, scores: Float64Array, pull: Float64Array, weight: Float64Array): void {
  pull.fill(0)
  weight.fill(0)
  const bump = (array: Float64Array, at: number, by: number) => {
    array[at] = (array[at] as number) + by
  }
  for (let question = 0; question + 1 < starts.length; question += 1) {
    const [from, to] = [starts[question] as number, starts[question + 1] as number]
    const order = Array.from({ length: to - from }, (_, at) => from + at)
    order.sort((a, b) => (scores[b] as number) - (scores[a] as number))
    let ideal = 0
    let answers = 0
    for (const row of order) if (right[row]) ideal += worthOf(answers++)
    if (answers === 0) continue
    for (const [place, row] of order.entries()) {
      if (!right[row]) continue
      for (const [otherPlace, other] of order.entries()) {
        if (right[other]) continue
        const gain = Math.abs(worthOf(place) - worthOf(otherPlace)) / ideal
        const doubt = 1 / (1 + Math.exp((scores[row] as number) - (scores[other] as number)))
        const curve = Math.max(doubt * (1 - doubt) * gain, 1e-8)
        bump(pull, row, doubt * gain)
        bump(pull, other, -doubt * gain)
        bump(weight, row, curve)
        bump(weight, other, curve)
      }
    }
  }
}

interface Binned {
  bins: Uint8Array
  /** Per feature, the upper bounds of its bins but the last. */
  edges: readonly Float32Array[]
}

function intoBins({ features, width, right }: Lists): Binned {
  const bins = new Uint8Array(features.length)
  const edges: Float32Array[] = []
  const step = Math.max(1, Math.floor(right.length / 20_000))
  for (let feature = 0; feature < width; feature += 1) {
    const sample: number[] = []
    for (let row = 0; row < right.length; row += step) sample.push(features[row * width + feature] as number)
    sample.sort((a, b) => a - b)
    const bounds = Array.from(
      { length: SETTINGS.bins - 1 },
      (_, bin) => sample[Math.floor(((bin + 1) * sample.length) / SETTINGS.bins)] ?? 0,
    )
    const unique = Float32Array.from(new Set(bounds))
    edges.push(unique)
    for (let row = 0; row < right.length; row += 1) {
      const value = features[row * width + feature] as number
      let [low, high] = [0, unique.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (value > (unique[middle] as number)) low = middle + 1
        else high = middle
      }
      bins[row * width + feature] = low
    }
  }
  return { bins, edges }
}

function growTree(
  { bins, edges }: Binned,
  width: number,
  columns: readonly number[],
  pull: Float64Array,
  weight: Float64Array,
  used: Uint8Array,
) {
  const { depth, bins: perFeature, leaf, ridge, rate } = SETTINGS
  const inner = (1 << depth) - 1
  const features = new Int32Array(inner).fill(-1)
  const thresholds = new Float32Array(inner)
  const leaves = new Float32Array(inner + 1)
  const cuts = new Int32Array(inner)
  const node = new Int32Array(used.length)
  for (let level = 0; level < depth; level += 1) {
    const first = (1 << level) - 1
    const size = columns.length * perFeature
    const pulls = new Float64Array(size << level)
    const weights = new Float64Array(size << level)
    const counts = new Int32Array(size << level)
    for (let row = 0; row < used.length; row += 1) {
      if (!used[row] || weight[row] === 0) continue
      const base = ((node[row] as number) - first) * size
      for (let column = 0; column < columns.length; column += 1) {
        const cell = base + column * perFeature + (bins[row * width + (columns[column] as number)] as number)
        pulls[cell] = (pulls[cell] as number) + (pull[row] as number)
        weights[cell] = (weights[cell] as number) + (weight[row] as number)
        counts[cell] = (counts[cell] as number) + 1
      }
    }
    for (let at = 0; at < 1 << level; at += 1) {
      const sum = (array: Float64Array | Int32Array, from: number, to: number) => {
        let total = 0
        for (let cell = from; cell < to; cell += 1) total += array[cell] as number
        return total
      }
      const base = at * size
      const [P, W, N] = [pulls, weights, counts].map((array) => sum(array, base, base + perFeature)) as [
        number,
        number,
        number,
      ]
      let best = 1e-9
      for (const [column, feature] of columns.entries()) {
        let [p, w, n] = [0, 0, 0]
        const bounds = edges[feature] ?? new Float32Array()
        for (let bin = 0; bin < bounds.length; bin += 1) {
          const cell = base + column * perFeature + bin
          p += pulls[cell] as number
          w += weights[cell] as number
          n += counts[cell] as number
          if (n < leaf || N - n < leaf) continue
          const gain = (p * p) / (w + ridge) + ((P - p) * (P - p)) / (W - w + ridge) - (P * P) / (W + ridge)
          if (gain <= best) continue
          best = gain
          features[first + at] = feature
          thresholds[first + at] = bounds[bin] as number
          cuts[first + at] = bin
        }
      }
    }
    for (let row = 0; row < node.length; row += 1) {
      const here = node[row] as number
      const feature = features[here] as number
      const goesRight = feature >= 0 && (bins[row * width + feature] as number) > (cuts[here] as number)
      node[row] = 2 * here + (goesRight ? 2 : 1)
    }
  }
  const pulls = new Float64Array(inner + 1)
  const weights = new Float64Array(inner + 1)
  for (let row = 0; row < node.length; row += 1) {
    if (!used[row]) continue
    const at = (node[row] as number) - inner
    pulls[at] = (pulls[at] as number) + (pull[row] as number)
    weights[at] = (weights[at] as number) + (weight[row] as number)
  }
  for (let at = 0; at <= inner; at += 1) leaves[at] = (rate * (pulls[at] as number)) / ((weights[at] as number) + ridge)
  return { features, thresholds, leaves, node }
}
