/** The segments of one collection, read as one list of documents. */
import { LOCAL } from './build-segment.ts'
import { hashOf, numberCode } from './keys.ts'
import { firstOf } from './merge-segments.ts'
import type { RankingModel } from './model.ts'
import { FIELDS, type Segment, termIn } from './segment.ts'

/** Fields that hold words as they were said. */
const SAID = FIELDS.flatMap((field, at) => (field === 'pairs' ? [] : [at]))

export interface Placed {
  segment: Segment
  /** Number of the segment's first document in the whole list. */
  base: number
}

export interface CountedField {
  values: readonly string[]
  /** Per part, in the order of its column: place in `values`, one more; 0 for none. */
  held: readonly Uint16Array[]
}

export class Collection {
  readonly size: number
  readonly parts: readonly Placed[]
  /** 0 for documents that are gone. */
  readonly alive: Uint8Array
  readonly rows: Uint32Array
  /** Law of each document: one number per law key, those the model knows first and numbered as there. */
  readonly lawOf: Uint32Array
  /** Number in the model of the article, or -1. */
  readonly articleOf: Int32Array
  /** Law key → its number. */
  readonly laws: ReadonlyMap<string, number>
  readonly numbers: Uint32Array
  readonly levels: Uint8Array
  readonly lengths: Uint32Array
  /** Next newer version of the same article, or -1. */
  readonly newer: Int32Array
  /** Counted fields: their values, and which of them each document of each part holds. */
  readonly counted: ReadonlyMap<string, CountedField>
  /** Documents of local law, by the place their law's title begins with. */
  readonly places: ReadonlyMap<string, readonly number[]>

  constructor(model: RankingModel, segments: readonly Segment[]) {
    let size = 0
    this.parts = segments.map((segment) => {
      size += segment.size
      return { segment, base: size - segment.size }
    })
    this.size = size
    this.alive = new Uint8Array(size).fill(1)
    this.rows = new Uint32Array(size)
    this.lawOf = new Uint32Array(size)
    this.articleOf = new Int32Array(size).fill(-1)
    this.numbers = new Uint32Array(size)
    this.levels = new Uint8Array(size)
    this.lengths = new Uint32Array(size)
    this.newer = new Int32Array(size).fill(-1)
    const since = new Int32Array(size)
    const laws = new Map(model.laws.map((law, at) => [law, at]))
    const articles = articlesOf(model)
    const places = new Map<string, number[]>()
    for (const { segment, base } of this.parts) {
      this.rows.set(segment.rows, base)
      this.levels.set(segment.levels, base)
      this.lengths.set(segment.lengths, base)
      this.numbers.set(segment.numbers, base)
      since.set(segment.since, base)
      const ids = segment.laws.map((law) => {
        const id = laws.get(law) ?? laws.size
        laws.set(law, id)
        return id
      })
      const placeNames = segment.laws.map(placeOf)
      for (let at = 0; at < segment.size; at += 1) {
        const local = segment.lawOf[at] as number
        const law = ids[local] as number
        this.lawOf[base + at] = law
        this.articleOf[base + at] = articles[law]?.get(segment.numbers[at] as number) ?? -1
        const place = segment.levels[at] === LOCAL && placeNames[local]
        if (place) (places.get(place) ?? places.set(place, []).get(place))?.push(base + at)
      }
    }
    this.laws = laws
    this.#chainVersions(since)
    this.counted = countedFields(this.parts)
    this.places = places
  }

  /** First value of a filterable field of a document, as columns keep it. */
  firstValue(field: string, document: number): number {
    const { segment, base } = this.partOf(document)
    const column = segment.columns.get(field)
    return column?.values[firstOf(column, document - base)] ?? Number.NaN
  }

  /** Documents that hold a word, counted once for each field. */
  countOf(word: string): number {
    let count = 0
    const hash = hashOf(word)
    for (const { segment } of this.parts) {
      const term = termIn(segment, hash)
      if (term < 0) continue
      for (const field of SAID) {
        const offsets = segment.fields[field]?.offsets
        if (offsets) count += (offsets[term + 1] as number) - (offsets[term] as number)
      }
    }
    return count
  }

  /** Visits the documents that hold a word; one may come more than once. */
  eachHolder(word: string, visit: (document: number) => void): void {
    const hash = hashOf(word)
    for (const { segment, base } of this.parts) {
      const term = termIn(segment, hash)
      if (term < 0) continue
      for (const field of SAID) {
        const postings = segment.fields[field]
        if (!postings) continue
        for (let at = postings.offsets[term] as number; at < (postings.offsets[term + 1] as number); at += 1)
          visit(base + (postings.documents[at] as number))
      }
    }
  }

  partOf(document: number): Placed {
    const part = this.parts.findLast(({ base }) => base <= document)
    if (!part) throw new RangeError(`no document ${document}`)
    return part
  }

  #chainVersions(since: Int32Array): void {
    const order = Array.from({ length: this.size }, (_, at) => at)
    const key = Float64Array.from(order, (at) => (this.lawOf[at] as number) * 1e7 + (this.numbers[at] as number))
    const sorted = Uint32Array.from(order).sort(
      (a, b) => (key[a] as number) - (key[b] as number) || (since[a] as number) - (since[b] as number),
    )
    for (let at = 0; at < sorted.length; at += 1) {
      const document = sorted[at] as number
      for (let next = at + 1; next < sorted.length; next += 1) {
        const other = sorted[next] as number
        if (key[other] !== key[document]) break
        if ((since[other] as number) === since[document]) continue
        this.newer[document] = other
        break
      }
    }
  }
}

/** Per law of the model: number of an article in its law → number in the model. */
function articlesOf({ laws, articles, articleLaw }: RankingModel): Map<number, number>[] {
  const byLaw = laws.map(() => new Map<number, number>())
  for (const [at, key] of articles.entries())
    byLaw[articleLaw[at] ?? 0]?.set(numberCode(key.slice(key.lastIndexOf('#') + 1)), at)
  return byLaw
}

function countedFields(parts: readonly Placed[]): Map<string, CountedField> {
  const counted = new Map<string, CountedField>()
  for (const field of new Set(parts.flatMap(({ segment }) => Object.keys(segment.names)))) {
    const values = [...new Set(parts.flatMap(({ segment }) => segment.names[field] ?? []))]
    const ids = new Map(values.map((value, id) => [hashOf(value), id + 1]))
    const held = parts.map(({ segment }) =>
      Uint16Array.from(segment.columns.get(field)?.values ?? [], (hash) => ids.get(hash) ?? 0),
    )
    counted.set(field, { values, held })
  }
  return counted
}

/** 济南 of 济南市物业管理条例. */
function placeOf(law: string): string | null {
  return /^([\u4e00-\u9fff]{2,7}?)(?:省|市|自治区|自治州|自治县|经济特区|区|县)/.exec(law)?.[1] ?? null
}
