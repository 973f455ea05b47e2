/** Turns documents into a segment. */
import type { FieldValue } from '../engine.ts'
import { normalise } from '../language/normalise.ts'
import type { WordCutter } from '../language/words.ts'
import { hashOf, lawKey, numberCode } from './keys.ts'
import { type RankingModel, rarity } from './model.ts'
import { type Column, FIELD_COUNT, LEADING, type Postings, type Segment } from './segment.ts'
import { characterPairs, documentWords } from './terms.ts'

/** What the ranking reads of a document, whatever its collection calls it. */
export interface RankedDocument {
  row: number
  /** Title of the law, and number of the article in Arabic figures. */
  law: string
  number: string
  /** Titles and short names, headings above it, text: what is searched. */
  title: string
  heading: string
  body: string
  level: string
  /** Day number from which it binds. */
  since: number
  /** Values to filter and count by. */
  columns: Readonly<Record<string, FieldValue>>
}

/** Kinds of law, in the order of the numbers that the trees were trained with. */
export const LEVELS = ['constitution', 'rule', 'regulation', 'law', 'interpretation', 'local', 'other']
export const LOCAL = LEVELS.indexOf('local')

// Usual constants of BM25, the second lower because statutes say long things once.
const SATURATION = 1.2
const LENGTH = 0.5
/** Most an impact can be, before it is laid out over a byte. */
export const MOST = SATURATION + 1

export function buildSegment(
  model: Pick<RankingModel, 'background' | 'space'>,
  cutter: WordCutter,
  documents: readonly RankedDocument[],
  counted: readonly string[] = [],
): Segment {
  const size = documents.length
  const terms = new Map<string, number>()
  const laws = new Map<string, number>()
  const fields = Array.from({ length: FIELD_COUNT }, () => new PostingsBuilder())
  const { dims } = model.space
  const leading = new Int8Array(size * LEADING)
  const trailing = new Int8Array(size * (dims - LEADING))
  const point = new Int8Array(dims)
  const pointScale = new Float32Array(size)
  for (const [at, document] of documents.entries()) {
    const title = documentWords(cutter, document.title.replaceAll('中华人民共和国', ''))
    const heading = documentWords(cutter, document.heading)
    const words = documentWords(cutter, document.body)
    const texts = [words, tellingPairs(model.background, document.body), title, heading]
    for (const [field, text] of texts.entries())
      fields[field]?.add(at, text, terms, model.background.lengths[field] ?? 1)
    pointScale[at] = pointOf(model, [words, title, heading], point)
    leading.set(point.subarray(0, LEADING), at * LEADING)
    trailing.set(point.subarray(LEADING), at * (dims - LEADING))
  }
  const numberOf = (key: string) => {
    const known = laws.get(key) ?? laws.size
    laws.set(key, known)
    return known
  }
  const lawOf = Uint32Array.from(documents, ({ law }) => numberOf(lawKey(law)))
  return {
    size,
    rows: Uint32Array.from(documents, ({ row }) => row),
    laws: [...laws.keys()],
    lawOf,
    numbers: Uint32Array.from(documents, ({ number }) => numberCode(number)),
    levels: Uint8Array.from(documents, ({ level }) => Math.max(0, LEVELS.indexOf(level))),
    since: Int32Array.from(documents, ({ since }) => since),
    lengths: Uint32Array.from(documents, ({ body }) => body.length),
    ...sorted(terms, fields),
    leading,
    trailing,
    pointScale,
    columns: columnsOf(documents),
    names: Object.fromEntries(
      counted.map((field) => [field, [...new Set(documents.flatMap(({ columns }) => textsOf(columns[field])))]]),
    ),
  }
}

/** Terms by their hashes, ascending, and their postings in that order. */
function sorted(
  terms: ReadonlyMap<string, number>,
  fields: readonly PostingsBuilder[],
): Pick<Segment, 'terms' | 'fields'> {
  const hashes = Float64Array.from(terms.keys(), hashOf)
  const order = Uint32Array.from(hashes.keys()).sort((a, b) => (hashes[a] as number) - (hashes[b] as number))
  const place = new Uint32Array(order.length)
  for (const [at, term] of order.entries()) place[term] = at
  return { terms: hashes.slice().sort(), fields: fields.map((field) => field.finish(place)) }
}

/** Pairs in more documents than this share would fill the postings and tell nothing. */
const COMMON_PAIRS = 0.1

function tellingPairs({ terms, frequency, documents }: RankingModel['background'], text: string): string[] {
  return characterPairs(normalise(text)).filter((pair) => {
    const term = terms.get(pair)
    return term === undefined || (frequency[term] ?? 0) < documents * COMMON_PAIRS
  })
}

