/** Which records a file has named already: 20 bytes a record, however many there are. */

const START = 1 << 16

export class SeenKeys {
  #size = 0
  #slots = START
  /** Four words of a key and the line it first stood on. */
  #table = new Uint32Array(START * 5)

  /** @param key base64url of a hash, at least 22 signs @returns the line it first stood on; null the first time */
  first(key: string, line: number): number | null {
    if (this.#size * 2 > this.#slots) this.#grow()
    const words = Buffer.from(key, 'base64url')
    const at = this.#find(words.readUInt32LE(0), words.readUInt32LE(4), words.readUInt32LE(8), words.readUInt32LE(12))
    const before = this.#table[at + 4] ?? 0
    if (before !== 0) return before
    for (let word = 0; word < 4; word += 1) this.#table[at + word] = words.readUInt32LE(word * 4)
    this.#table[at + 4] = line
    this.#size += 1
    return null
  }

  #find(a: number, b: number, c: number, d: number): number {
    const table = this.#table
    for (let slot = a % this.#slots; ; slot = (slot + 1) % this.#slots) {
      const at = slot * 5
      if (table[at + 4] === 0) return at
      if (table[at] === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d) return at
    }
  }

  #grow(): void {
    const old = this.#table
    this.#slots *= 2
    this.#table = new Uint32Array(this.#slots * 5)
    for (let at = 0; at < old.length; at += 5) {
      if (old[at + 4] === 0) continue
      this.#table.set(
        old.subarray(at, at + 5),
        this.#find(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0, old[at + 3] ?? 0),
      )
    }
  }
}
