/**
 * Which values of the counted fields come together: one small number a row stands for all of them. A million records hold some
 * hundreds of combinations, so that one walk over the rows counts every field, whatever is chosen of the others.
 */
import { type Codes, wider } from './codes.ts'

interface Node {
  /** By the code of the next field. */
  readonly next: Map<number, Node>
  /** Number of the combination, at the last field. */
  id: number
}

export class Combinations {
  /** The combination of each row. */
  codes: Codes
  /** Rows that hold a document, by combination. */
  readonly rows: number[] = []
  /** Of each counted field, its code by combination. */
  readonly codesOf: readonly number[][]
  readonly #root: Node = { next: new Map(), id: -1 }

  constructor(rows: number, fields: number) {
    this.codes = new Uint8Array(rows)
    this.codesOf = Array.from({ length: fields }, () => [])
  }

  /** @param codes of the row in each counted field */
  set(row: number, codes: readonly number[]): void {
    const id = this.#idOf(codes)
    this.codes[row] = id
    this.rows[id] = (this.rows[id] as number) + 1
  }

  /** The row holds no document any more, or will be set anew. */
  remove(row: number): void {
    const id = this.codes[row] as number
    this.rows[id] = (this.rows[id] as number) - 1
  }

  grow(rows: number): void {
    const before = this.codes
    this.codes = new (before.constructor as new (size: number) => Codes)(rows)
    this.codes.set(before)
  }

  #idOf(codes: readonly number[]): number {
    let node = this.#root
    for (const code of codes) {
      let next = node.next.get(code)
      if (!next) {
        next = { next: new Map(), id: -1 }
        node.next.set(code, next)
      }
      node = next
    }
    if (node.id >= 0) return node.id
    node.id = this.rows.push(0) - 1
    for (const [field, code] of codes.entries()) this.codesOf[field]?.push(code)
    this.codes = wider(this.codes, node.id)
    return node.id
  }
}