class PostingsBuilder {
  readonly #terms: number[] = []
  readonly #documents: number[] = []
  readonly #impacts: number[] = []

  add(document: number, text: readonly string[], terms: Map<string, number>, usual: number): void {
    const counts = new Map<string, number>()
    for (const term of text) counts.set(term, (counts.get(term) ?? 0) + 1)
    const slow = SATURATION * (1 - LENGTH + (LENGTH * text.length) / usual)
    for (const [term, count] of counts) {
      let id = terms.get(term)
      if (id === undefined) {
        id = terms.size
        terms.set(term, id)
      }
      this.#terms.push(id)
      this.#documents.push(document)
      this.#impacts.push(Math.max(1, Math.round((255 * count) / (count + slow))))
    }
  }

  /** @param moved new place of each term */
  finish(moved: Uint32Array): Postings {
    const termCount = moved.length
    const offsets = new Uint32Array(termCount + 1)
    for (const old of this.#terms) {
      const term = moved[old] as number
      offsets[term + 1] = (offsets[term + 1] as number) + 1
    }
    for (let term = 0; term < termCount; term += 1) offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0)
    const next = offsets.slice(0, termCount)
    const documents = new Uint16Array(this.#documents.length)
    const impacts = new Uint8Array(this.#documents.length)
    for (const [at, old] of this.#terms.entries()) {
      const term = moved[old] as number
      const place = next[term] ?? 0
      next[term] = place + 1
      documents[place] = this.#documents[at] ?? 0
      impacts[place] = this.#impacts[at] ?? 0
    }
    return { offsets, documents, impacts }
  }
}

/** Titles and headings say what an article is about, but are the same for many. */
const SURROUNDINGS = 0.7

/** Writes the direction of a text in the term space; returns what a unit of it is worth. */
export function pointOf(
  { background, space }: Pick<RankingModel, 'background' | 'space'>,
  [words = [], ...around]: readonly (readonly string[])[],
  into: Int8Array,
): number {
  const weights = new Map<number, number>()
  const count = (text: readonly string[], weight: number) => {
    for (const word of text) {
      const term = background.terms.get(word)
      if (term !== undefined && (space.rows[term] ?? -1) >= 0) weights.set(term, (weights.get(term) ?? 0) + weight)
    }
  }
  count(words, 1)
  for (const text of around) count(text, SURROUNDINGS)
  const sum = new Float32Array(space.dims)
  for (const [term, weight] of weights)
    addRow(
      space.values,
      space.rows[term] ?? 0,
      (space.scale[space.rows[term] ?? 0] ?? 0) * Math.log1p(weight) * rarity(background, term),
      sum,
    )
  return quantise(sum, into)
}

export function addRow(values: Int8Array, row: number, weight: number, sum: Float32Array): void {
  const from = row * sum.length
  for (let dim = 0; dim < sum.length; dim += 1)
    sum[dim] = (sum[dim] as number) + weight * (values[from + dim] as number)
}

/** Brings a vector to length one and lays it out over bytes; returns the worth of one step. */
export function quantise(vector: Float32Array, into: Int8Array): number {
  let length = 0
  let most = 0
  for (const value of vector) {
    length += value * value
    most = Math.max(most, Math.abs(value))
  }
  if (most === 0) return 0
  for (const [at, value] of vector.entries()) into[at] = Math.round((value / most) * 127)
  return most / 127 / Math.sqrt(length)
}

export function columnsOf(documents: readonly RankedDocument[]): Map<string, Column> {
  const columns = new Map<string, Column>()
  for (const field of Object.keys(documents[0]?.columns ?? {})) {
    const lists = documents.some(({ columns }) => Array.isArray(columns[field]))
    const values = documents.map(({ columns }) => listOf(columns[field] ?? null).map(comparable))
    if (!lists)
      columns.set(field, { offsets: null, values: Float64Array.from(values, ([value]) => value ?? Number.NaN) })
    else {
      const offsets = new Uint32Array(documents.length + 1)
      for (const [at, list] of values.entries()) offsets[at + 1] = (offsets[at] ?? 0) + list.length
      columns.set(field, { offsets, values: Float64Array.from(values.flat()) })
    }
  }
  return columns
}

const listOf = (value: FieldValue): readonly (string | number | boolean | null)[] =>
  Array.isArray(value) ? value : [value as string | number | boolean | null]
const textsOf = (value: FieldValue | undefined) => listOf(value ?? null).filter((each) => typeof each === 'string')

/** How a value is kept and compared in a column. */
export function comparable(value: string | number | boolean | null): number {
  if (value === null) return Number.NaN
  return typeof value === 'string' ? hashOf(value) : Number(value)
}
