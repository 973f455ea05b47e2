/** Businesses by name and unified social credit code (市场主体). */
import { defineIndex } from '../engine.ts'

export type EnterpriseDocument = {
  /** The code. */
  readonly id: string
  readonly uscc: string
  readonly name: string
  readonly address: string
  readonly category: string
  readonly status: string
  readonly industry: string
  readonly station: string
}

export const enterprises = defineIndex<EnterpriseDocument>({
  name: 'enterprises',
  version: 1,
  searchable: { name: 3, uscc: 2, address: 0.5 },
  filterable: ['uscc', 'category', 'status', 'industry', 'station'],
  sortable: ['name'],
  facets: ['station', 'industry'],
})
