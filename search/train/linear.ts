/** Dense linear algebra on row-major typed arrays. */

/** Cholesky factor of a symmetric positive matrix, in place, lower half. */
export function cholesky(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] as number
      const [a, b] = [row * size, column * size]
      for (let at = 0; at < column; at += 1) sum -= (matrix[a + at] as number) * (matrix[b + at] as number)
      matrix[a + column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (matrix[b + column] as number)
    }
}

/** Solves L Lᵀ X = B for X, in place of B (`size` rows of `width`). */
export function solve(factor: Float64Array, size: number, right: Float64Array, width: number): void {
  const take = (into: number, from: number, weight: number) => {
    for (let at = 0; at < width; at += 1)
      right[into * width + at] = (right[into * width + at] as number) - weight * (right[from * width + at] as number)
  }
  const divide = (row: number) => {
    for (let at = 0; at < width; at += 1)
      right[row * width + at] = (right[row * width + at] as number) / (factor[row * size + row] as number)
  }
  for (let row = 0; row < size; row += 1) {
    for (let before = 0; before < row; before += 1) take(row, before, factor[row * size + before] as number)
    divide(row)
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let after = row + 1; after < size; after += 1) take(row, after, factor[after * size + row] as number)
    divide(row)
  }
}

function gram(rows: Float32Array, dims: number): Float64Array {
  const result = new Float64Array(dims * dims)
  for (let from = 0; from < rows.length; from += dims)
    for (let a = 0; a < dims; a += 1) {
      const value = rows[from + a] as number
      if (value === 0) continue
      for (let b = a; b < dims; b += 1)
        result[a * dims + b] = (result[a * dims + b] as number) + value * (rows[from + b] as number)
    }
  for (let a = 0; a < dims; a += 1) for (let b = 0; b < a; b += 1) result[a * dims + b] = result[b * dims + a] as number
  return result
}

/** Makes the columns orthonormal, in place; twice, since once leaves rounding behind. */
export function orthogonalise(rows: Float32Array, dims: number): void {
  const row = new Float64Array(dims)
  for (let time = 0; time < 2; time += 1) {
    const factor = gram(rows, dims)
    cholesky(factor, dims)
    for (let from = 0; from < rows.length; from += dims) {
      for (let a = 0; a < dims; a += 1) {
        let sum = rows[from + a] as number
        for (let b = 0; b < a; b += 1) sum -= (factor[a * dims + b] as number) * (row[b] as number)
        row[a] = sum / (factor[a * dims + a] as number)
      }
      rows.set(row, from)
    }
  }
}

/** Eigenvectors (as columns, strongest first) and eigenvalues of the rows' gram matrix, by Jacobi rotations. */
export function principal(rows: Float32Array, dims: number): { vectors: Float64Array; values: Float64Array } {
  const matrix = gram(rows, dims)
  const turned = new Float64Array(dims * dims)
  for (let dim = 0; dim < dims; dim += 1) turned[dim * dims + dim] = 1
  const rotate = (array: Float64Array, a: number, b: number, step: number, cos: number, sin: number) => {
    for (let at = 0; at < dims; at += 1) {
      const x = array[a + at * step] as number
      const y = array[b + at * step] as number
      array[a + at * step] = cos * x - sin * y
      array[b + at * step] = sin * x + cos * y
    }
  }
  for (let sweep = 0; sweep < 10; sweep += 1)
    for (let p = 0; p < dims; p += 1)
      for (let q = p + 1; q < dims; q += 1) {
        const off = matrix[p * dims + q] as number
        if (Math.abs(off) < 1e-9) continue
        const theta = ((matrix[q * dims + q] as number) - (matrix[p * dims + p] as number)) / (2 * off)
        const tan = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const cos = 1 / Math.sqrt(tan * tan + 1)
        rotate(matrix, p, q, dims, cos, tan * cos)
        rotate(matrix, p * dims, q * dims, 1, cos, tan * cos)
        rotate(turned, p, q, dims, cos, tan * cos)
      }
  const order = Array.from({ length: dims }, (_, dim) => dim).sort(
    (a, b) => (matrix[b * dims + b] as number) - (matrix[a * dims + a] as number),
  )
  const vectors = new Float64Array(dims * dims)
  for (const [to, from] of order.entries())
    for (let at = 0; at < dims; at += 1) vectors[at * dims + to] = turned[at * dims + from] as number
  return { vectors, values: Float64Array.from(order, (dim) => matrix[dim * dims + dim] as number) }
}
