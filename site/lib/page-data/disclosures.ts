/** The list of published records with the reader's filter: a view of GET /api/disclosures. */
import type { AstroGlobal } from 'astro'
import type { Disclosure } from '../../../api/disclosures/model.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { useSite } from '../i18n.ts'
import { filtersOf, givenIn, queryOf } from './disclosures-filter.ts'
import { formOf, withoutWrong } from './disclosures-form.ts'
import { takeAway } from './disclosures-take.ts'

type Site = ReturnType<typeof useSite>
/** Beside the filter. */
const HOW = ['sort', 'page']
const PAGE_SIZE = 20

export async function disclosureSearch(astro: Pick<AstroGlobal, 'url' | 'response'>, site: Site) {
  const { say, to, api } = site
  const given = givenIn(astro.url.searchParams, HOW)
  const filters = filtersOf(given)
  const value = (name: string) => given.find(([each]) => each === name)?.[1] ?? ''
  const [response, lastYear] = await Promise.all([
    api.disclosures.$get({ query: queryOf(given) }),
    value('from') === '' ? undefined : api.disclosures.comparison.$get({ query: queryOf(filters) }),
  ])
  if (response.status !== 200) {
    const problem = (await response.json()) as ProblemBody
    astro.response.status = response.status
    const right = withoutWrong(given, problem)
    const rest = await api.disclosures.$get({ query: { ...queryOf(right), limit: '1' } })
    return {
      found: undefined,
      problem,
      form: formOf(site, given, right, rest.status === 200 ? await rest.json() : undefined),
    }
  }
  const found = await response.json()
  const page = Number(value('page') || 1)
  const without = (param: string, removed?: string) =>
    filters.filter(([name, each]) => name !== param || (removed !== undefined && each !== removed))
  const onPage = (number: number) =>
    to.disclosures([
      ...filters,
      ...given.filter(([name]) => name === 'sort'),
      ...(number > 1 ? [['page', String(number)] as const] : []),
    ])
  const chosen = (param: string) => filters.filter(([name]) => name === param).map(([, each]) => each)
  return {
    problem: undefined,
    form: formOf(site, given, given, found),
    found,
    /** Page one of at most one filter is worth a search engine's while. */
    noindex: page > 1 || filters.length > 1 || filters.some(([name]) => name !== 'type'),
    tags: found.applied.map((part) => ({ label: part.label, href: to.disclosures(without(part.param, part.value)) })),
    clear: to.disclosures(),
    types: [
      {
        label: say('disclosures.allTypes'),
        count: sum(found.facets.type),
        href: to.disclosures(without('type')),
        here: chosen('type').length === 0,
      },
      ...found.facets.type.map((type) => ({
        label: type.name,
        count: type.count,
        href: to.disclosures([...without('type'), ['type', type.value]]),
        here: chosen('type').includes(type.value),
      })),
    ],
    range: say('disclosures.range', {
      first: (page - 1) * PAGE_SIZE + 1,
      last: (page - 1) * PAGE_SIZE + found.items.length,
      total: found.total,
    }),
    previous: page > 1 ? onPage(page - 1) : null,
    next: found.next === null ? null : onPage(page + 1),
    /** Where a first day is asked for. */
    comparison: lastYear?.status === 200 ? (await lastYear.json()).comparison : null,
    take: takeAway(site, filters),
  }
}

const sum = (values: readonly { count: number }[]) => values.reduce((total, { count }) => total + count, 0)

/** How a record ends its line: a mark in words and shape, or a sum. */
export function outcomeOf(record: Disclosure): { tone: 'done' | 'late' | 'stopped'; label: string } | null {
  if (record.resultName === null) return null
  const ended = record.type === 'permit' && record.result !== 'valid'
  return { tone: record.negative ? 'late' : ended ? 'stopped' : 'done', label: record.resultName }
}
