/** Filters and counts over the typed columns of a collection. */
import type { Filter, IndexDefinition } from '../engine.ts'
import { comparable } from './build-segment.ts'
import type { Collection } from './collection.ts'
import { firstOf } from './merge-segments.ts'

/** 1 for each document that passes all filters, and passed before. @throws Error when a field is not declared filterable */
export function allowedBy(
  collection: Collection,
  index: IndexDefinition,
  filters: readonly Filter[],
  before: Uint8Array | null,
): Uint8Array {
  const allowed = before ? before.slice() : collection.alive.slice()
  for (const filter of filters) {
    const { field } = filter
    if (field !== 'id' && !index.filterable.includes(field)) throw new Error(`${index.name}.${field} is not filterable`)
    const passes = testOf(filter)
    for (const { segment, base } of collection.parts) {
      const column = segment.columns.get(field)
      for (let at = 0; at < segment.size; at += 1) {
        if (!allowed[base + at]) continue
        const from = column ? firstOf(column, at) : 0
        const to = column ? firstOf(column, at + 1) : 0
        if (!passes(column?.values ?? NOTHING, from, to)) allowed[base + at] = 0
      }
    }
  }
  return allowed
}

const NOTHING = new Float64Array()
type Test = (values: Float64Array, from: number, to: number) => boolean

function testOf(filter: Filter): Test {
  if ('in' in filter || 'notIn' in filter) {
    const wanted = new Set(('in' in filter ? filter.in : filter.notIn).map(comparable))
    const inside: Test = (values, from, to) => {
      for (let at = from; at < to; at += 1) if (wanted.has(values[at] as number)) return true
      return false
    }
    return 'in' in filter ? inside : (values, from, to) => !inside(values, from, to)
  }
  const { from: least = Number.NEGATIVE_INFINITY, to: most = Number.POSITIVE_INFINITY } = filter
  return (values, from, to) => {
    for (let at = from; at < to; at += 1)
      if ((values[at] as number) >= least && (values[at] as number) <= most) return true
    return false
  }
}

/** Documents that were found and pass, in ascending order. */
export function bothOf(found: Uint8Array, allowed: Uint8Array): Uint32Array {
  const places = new Uint32Array(found.length)
  let count = 0
  for (let at = 0; at < found.length; at += 1) if (found[at] && allowed[at]) places[count++] = at
  return places.subarray(0, count)
}

/** How many of these documents (in ascending order) hold each value; the commonest first. */
export function countsOf(
  collection: Collection,
  field: string,
  matched: Uint32Array,
  most: number,
): Record<string, number> {
  const known = collection.counted.get(field)
  if (!known) return {}
  const counts = new Uint32Array(known.values.length + 1)
  let next = 0
  for (const [part, { segment, base }] of collection.parts.entries()) {
    const column = segment.columns.get(field)
    const held = known.held[part]
    if (!column || !held) continue
    const { offsets } = column
    while (next < matched.length && (matched[next] as number) < base) next += 1
    for (; next < matched.length && (matched[next] as number) < base + segment.size; next += 1) {
      const at = (matched[next] as number) - base
      if (!offsets) {
        const value = held[at] as number
        counts[value] = (counts[value] as number) + 1
        continue
      }
      for (let place = firstOf(column, at); place < firstOf(column, at + 1); place += 1) {
        const value = held[place] as number
        counts[value] = (counts[value] as number) + 1
      }
    }
  }
  return Object.fromEntries(
    known.values
      .map((value, id): [string, number] => [value, counts[id + 1] as number])
      .filter(([, count]) => count > 0)
      .sort((a, b) => b[1] - a[1])
      .slice(0, most),
  )
}
