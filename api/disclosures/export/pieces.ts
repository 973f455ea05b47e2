/** Text and bytes gathered to pieces worth sending: a million lines of text would be copied three times over as strings. */

/** Bytes; whoever takes a piece holds all of this, so that it is filled before it is sent. */
const PIECE = 1024 * 1024

/** Whether a piece of so many bytes is enough to send. */
export const isFull = (bytes: number): boolean => bytes > 0.95 * PIECE

export class Pieces {
  #bytes = Buffer.allocUnsafeSlow(PIECE)
  #size = 0

  text(text: string): void {
    // A sign of a text takes three bytes at most.
    this.#makeRoom(text.length * 3)
    this.#size += this.#bytes.write(text, this.#size)
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    this.#bytes.set(bytes, this.#size)
    this.#size += bytes.length
  }

  get full(): boolean {
    return isFull(this.#size)
  }

  get empty(): boolean {
    return this.#size === 0
  }

  /** All of it; the buffer behind is the taker's. */
  take(): Uint8Array<ArrayBuffer> {
    const piece = this.#bytes.subarray(0, this.#size)
    this.#bytes = Buffer.allocUnsafeSlow(PIECE)
    this.#size = 0
    return piece
  }

  #makeRoom(most: number): void {
    if (this.#size + most <= this.#bytes.length) return
    const before = this.#bytes
    this.#bytes = Buffer.allocUnsafeSlow(before.length * 2 + most)
    this.#bytes.set(before.subarray(0, this.#size))
  }
}
