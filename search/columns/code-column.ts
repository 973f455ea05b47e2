/** A field of few different values, or lists of them: one small number a row, the values once. */
import type { Filter } from '../engine.ts'
import { type Codes, wider } from './codes.ts'

export type Value = string | number | null

export class CodeColumn {
  /** Code of each row; 0 where there is none. */
  codes: Codes
  /** What each code stands for, as stored: of a list, its JSON. */
  readonly stored: Value[] = [null]
  readonly #codeOf = new Map<Value, number>([[null, 0]])
  readonly #list: boolean
  /** Of lists, the members of each code. */
  readonly #members: (readonly string[])[] = [[]]

  constructor(rows: number, list: boolean) {
    this.codes = new Uint8Array(rows)
    this.#list = list
  }

  set(row: number, value: Value): void {
    let code = this.#codeOf.get(value)
    if (code === undefined) {
      code = this.stored.push(value) - 1
      this.#codeOf.set(value, code)
      if (this.#list) this.#members.push([...new Set(JSON.parse(String(value)) as string[])])
      this.codes = wider(this.codes, code)
    }
    this.codes[row] = code
  }

  grow(rows: number): void {
    const before = this.codes
    this.codes = new (before.constructor as new (size: number) => Codes)(rows)
    this.codes.set(before)
  }

  /** Marks each of the rows that does not pass. */
  miss(filter: Filter, rows: Uint32Array, misses: Uint8Array): void {
    const missing = Uint8Array.from(this.stored, (_, code) => (this.passes(filter, code) ? 0 : 1))
    const { codes } = this
    for (let at = 0; at < rows.length; at += 1)
      misses[at] = (misses[at] as number) | (missing[codes[rows[at] as number] as number] as number)
  }

  /** Whether what the code stands for passes. */
  passes(filter: Filter, code: number): boolean {
    const value = this.stored[code] ?? null
    const held: readonly Value[] = this.#list ? (this.#members[code] ?? []) : value === null ? [] : [value]
    if ('in' in filter) return held.some((each) => isAmong(filter.in, each))
    if ('notIn' in filter) return !held.some((each) => isAmong(filter.notIn, each))
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter
    return held.some((each) => typeof each === 'number' && each >= from && each <= to)
  }

  /** @param counts by code @returns the same by value; of lists, by member */
  named(counts: readonly number[]): Map<string, number> {
    const named = new Map<string, number>()
    for (const [code, count] of counts.entries()) {
      const value = this.stored[code] ?? null
      if (count === 0) continue
      for (const each of this.#list ? (this.#members[code] ?? []) : value === null ? [] : [value])
        named.set(String(each), (named.get(String(each)) ?? 0) + count)
    }
    return named
  }

  /** A number for each of the rows by which they stand in the order of their values: none, numbers, text by its bytes. */
  keys(rows: Uint32Array): Float64Array {
    const order = [...this.stored.keys()].sort((a, b) => compare(this.stored[a] ?? null, this.stored[b] ?? null))
    const places = new Float64Array(order.length)
    for (const [place, code] of order.entries()) places[code] = place
    const { codes } = this
    const keys = new Float64Array(rows.length)
    for (let at = 0; at < rows.length; at += 1) keys[at] = places[codes[rows[at] as number] as number] as number
    return keys
  }
}

const isAmong = (wanted: readonly (string | number | boolean)[], value: Value) =>
  wanted.some((each) => (typeof each === 'boolean' ? Number(each) : each) === value)

function compare(a: Value, b: Value): number {
  const rank = (value: Value) => (value === null ? 0 : typeof value === 'number' ? 1 : 2)
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  return typeof a === 'number' ? a - Number(b) : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))
}
