/** Totals and counts by combination are those of counting documents one by one, while they come, change and go. */
import { expect, test } from 'vitest'
import { ColumnTable } from '../columns/column-table.ts'
import { defineIndex, type Filter } from '../engine.ts'
import { countsOf, matchesOf, type Reading } from './sqlite-matches.ts'

type Item = {
  readonly id: string
  readonly kind: string
  readonly place: string
  readonly tags: readonly string[]
  readonly size: number
}
const FIELDS = ['kind', 'place', 'tags'] as const
const index = defineIndex<Item>({
  name: 'items',
  version: 1,
  searchable: { kind: 1 },
  filterable: [...FIELDS, 'size'],
  sortable: ['size'],
  facets: FIELDS,
  lists: ['tags'],
  columns: [...FIELDS, 'size'],
})

/** A fixed sequence of numbers below the one asked for. */
let state = 20_261_123
const below = (bound: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * bound)
}

type Values = [kind: string | null, place: string | null, tags: string, size: number | null]
const someValues = (kinds: number): Values => [
  below(9) === 0 ? null : `kind ${below(kinds)}`,
  below(3) === 0 ? '' : `place ${below(4)}`,
  JSON.stringify(['a', 'b', 'c'].filter(() => below(2) === 0)),
  below(7) === 0 ? null : below(1000) / 10,
]

function passes([kind, place, tags, size]: Values, filter: Filter): boolean {
  const held = { kind: [kind], place: [place], tags: JSON.parse(tags) as string[], size: [size] }[filter.field] ?? []
  if ('in' in filter) return held.some((value) => value !== null && filter.in.includes(value))
  if ('notIn' in filter) return !held.some((value) => value !== null && filter.notIn.includes(value))
  return size !== null && size >= (filter.from ?? -1) && size <= (filter.to ?? 1e9)
}

/** Counted one by one: a field's own choice does not count for it. */
function naive(documents: ReadonlyMap<number, Values>, filters: readonly Filter[]) {
  const all = [...documents].filter(([, values]) => filters.every((filter) => passes(values, filter)))
  const facets = FIELDS.map((field, at) => {
    const others = filters.filter((filter) => filter.field !== field || !('in' in filter))
    const counts: Record<string, number> = {}
    for (const values of documents.values()) {
      if (!others.every((filter) => passes(values, filter))) continue
      const held = field === 'tags' ? (JSON.parse(values[2]) as string[]) : [values[at] as string | null]
      for (const each of held) if (each !== null) counts[each] = (counts[each] ?? 0) + 1
    }
    return counts
  })
  return { rows: all.map(([row]) => row).sort((a, b) => a - b), facets }
}

const CHOICES: Filter[][] = [
  [],
  [{ field: 'kind', in: ['kind 1', 'kind 2'] }],
  [
    { field: 'kind', in: ['kind 1'] },
    { field: 'tags', in: ['a', 'c'] },
  ],
  [
    { field: 'place', in: [''] },
    { field: 'size', from: 20, to: 70 },
  ],
  [
    { field: 'kind', notIn: ['kind 0'] },
    { field: 'tags', in: ['b'] },
    { field: 'place', in: ['place 3', 'nowhere'] },
  ],
  [{ field: 'size', from: 99 }],
  [{ field: 'kind', in: ['nothing'] }],
]

test.each([5, 150])('with %i kinds', (kinds) => {
  const table = new ColumnTable(index, 10)
  const documents = new Map<number, Values>()
  const reading = { table, index, text: null } as unknown as Reading
  for (let round = 0; round < 12; round += 1) {
    for (let change = 0; change < 150; change += 1) {
      const row = 1 + below(700)
      if (below(4) === 0) {
        table.remove(row)
        documents.delete(row)
      } else {
        const values = someValues(kinds)
        table.set(row, values)
        documents.set(row, values)
      }
    }
    for (const filters of CHOICES) {
      const matches = matchesOf(reading, filters, FIELDS)
      const expected = naive(documents, filters)
      expect([...matches.rows]).toEqual(expected.rows)
      expect(FIELDS.map((field) => countsOf(reading, matches, field))).toEqual(expected.facets)
    }
  }
})
