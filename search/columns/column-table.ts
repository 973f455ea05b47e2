/** Fields of a whole collection in memory, by row of its tables: about 50 bytes a document. */
import type { IndexDefinition } from '../engine.ts'
import { CodeColumn, type Value } from './code-column.ts'
import { Combinations } from './combinations.ts'
import { NumberColumn } from './number-column.ts'

export type Column = CodeColumn | NumberColumn

/** A collection that grows gets this share more room at once. */
const GROWTH = 1.25

export class ColumnTable {
  readonly #index: IndexDefinition
  readonly #columns = new Map<string, Column>()
  #alive: Uint8Array
  #all: Uint32Array | undefined
  /** Of the values of the facets. */
  readonly combinations: Combinations
  /** Documents. */
  size = 0

  /** @param room rows it will hold for now */
  constructor(index: IndexDefinition, room: number) {
    this.#index = index
    this.#alive = new Uint8Array(room + 1)
    this.combinations = new Combinations(room + 1, index.facets.length)
  }

  /** @param values in the order of the definition's columns */
  set(row: number, values: readonly Value[]): void {
    if (row >= this.#alive.length) this.#grow(Math.ceil((row + 1) * GROWTH))
    this.#index.columns.forEach((field, at) => {
      const value = values[at] ?? null
      const column = this.#columns.get(field)
      if (column) column.set(row, value)
      else if (value !== null) this.#begin(field, value).set(row, value)
    })
    this.#all = undefined
    if (this.#alive[row]) this.combinations.remove(row)
    this.combinations.set(row, this.#facetCodes(row))
    if (this.#alive[row]) return
    this.#alive[row] = 1
    this.size += 1
  }

  remove(row: number): void {
    if (!this.#alive[row]) return
    this.#alive[row] = 0
    this.combinations.remove(row)
    this.#all = undefined
    this.size -= 1
  }

  /** The column of a facet. Undefined where no document has a value. @throws Error when the field is no facet */
  facet(field: string): CodeColumn | undefined {
    if (!this.#index.facets.includes(field)) throw new Error(`${this.#index.name}.${field} is not a facet`)
    const column = this.#columns.get(field)
    return column instanceof CodeColumn ? column : undefined
  }

  /** Undefined where no document has a value. @throws Error when the field is not among the columns */
  column(field: string): Column | undefined {
    if (!this.#index.columns.includes(field)) throw new Error(`${this.#index.name}.${field} is no column`)
    return this.#columns.get(field)
  }

  /** Rows that hold a document, ascending. */
  rows(): Uint32Array {
    if (this.#all) return this.#all
    const rows = new Uint32Array(this.size)
    let count = 0
    for (let row = 0; row < this.#alive.length; row += 1) if (this.#alive[row]) rows[count++] = row
    this.#all = rows
    return rows
  }

  #facetCodes(row: number): number[] {
    return this.#index.facets.map((field) => this.facet(field)?.codes[row] ?? 0)
  }

  /** Rows before had no value in it. */
  #begin(field: string, value: Value): Column {
    const { facets, lists } = this.#index
    const rows = this.#alive.length
    const coded = typeof value === 'string' || facets.includes(field)
    const column = coded ? new CodeColumn(rows, lists.includes(field)) : new NumberColumn(rows)
    if (column instanceof NumberColumn) for (const row of this.rows()) column.set(row, null)
    this.#columns.set(field, column)
    return column
  }

  #grow(rows: number): void {
    const before = this.#alive
    this.#alive = new Uint8Array(rows)
    this.#alive.set(before)
    for (const column of this.#columns.values()) column.grow(rows)
    this.combinations.grow(rows)
  }
}
