/** Puts places in order by numbers of theirs, the smaller first; equal ones stay as they stand. */

/** One array of numbers for each thing to order by, the first thing first. */
export type Keys = readonly Float64Array[]

/** The first `count` places of `size`, in order. */
export function firstPlaces(keys: Keys, size: number, count: number): Uint32Array {
  if (count >= size / 4) return (quickly(keys, size) ?? slowly(keys, size)).subarray(0, count)
  const before = orderBy(keys)
  const first = keys[0] ?? new Float64Array(size)
  // A heap of the best so far, the last of them on top.
  const heap = new Uint32Array(count)
  let held = 0
  let limit = Number.POSITIVE_INFINITY
  for (let place = 0; place < size && count > 0; place += 1) {
    if ((first[place] as number) > limit) continue
    let hole: number
    if (held < count) {
      hole = held
      held += 1
      for (let up = (hole - 1) >> 1; hole > 0 && before(heap[up] as number, place) < 0; up = (hole - 1) >> 1) {
        heap[hole] = heap[up] as number
        hole = up
      }
    } else {
      if (before(place, heap[0] as number) > 0) continue
      hole = 0
      for (;;) {
        let child = 2 * hole + 1
        if (child >= held) break
        if (child + 1 < held && before(heap[child + 1] as number, heap[child] as number) > 0) child += 1
        if (before(heap[child] as number, place) < 0) break
        heap[hole] = heap[child] as number
        hole = child
      }
    }
    heap[hole] = place
    if (held === count) limit = first[heap[0] as number] as number
  }
  return heap.subarray(0, held).sort(before)
}

function orderBy(keys: Keys): (a: number, b: number) => number {
  return (a, b) => {
    for (const key of keys) {
      const [one, other] = [key[a] as number, key[b] as number]
      if (one !== other) return one < other ? -1 : 1
    }
    return a - b
  }
}

const slowly = (keys: Keys, size: number) => Uint32Array.from({ length: size }, (_, place) => place).sort(orderBy(keys))

/**
 * All places, where the numbers are whole and small: number and place as one number sort without asking back, five times as
 * fast. Null where they are not.
 */
function quickly(keys: Keys, size: number): Uint32Array | null {
  let places = Uint32Array.from({ length: size }, (_, place) => place)
  const together = new Float64Array(size)
  for (const key of keys.toReversed()) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let at = 0; at < size; at += 1) {
      const number = key[at] as number
      if (!Number.isInteger(number)) return null
      if (number < least) least = number
      if (number > most) most = number
    }
    if ((most - least + 1) * size > Number.MAX_SAFE_INTEGER) return null
    for (let at = 0; at < size; at += 1) together[at] = ((key[places[at] as number] as number) - least) * size + at
    together.sort()
    const before = places
    places = Uint32Array.from(together, (number) => before[number % size] as number)
  }
  return places
}
