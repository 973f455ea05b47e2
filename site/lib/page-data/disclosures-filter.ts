/** The filter of published records as it stands in an address or a form; what is right is for the API to say. */
import type { useSite } from '../i18n.ts'
import type { Filters } from '../paths.ts'

type Site = ReturnType<typeof useSite>
export type ListQuery = NonNullable<Parameters<Site['api']['disclosures']['$get']>[0]>['query']

const FILTERS = [
  'q',
  'type',
  'topic',
  'industry',
  'station',
  'breach',
  'penaltyKind',
  'result',
  'law',
  'uscc',
  'from',
  'to',
  'fineMin',
  'fineMax',
]

/** Names and values given; empty fields and unknown names are left out. */
export function givenIn(pairs: Iterable<[string, FormDataEntryValue]>, more: readonly string[] = []): Filters {
  const known = [...FILTERS, ...more]
  return [...pairs].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && known.includes(name) && value.trim() !== '' ? [[name, value]] : [],
  )
}

export const filtersOf = (given: Filters): Filters => given.filter(([name]) => FILTERS.includes(name))

/** Several values of one name become a list. */
export function queryOf(given: Filters): ListQuery {
  const query: Record<string, string | string[]> = {}
  for (const [name, value] of given) {
    const before = query[name]
    query[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return query as ListQuery
}

/** Filters of a list's address as the API names it. */
export const filtersIn = (list: string): Filters => [...new URLSearchParams(list.split('?')[1] ?? '')]
