/**
 * Rows of a CSV that is written as it should be: cells bare, or whole cells in quotation marks. Whatever is odd is left, from
 * the beginning of its row, to a reader that knows how to forgive (csv.ts); this one is several times as fast. Pure.
 */

/** A longer row is a quotation mark that was never closed. */
const LONGEST_ROW = 4_000_000
/** What stopped the reading of a row. */
const MORE = -1
const ODD = -2

export interface PlainRow {
  cells: string[]
  /** Line the row begins on. */
  line: number
}

export class PlainCsv {
  readonly #delimiter: string
  #text = ''
  #at = 0
  /** Next quotation mark from `#at` on; beyond the text when there is none. */
  #quote = 0
  /** As the first row ends; null until it is seen. */
  #end: '\n' | '\r\n' | null = null
  #cells: string[] = []
  /** Lines before the next row. */
  lines = 0
  /** Set once something odd came: nothing more is read here. */
  odd = false

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  /** How the rows end, for who goes on after something odd. */
  get end(): '\n' | '\r\n' | null {
    return this.#end
  }

  /** What is not read yet. */
  get rest(): string {
    return this.#text.slice(this.#at)
  }

  /** @param last whether no text follows @returns the rows that are whole */
  read(text: string, last: boolean): PlainRow[] {
    this.#text = this.rest + text
    this.#at = 0
    this.#quote = this.#nextQuote(0)
    const rows: PlainRow[] = []
    while (this.#at < this.#text.length && !this.odd) {
      const next = this.#row(last)
      if (next === MORE) break
      if (next === ODD) {
        this.odd = true
        break
      }
      const line = this.lines + 1
      this.lines += this.#quote < next ? breaksIn(this.#text, this.#at, next) : 1
      this.#at = next
      if (this.#quote < next) this.#quote = this.#nextQuote(next)
      if (this.#cells.some((cell) => cell !== '')) rows.push({ cells: this.#cells, line })
    }
    const left = this.#text.length - this.#at
    if (left > LONGEST_ROW || (last && left > 0)) this.odd = true
    return rows
  }

  #nextQuote(from: number): number {
    const at = this.#text.indexOf('"', from)
    return at < 0 ? this.#text.length : at
  }

  /** Reads the cells of the row at `#at`. @returns where the next row begins, MORE or ODD */
  #row(last: boolean): number {
    const text = this.#text
    this.#end ??= endIn(text)
    const end = this.#end
    if (end === null) return text.length > 0 && last && this.#quote === text.length ? this.#only() : last ? ODD : MORE
    const lineEnd = text.indexOf('\n', this.#at)
    if (this.#quote < (lineEnd < 0 ? text.length : lineEnd)) return this.#quoted(last, end)
    if (lineEnd < 0) return last ? this.#only() : MORE
    const wide = end === '\r\n'
    if (wide && text[lineEnd - 1] !== '\r') return ODD
    this.#cells = text.slice(this.#at, wide ? lineEnd - 1 : lineEnd).split(this.#delimiter)
    return lineEnd + 1
  }

  /** A last row without an end. */
  #only(): number {
    this.#cells = this.rest.split(this.#delimiter)
    return this.#text.length
  }

  #quoted(last: boolean, end: '\n' | '\r\n'): number {
    const text = this.#text
    const cells: string[] = []
    for (let at = this.#at; ; ) {
      let to: number
      if (text[at] === '"') {
        const close = closing(text, at + 1)
        // The last sign there is may be the first of two.
        if (close < 0 || (close + 1 >= text.length && !last)) return last ? ODD : MORE
        const inside = text.slice(at + 1, close)
        cells.push(inside.includes('"') ? inside.replaceAll('""', '"') : inside)
        to = close + 1
      } else {
        const delimiter = text.indexOf(this.#delimiter, at)
        const lineEnd = text.indexOf('\n', at)
        to = Math.min(delimiter < 0 ? text.length : delimiter, lineEnd < 0 ? text.length : lineEnd)
        if (to === text.length && !last) return MORE
        if (to === lineEnd && end === '\r\n') to -= 1
        if (to < at) return ODD
        const cell = text.slice(at, to)
        if (cell.includes('"')) return ODD
        cells.push(cell)
      }
      if (text[to] === this.#delimiter) {
        at = to + 1
        continue
      }
      if (to >= text.length || text.startsWith(end, to)) {
        this.#cells = cells
        return to >= text.length ? to : to + end.length
      }
      return to + end.length > text.length && !last ? MORE : ODD
    }
  }
}

/** Place of the mark that ends a cell in marks; -1 when it is not there. */
function closing(text: string, from: number): number {
  for (let at = text.indexOf('"', from); ; at = text.indexOf('"', at + 2)) {
    if (at < 0 || text[at + 1] !== '"') return at
  }
}

/** How the first row ends; null where its end is not there, or of another kind. */
function endIn(text: string): '\n' | '\r\n' | null {
  let inside = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '"') inside = !inside
    else if (!inside && sign === '\n') return '\n'
    else if (!inside && sign === '\r') return text[at + 1] === '\n' ? '\r\n' : null
  }
  return null
}

function breaksIn(text: string, from: number, to: number): number {
  let breaks = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) breaks += 1
  return breaks
}
