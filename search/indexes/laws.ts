/** Laws and rules by name: one document a law, with the version that applies last. */
import { defineIndex } from '../engine.ts'

export type LawDocument = {
  readonly id: string
  readonly title: string
  readonly titleEn: string
  readonly aliases: readonly string[]
  readonly documentNumber: string
  readonly issuer: string
  readonly level: string
  readonly region: string
  readonly topics: readonly string[]
  /** First day of the first version and last day of the last one, as day numbers. */
  readonly from: number
  readonly to: number
  readonly articleCount: number
  readonly prefer: number
}

export const laws = defineIndex<LawDocument>({
  name: 'laws',
  version: 1,
  searchable: { title: 3, titleEn: 2, aliases: 3, documentNumber: 2, issuer: 0.5 },
  filterable: ['level', 'region', 'topics', 'issuer', 'from', 'to'],
  sortable: ['from', 'articleCount', 'prefer'],
  facets: ['level', 'region', 'topics'],
  lists: ['aliases', 'topics'],
  prefer: 'prefer',
})
