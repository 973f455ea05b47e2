/** A field of many different numbers, a day or a sum: the number of each row. */
import type { Filter } from '../engine.ts'
import type { Value } from './code-column.ts'

export class NumberColumn {
  /** NaN for none. Of one kind in every column: a loop that has met two kinds of array runs at half the speed. */
  numbers: Float64Array

  constructor(rows: number) {
    this.numbers = new Float64Array(rows)
  }

  set(row: number, value: Value): void {
    this.numbers[row] = value === null ? Number.NaN : Number(value)
  }

  grow(rows: number): void {
    const before = this.numbers
    this.numbers = new Float64Array(rows)
    this.numbers.set(before)
  }

  /** Marks each of the rows that does not pass. */
  miss(filter: Filter, rows: Uint32Array, misses: Uint8Array): void {
    const { numbers } = this
    if ('in' in filter || 'notIn' in filter) {
      const given = 'in' in filter ? filter.in : filter.notIn
      const wanted = new Set(given.filter((value) => typeof value !== 'string').map(Number))
      const inside = 'in' in filter
      for (let at = 0; at < rows.length; at += 1)
        if (wanted.has(numbers[rows[at] as number] as number) !== inside) misses[at] = 1
      return
    }
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter
    missOutside(numbers, rows, from, to, misses)
  }

  /** The number of each of the rows; that of those without one comes before all others. */
  keys(rows: Uint32Array): Float64Array {
    const { numbers } = this
    const keys = new Float64Array(rows.length)
    for (let at = 0; at < rows.length; at += 1) {
      const number = numbers[rows[at] as number] as number
      keys[at] = Number.isNaN(number) ? Number.NEGATIVE_INFINITY : number
    }
    return keys
  }
}

// Loops over a million rows stand alone, and without a branch where the data decide it: they run several times as fast.
function missOutside(numbers: Float64Array, rows: Uint32Array, from: number, to: number, misses: Uint8Array): void {
  for (let at = 0; at < rows.length; at += 1) {
    const number = numbers[rows[at] as number] as number
    misses[at] = (misses[at] as number) | (number >= from ? 0 : 1) | (number <= to ? 0 : 1)
  }
}
