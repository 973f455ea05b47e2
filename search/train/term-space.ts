/** Term space by latent semantic analysis: the main directions of the term–document matrix, found by repeated projection. */
import type { WordCutter } from '../language/words.ts'
import { quantise, type RankedDocument } from '../ranking/build-segment.ts'
import { type RankingModel, rarity } from '../ranking/model.ts'
import { documentWords } from '../ranking/terms.ts'
import { orthogonalise, principal } from './linear.ts'

type Background = RankingModel['background']
const ROUNDS = 3
/** Words in more documents than this share say nothing. */
const COMMON = 0.3
const SURROUNDINGS = 0.7

interface Sparse {
  offsets: number[]
  columns: number[]
  values: number[]
}

export function fitTermSpace(
  cutter: WordCutter,
  documents: readonly RankedDocument[],
  background: Background,
  dims: number,
  random: () => number,
): RankingModel['space'] {
  const rows = new Int32Array(background.list.length).fill(-1)
  let count = 0
  for (const [term, word] of background.list.entries())
    if (!word.startsWith('~') && (background.frequency[term] ?? 0) < background.documents * COMMON) rows[term] = count++
  const matrix = matrixOf(cutter, documents, background, rows)
  let directions = Float32Array.from({ length: count * dims }, () => random() + random() + random() - 1.5)
  orthogonalise(directions, dims)
  for (let round = 0; round < ROUNDS; round += 1) {
    directions = back(matrix, project(matrix, directions, dims), count, dims)
    orthogonalise(directions, dims)
  }
  // The strongest directions are held down to the root of their strength: they say little but are everywhere.
  const { vectors, values } = principal(project(matrix, directions, dims), dims)
  const turned = turn(directions, vectors, dims, (dim) => (values[dim] ?? 1) ** -0.25)
  const space = { dims, rows, values: new Int8Array(count * dims), scale: new Float32Array(count) }
  for (let row = 0; row < count; row += 1) {
    const vector = turned.subarray(row * dims, (row + 1) * dims)
    space.scale[row] = quantise(vector, space.values.subarray(row * dims, (row + 1) * dims)) * Math.hypot(...vector)
  }
  return space
}

function matrixOf(
  cutter: WordCutter,
  documents: readonly RankedDocument[],
  background: Background,
  rows: Int32Array,
): Sparse {
  const matrix: Sparse = { offsets: [0], columns: [], values: [] }
  for (const { body, title, heading } of documents) {
    const counts = new Map<number, number>()
    const add = (text: string, weight: number) => {
      for (const word of documentWords(cutter, text)) {
        const term = background.terms.get(word)
        if (term !== undefined && (rows[term] ?? -1) >= 0) counts.set(term, (counts.get(term) ?? 0) + weight)
      }
    }
    add(body, 1)
    add(title.replaceAll('中华人民共和国', ''), SURROUNDINGS)
    add(heading, SURROUNDINGS)
    const weights = [...counts].map(([term, number]) => [term, Math.log1p(number) * rarity(background, term)] as const)
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1
    for (const [term, weight] of weights) {
      matrix.columns.push(rows[term] ?? 0)
      matrix.values.push(weight / length)
    }
    matrix.offsets.push(matrix.columns.length)
  }
  return matrix
}

function project({ offsets, columns, values }: Sparse, directions: Float32Array, dims: number): Float32Array {
  const result = new Float32Array((offsets.length - 1) * dims)
  for (let row = 0; row + 1 < offsets.length; row += 1)
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at += 1) {
      const [from, weight] = [(columns[at] as number) * dims, values[at] as number]
      for (let dim = 0; dim < dims; dim += 1)
        result[row * dims + dim] = (result[row * dims + dim] as number) + weight * (directions[from + dim] as number)
    }
  return result
}

function back({ offsets, columns, values }: Sparse, points: Float32Array, count: number, dims: number) {
  const result = new Float32Array(count * dims)
  for (let row = 0; row + 1 < offsets.length; row += 1)
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at += 1) {
      const [into, weight] = [(columns[at] as number) * dims, values[at] as number]
      for (let dim = 0; dim < dims; dim += 1)
        result[into + dim] = (result[into + dim] as number) + weight * (points[row * dims + dim] as number)
    }
  return result
}

function turn(rows: Float32Array, vectors: Float64Array, dims: number, weigh: (dim: number) => number): Float32Array {
  const result = new Float32Array(rows.length)
  const weights = Array.from({ length: dims }, (_, dim) => weigh(dim))
  for (let from = 0; from < rows.length; from += dims)
    for (let dim = 0; dim < dims; dim += 1) {
      let sum = 0
      for (let at = 0; at < dims; at += 1) sum += (rows[from + at] as number) * (vectors[at * dims + dim] as number)
      result[from + dim] = sum * (weights[dim] as number)
    }
  return result
}
