/** A batch of documents as postings, points and columns in typed arrays. Never changed once built; segments are merged. */
import { type Arrays, arrayOf, type Packed } from './packed.ts'

/** Searched fields of a document, in the order their numbers are kept. */
export const FIELDS = ['words', 'pairs', 'title', 'heading'] as const
export const FIELD_COUNT = FIELDS.length

/** Documents of each term of the segment, and how much the term counts in them (0–255 of the most it can). */
export interface Postings {
  offsets: Uint32Array
  documents: Uint16Array
  impacts: Uint8Array
}

/** Documents are numbered with 16 bits. */
export const MOST_DOCUMENTS = 65_535
/** Dimensions of a point that are looked at in every document; the rest only in the best. */
export const LEADING = 64

/** Values of one filterable field: numbers as they are, texts as hashes. Lists have offsets. */
export interface Column {
  offsets: Uint32Array | null
  values: Float64Array
}

export interface Segment {
  size: number
  /** Row in the engine's tables. */
  rows: Uint32Array
  /** Law keys; and per document which of them, which article number. */
  laws: readonly string[]
  lawOf: Uint32Array
  numbers: Uint32Array
  /** Place in `LEVELS`. */
  levels: Uint8Array
  /** Day number from which it binds. */
  since: Int32Array
  /** Characters of the text. */
  lengths: Uint32Array
  /** Hashes of the terms, ascending: what they say is not kept. */
  terms: Float64Array
  fields: readonly Postings[]
  /** The leading dimensions of every point, then the others. */
  leading: Int8Array
  trailing: Int8Array
  pointScale: Float32Array
  columns: ReadonlyMap<string, Column>
  /** Texts behind the hashes of the fields that are counted. */
  names: Readonly<Record<string, readonly string[]>>
}

interface Header {
  size: number
  laws: readonly string[]
  names: Readonly<Record<string, readonly string[]>>
  columns: readonly string[]
}

export function packedSegment(segment: Segment): Packed<Header> {
  const { size, laws, names, columns } = segment
  const arrays: Arrays = {
    rows: segment.rows,
    lawOf: segment.lawOf,
    numbers: segment.numbers,
    terms: segment.terms,
    levels: segment.levels,
    since: segment.since,
    lengths: segment.lengths,
    leading: segment.leading,
    trailing: segment.trailing,
    pointScale: segment.pointScale,
  }
  for (const [at, { offsets, documents, impacts }] of segment.fields.entries()) {
    arrays[`field${at}.offsets`] = offsets
    arrays[`field${at}.documents`] = documents
    arrays[`field${at}.impacts`] = impacts
  }
  for (const [name, { offsets, values }] of columns) {
    arrays[`column.${name}`] = values
    if (offsets) arrays[`column.${name}.offsets`] = offsets
  }
  return { header: { size, laws, names, columns: [...columns.keys()] }, arrays }
}

export function segmentFrom({ header, arrays }: Packed<Header>): Segment {
  const { columns, ...rest } = header
  return {
    ...rest,
    rows: arrayOf(arrays, 'rows', 'Uint32Array'),
    lawOf: arrayOf(arrays, 'lawOf', 'Uint32Array'),
    numbers: arrayOf(arrays, 'numbers', 'Uint32Array'),
    terms: arrayOf(arrays, 'terms', 'Float64Array'),
    levels: arrayOf(arrays, 'levels', 'Uint8Array'),
    since: arrayOf(arrays, 'since', 'Int32Array'),
    lengths: arrayOf(arrays, 'lengths', 'Uint32Array'),
    leading: arrayOf(arrays, 'leading', 'Int8Array'),
    trailing: arrayOf(arrays, 'trailing', 'Int8Array'),
    pointScale: arrayOf(arrays, 'pointScale', 'Float32Array'),
    fields: FIELDS.map((_, at) => ({
      offsets: arrayOf(arrays, `field${at}.offsets`, 'Uint32Array'),
      documents: arrayOf(arrays, `field${at}.documents`, 'Uint16Array'),
      impacts: arrayOf(arrays, `field${at}.impacts`, 'Uint8Array'),
    })),
    columns: new Map(
      columns.map((name) => {
        const offsets = arrays[`column.${name}.offsets`]
          ? arrayOf(arrays, `column.${name}.offsets`, 'Uint32Array')
          : null
        return [name, { offsets, values: arrayOf(arrays, `column.${name}`, 'Float64Array') }]
      }),
    ),
  }
}

/** Place of a term in a segment, or -1. */
export function termIn({ terms }: Segment, hash: number): number {
  let [low, high] = [0, terms.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = terms[middle] as number
    if (found === hash) return middle
    if (found < hash) low = middle + 1
    else high = middle - 1
  }
  return -1
}
