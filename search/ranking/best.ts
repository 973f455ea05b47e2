/** Picks the largest of many numbers. */

/**
 * Places of the `count` largest values, the largest first; equal ones in their order. Values of -Infinity are left out.
 *
 * @param among only these places, in ascending order; all when absent
 */
export function largest(values: Float32Array, count: number, among?: Uint32Array): number[] {
  const places = new Int32Array(count)
  const kept = new Float32Array(count)
  let size = 0
  const end = among ? among.length : values.length
  for (let next = 0; next < end; next += 1) {
    const at = among ? (among[next] as number) : next
    const value = values[at] as number
    if (value === Number.NEGATIVE_INFINITY || (size === count && value <= (kept[0] as number))) continue
    let hole: number
    if (size < count) {
      hole = size
      size += 1
      for (let up = (hole - 1) >> 1; hole > 0 && (kept[up] as number) > value; up = (hole - 1) >> 1) {
        kept[hole] = kept[up] as number
        places[hole] = places[up] as number
        hole = up
      }
    } else {
      hole = 0
      for (;;) {
        let child = 2 * hole + 1
        if (child + 1 < size && (kept[child + 1] as number) < (kept[child] as number)) child += 1
        if (child >= size || (kept[child] as number) >= value) break
        kept[hole] = kept[child] as number
        places[hole] = places[child] as number
        hole = child
      }
    }
    kept[hole] = value
    places[hole] = at
  }
  return Array.from(places.subarray(0, size)).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
}
