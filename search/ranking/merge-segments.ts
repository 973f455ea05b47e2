/** Several segments made into one, without the documents that are gone. */
import { type Column, FIELD_COUNT, LEADING, type Postings, type Segment } from './segment.ts'

export interface Part {
  segment: Segment
  /** 1 for each document that still stands. */
  alive: Uint8Array
}

export function mergeSegments(parts: readonly Part[]): Segment {
  let size = 0
  // New number of each old document, or -1.
  const moved = parts.map(({ alive }) => Int32Array.from(alive, (stands) => (stands ? size++ : -1)))
  const laws = new Map<string, number>()
  const numbered = (known: Map<string, number>, name: string) => {
    const id = known.get(name) ?? known.size
    known.set(name, id)
    return id
  }
  const lawIds = parts.map(({ segment }) => segment.laws.map((law) => numbered(laws, law)))
  const terms = Float64Array.from(new Set(parts.flatMap(({ segment }) => [...segment.terms]))).sort()
  const termIds = parts.map(({ segment }) => placesIn(terms, segment.terms))
  const gather = <A extends Uint32Array | Uint8Array | Int32Array | Float32Array>(
    into: A,
    from: (segment: Segment, old: number, part: number) => number,
  ): A => {
    for (const [part, { segment }] of parts.entries()) {
      const places = moved[part] as Int32Array
      for (let old = 0; old < segment.size; old += 1) {
        const place = places[old] as number
        if (place >= 0) into[place] = from(segment, old, part)
      }
    }
    return into
  }
  const rest = parts[0] ? parts[0].segment.trailing.length / Math.max(1, parts[0].segment.size) : 0
  const leading = new Int8Array(size * LEADING)
  const trailing = new Int8Array(size * rest)
  for (const [part, { segment }] of parts.entries())
    for (let old = 0; old < segment.size; old += 1) {
      const place = moved[part]?.[old] ?? -1
      if (place < 0) continue
      leading.set(segment.leading.subarray(old * LEADING, (old + 1) * LEADING), place * LEADING)
      trailing.set(segment.trailing.subarray(old * rest, (old + 1) * rest), place * rest)
    }
  const names: Record<string, string[]> = {}
  for (const { segment } of parts)
    for (const [field, texts] of Object.entries(segment.names))
      names[field] = [...new Set([...(names[field] ?? []), ...texts])]
  return {
    size,
    rows: gather(new Uint32Array(size), ({ rows }, old) => rows[old] as number),
    laws: [...laws.keys()],
    lawOf: gather(new Uint32Array(size), ({ lawOf }, old, part) => lawIds[part]?.[lawOf[old] as number] ?? 0),
    numbers: gather(new Uint32Array(size), ({ numbers }, old) => numbers[old] as number),
    levels: gather(new Uint8Array(size), ({ levels }, old) => levels[old] as number),
    since: gather(new Int32Array(size), ({ since }, old) => since[old] as number),
    lengths: gather(new Uint32Array(size), ({ lengths }, old) => lengths[old] as number),
    terms,
    fields: Array.from({ length: FIELD_COUNT }, (_, field) =>
      mergePostings(parts, moved, termIds, terms.length, field),
    ),
    leading,
    trailing,
    pointScale: gather(new Float32Array(size), ({ pointScale }, old) => pointScale[old] as number),
    columns: mergeColumns(parts, size),
    names,
  }
}

/** Both ascending; every one of `some` is in `all`. */
function placesIn(all: Float64Array, some: Float64Array): Uint32Array {
  let at = 0
  return Uint32Array.from(some, (hash) => {
    while (all[at] !== hash) at += 1
    return at
  })
}

function mergePostings(
  parts: readonly Part[],
  moved: readonly Int32Array[],
  termIds: readonly Uint32Array[],
  termCount: number,
  field: number,
): Postings {
  const offsets = new Uint32Array(termCount + 1)
  const each = (visit: (term: number, document: number, impact: number) => void) => {
    for (const [part, { segment }] of parts.entries()) {
      const postings = segment.fields[field]
      const places = moved[part] as Int32Array
      const ids = termIds[part] as Uint32Array
      if (!postings) continue
      for (let term = 0; term < ids.length; term += 1)
        for (let at = postings.offsets[term] as number; at < (postings.offsets[term + 1] as number); at += 1) {
          const document = places[postings.documents[at] as number] as number
          if (document >= 0) visit(ids[term] as number, document, postings.impacts[at] as number)
        }
    }
  }
  each((term) => {
    offsets[term + 1] = (offsets[term + 1] as number) + 1
  })
  for (let term = 0; term < termCount; term += 1)
    offsets[term + 1] = (offsets[term + 1] as number) + (offsets[term] as number)
  const next = offsets.slice(0, termCount)
  const documents = new Uint16Array(offsets[termCount] as number)
  const impacts = new Uint8Array(documents.length)
  each((term, document, impact) => {
    const place = next[term] as number
    next[term] = place + 1
    documents[place] = document
    impacts[place] = impact
  })
  return { offsets, documents, impacts }
}

function mergeColumns(parts: readonly Part[], size: number): Map<string, Column> {
  const merged = new Map<string, Column>()
  for (const field of parts[0]?.segment.columns.keys() ?? []) {
    const lists = parts.some(({ segment }) => segment.columns.get(field)?.offsets)
    const offsets = new Uint32Array(size + 1)
    const values: number[] = []
    let place = 0
    for (const { segment, alive } of parts) {
      const column = segment.columns.get(field)
      for (let old = 0; old < segment.size; old += 1) {
        if (!alive[old]) continue
        if (column)
          for (let at = firstOf(column, old); at < firstOf(column, old + 1); at += 1)
            values.push(column.values[at] as number)
        place += 1
        offsets[place] = values.length
      }
    }
    merged.set(field, { offsets: lists ? offsets : null, values: Float64Array.from(values) })
  }
  return merged
}

/** Where the values of a document begin. */
export const firstOf = ({ offsets }: Column, document: number) => (offsets ? (offsets[document] as number) : document)
