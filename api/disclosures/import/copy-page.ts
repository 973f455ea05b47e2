/** Lines for COPY in one piece of memory, so that thousands of records need not stay objects until they are written. */

const START = 1 << 20
/** Bytes given to the connection at once. */
const PIECE = 1 << 17
/** Bytes one sign of a string takes at most. */
const WIDEST = 3

export class CopyPage {
  #bytes = Buffer.allocUnsafe(START)
  /** Where each line ends. */
  #ends: number[] = []
  #size = 0

  /** @param line with its end */
  add(line: string): void {
    const most = this.#size + line.length * WIDEST
    if (most > this.#bytes.length) this.#grow(most)
    this.#size += this.#bytes.write(line, this.#size)
    this.#ends.push(this.#size)
  }

  /** The lines whose places are wanted, several to a piece. */
  *pieces(wanted: (place: number) => boolean): Generator<Buffer> {
    let from = 0
    let to = 0
    for (let place = 0; place < this.#ends.length; place += 1) {
      const end = this.#ends[place] ?? 0
      if (wanted(place)) {
        to = end
        if (to - from < PIECE) continue
      }
      if (to > from) yield this.#bytes.subarray(from, to)
      from = end
      to = end
    }
    if (to > from) yield this.#bytes.subarray(from, to)
  }

  #grow(least: number): void {
    const larger = Buffer.allocUnsafe(Math.max(least, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#size)
    this.#bytes = larger
  }
}
