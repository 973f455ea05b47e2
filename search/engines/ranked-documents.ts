/** Documents of a ranked collection as the ranking reads them. */
import type { FieldValue, IndexDefinition, SearchDocument } from '../engine.ts'
import type { RankedDocument } from '../ranking/build-segment.ts'

/** @param row row in the engine's tables */
export function rankedDocument(index: IndexDefinition, document: SearchDocument, row: number): RankedDocument | null {
  const { ranked } = index
  if (!ranked) return null
  const text = (fields: readonly string[]) => fields.flatMap((field) => textOf(document[field] ?? null)).join(' ')
  return {
    row,
    law: text([ranked.law]),
    number: text([ranked.number]),
    level: text([ranked.level]),
    since: Number(document[ranked.since] ?? 0),
    title: text(ranked.title),
    heading: text(ranked.heading),
    body: text(ranked.body),
    columns: Object.fromEntries(['id', ...index.filterable].map((field) => [field, document[field] ?? null])),
  }
}

/** In the order of the law, so that neighbours stand side by side. */
export function inOrder(
  index: IndexDefinition,
  documents: readonly { document: SearchDocument; row: number }[],
): RankedDocument[] {
  const { ranked } = index
  if (!ranked) return []
  return [...documents]
    .sort(
      (a, b) =>
        String(a.document[ranked.version]).localeCompare(String(b.document[ranked.version])) ||
        Number(a.document[ranked.position]) - Number(b.document[ranked.position]),
    )
    .flatMap(({ document, row }) => rankedDocument(index, document, row) ?? [])
}

const textOf = (value: FieldValue): readonly string[] => (Array.isArray(value) ? value : [String(value ?? '')])
