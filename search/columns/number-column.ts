/** A field of many different numbers, a day or a sum: the number of each row. */
import type { Filter } from '../engine.ts'
import type { Value } from './code-column.ts'

export class NumberColumn {
  /** Whole numbers below 2^32 as long as nothing else comes; NaN for none. */
  numbers: Uint32Array | Float64Array

  constructor(rows: number) {
    this.numbers = new Uint32Array(rows)
  }

  set(row: number, value: Value): void {
    const number = value === null ? Number.NaN : Number(value)
    if (this.numbers instanceof Uint32Array && number !== number >>> 0) this.numbers = new Float64Array(this.numbers)
    this.numbers[row] = number
  }

  grow(rows: number): void {
    const before = this.numbers
    this.numbers = before instanceof Uint32Array ? new Uint32Array(rows) : new Float64Array(rows)
    this.numbers.set(before)
  }

  /** Sets `bit` for each of the rows that does not pass. */
  miss(filter: Filter, rows: Uint32Array, misses: Uint16Array, bit: number): void {
    const { numbers } = this
    if ('in' in filter || 'notIn' in filter) {
      const given = 'in' in filter ? filter.in : filter.notIn
      const wanted = new Set(given.filter((value) => typeof value !== 'string').map(Number))
      const inside = 'in' in filter
      for (let at = 0; at < rows.length; at += 1)
        if (wanted.has(numbers[rows[at] as number] as number) !== inside) misses[at] = (misses[at] as number) | bit
      return
    }
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter
    for (let at = 0; at < rows.length; at += 1) {
      const number = numbers[rows[at] as number] as number
      if (!(number >= from && number <= to)) misses[at] = (misses[at] as number) | bit
    }
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
