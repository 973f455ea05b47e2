/** Small regression trees, summed: the last word on the order of the best candidates. */
import { type Arrays, arrayOf } from './packed.ts'

/** Complete trees of one depth, laid one after another. A split without feature goes left. */
export interface Forest {
  trees: number
  depth: number
  /** Feature of each inner node, -1 for none. */
  features: Int32Array
  thresholds: Float32Array
  leaves: Float32Array
  /** How much the first-stage score counts besides the trees. */
  start: number
}

export function treesOf(forest: Forest, values: Float32Array, offset: number): number {
  const { trees, depth, features, thresholds, leaves } = forest
  const inner = (1 << depth) - 1
  let sum = 0
  for (let tree = 0; tree < trees; tree += 1) {
    const base = tree * inner
    let node = 0
    for (let level = 0; level < depth; level += 1) {
      const feature = features[base + node] as number
      const right = feature >= 0 && (values[offset + feature] as number) > (thresholds[base + node] as number)
      node = 2 * node + (right ? 2 : 1)
    }
    sum += leaves[tree * (inner + 1) + node - inner] as number
  }
  return sum
}

export function forestTo(forest: Forest): Arrays {
  return {
    'forest.shape': new Float32Array([forest.depth, forest.start]),
    'forest.features': forest.features,
    'forest.thresholds': forest.thresholds,
    'forest.leaves': forest.leaves,
  }
}

export function forestFrom(arrays: Arrays, trees: number): Forest | null {
  if (trees === 0) return null
  const [depth = 0, start = 0] = arrayOf(arrays, 'forest.shape', 'Float32Array')
  return {
    trees,
    depth,
    start,
    features: arrayOf(arrays, 'forest.features', 'Int32Array'),
    thresholds: arrayOf(arrays, 'forest.thresholds', 'Float32Array'),
    leaves: arrayOf(arrays, 'forest.leaves', 'Float32Array'),
  }
}
