/** As much of the syntax of PDF (ISO 32000-1 §7) as it takes to find dictionaries and streams where they stand. Pure. */

/** A dictionary, its entries, and the bytes of its stream if it has one; positions are bytes of the file. */
export interface PdfObject {
  number: number
  /** First byte behind `<<`, and the byte of `>>`. */
  from: number
  to: number
  /** By name without its slash: from the slash to the end of the value, and the value as it stands. */
  entries: ReadonlyMap<string, { from: number; to: number; value: string }>
  stream?: { from: number; to: number }
}

const SPACE = /[\0\t\n\f\r ]/
const HEAD = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj\b|\btrailer\b/g
const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]+/y
/** A value that is two numbers and an R: another object. */
const REFERENCE = /\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R\b/y
const DEEPEST = 32
/** A longer dictionary is a list of pages or fonts. */
const LONGEST = 64 * 1024
/** Behind a dictionary and behind a stream stands little before the word that follows. */
const SHORT = 256
const GAP = 32
/** A file with more of what looks like an object and is none was made to waste time. */
const MOST_BROKEN = 200
const MOST_HEADS = 200_000

/** Objects and trailers in the order they stand; what cannot be read is left out. */
export function* objectsIn(text: string): Generator<PdfObject> {
  const head = new RegExp(HEAD)
  let [heads, broken] = [0, 0]
  for (let found = head.exec(text); found && broken < MOST_BROKEN; found = head.exec(text)) {
    heads += 1
    if (heads > MOST_HEADS) return
    const object = dictionaryAt(text, head.lastIndex, Number(found[1] ?? 0))
    if (!object) {
      // Numbers, lists and strings stand by themselves too, and end soon.
      if (text.slice(head.lastIndex, head.lastIndex + 16).includes('<<')) broken += 1
      continue
    }
    const stream = streamBehind(text, object)
    yield stream ? { ...object, stream } : object
    head.lastIndex = stream?.to ?? object.to
  }
}

/** The dictionary that begins at a place, white space before it aside. */
export function dictionaryAt(text: string, at: number, number: number): PdfObject | undefined {
  const start = at + skip(text.slice(at, at + GAP), 0)
  const found = dictionaryIn(text.slice(start, start + LONGEST), 0, number)
  if (!found) return undefined
  const entries = [...found.entries].map(
    ([name, { from, to, value }]) => [name, { from: from + start, to: to + start, value }] as const,
  )
  return { number, from: found.from + start, to: found.to + start, entries: new Map(entries) }
}

function dictionaryIn(text: string, at: number, number: number): PdfObject | undefined {
  if (!text.startsWith('<<', at)) return undefined
  const entries = new Map<string, { from: number; to: number; value: string }>()
  for (let next = skip(text, at + 2); ; ) {
    if (text.startsWith('>>', next)) return { number, from: at + 2, to: next, entries }
    const name = match(NAME, text, next)
    if (!name) return undefined
    const start = skip(text, next + name.length)
    const end = endOfValue(text, start, 0)
    if (end === undefined) return undefined
    entries.set(name.slice(1), { from: next, to: end, value: text.slice(start, end) })
    next = skip(text, end)
  }
}

function endOfValue(text: string, at: number, depth: number): number | undefined {
  const char = text[at]
  if (char === undefined || depth > DEEPEST) return undefined
  if (char === '(') return endOfString(text, at)
  if (char === '/') return at + (match(NAME, text, at)?.length ?? 1)
  if (char === '[') {
    for (let next = skip(text, at + 1); ; ) {
      if (text[next] === ']') return next + 1
      const end = endOfValue(text, next, depth + 1)
      if (end === undefined) return undefined
      next = skip(text, end)
    }
  }
  if (text.startsWith('<<', at)) {
    for (let next = skip(text, at + 2); ; ) {
      if (text.startsWith('>>', next)) return next + 2
      const end = endOfValue(text, next, depth + 1)
      if (end === undefined) return undefined
      next = skip(text, end)
    }
  }
  if (char === '<') {
    const close = text.indexOf('>', at)
    return close < 0 ? undefined : close + 1
  }
  const word = match(REFERENCE, text, at) ?? match(WORD, text, at)
  return word ? at + word.length : undefined
}

function endOfString(text: string, at: number): number | undefined {
  let open = 0
  for (let next = at; next < text.length; next += 1) {
    const char = text[next]
    if (char === '\\') next += 1
    else if (char === '(') open += 1
    else if (char === ')') {
      open -= 1
      if (open === 0) return next + 1
    }
  }
  return undefined
}

/** Where the stream of an object lies: by its length when that fits, else up to the word that ends it. */
function streamBehind(text: string, { to, entries }: PdfObject): { from: number; to: number } | undefined {
  const at = to + 2 + skip(text.slice(to + 2, to + 2 + SHORT), 0)
  if (!text.startsWith('stream', at)) return undefined
  const from = at + 6 + (text.startsWith('\r\n', at + 6) ? 2 : 1)
  const length = Number(entries.get('Length')?.value)
  if (
    length >= 0 &&
    text
      .slice(from + length, from + length + SHORT)
      .trimStart()
      .startsWith('endstream')
  )
    return { from, to: from + length }
  const end = text.indexOf('endstream', from)
  return { from, to: end < 0 ? text.length : end }
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** White space and comments say nothing. */
function skip(text: string, at: number): number {
  let next = at
  for (;;) {
    while (next < text.length && SPACE.test(text.charAt(next))) next += 1
    if (text[next] !== '%') return next
    while (next < text.length && text[next] !== '\n' && text[next] !== '\r') next += 1
  }
}
