/** The list of published records with the reader's filter: a view of GET /api/disclosures. */
import type { AstroGlobal } from 'astro'
import type { Disclosure } from '../../../api/disclosures/model.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { useSite } from '../i18n.ts'

type Site = ReturnType<typeof useSite>
type ListQuery = NonNullable<Parameters<Site['api']['disclosures']['$get']>[0]>['query']

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
const KNOWN = [...FILTERS, 'sort', 'page']
/** Facets chosen from in the form; types are links above it. */
const CHOICES = ['topic', 'industry', 'station', 'breach', 'result'] as const
const SORTS = ['', 'relevance', '-date', 'date', '-fine', 'fine'] as const
const PAGE_SIZE = 20

export async function disclosureSearch(astro: Pick<AstroGlobal, 'url' | 'response'>, site: Site) {
  const { say, to, api } = site
  const given = [...astro.url.searchParams].filter(([name, value]) => KNOWN.includes(name) && value.trim() !== '')
  const filters = given.filter(([name]) => FILTERS.includes(name))
  const value = (name: string) => given.find(([each]) => each === name)?.[1] ?? ''
  const form = {
    values: Object.fromEntries(FILTERS.map((name) => [name, value(name)])),
    kept: filters.filter(([name]) => ['type', 'penaltyKind', 'law', 'uscc'].includes(name)),
    sort: value('sort'),
    sorts: SORTS.map((sort) => ({ value: sort, label: say(`disclosures.sort.${sort === '' ? 'usual' : sort}`) })),
  }
  const response = await api.disclosures.$get({ query: queryOf(given) })
  if (response.status !== 200) {
    const problem = (await response.json()) as ProblemBody
    astro.response.status = response.status
    // What has no field of its own could not be put right.
    const kept = form.kept.filter(([name]) => problem.errors?.every(({ path }) => path !== name) ?? true)
    return { found: undefined, problem, form: { ...form, kept }, choices: [] }
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
    form,
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
    choices: CHOICES.map((name) => ({
      name,
      label: say(`disclosures.column.${name}`),
      value: value(name),
      options: options(say('disclosures.any'), found.facets[name], chosen(name), found.applied, name),
    })),
    range: say('disclosures.range', {
      first: (page - 1) * PAGE_SIZE + 1,
      last: (page - 1) * PAGE_SIZE + found.items.length,
      total: found.total,
    }),
    previous: page > 1 ? onPage(page - 1) : null,
    next: found.next === null ? null : onPage(page + 1),
    csv: to.disclosureExport(filters),
    json: `/api/disclosures${filters.length === 0 ? '' : `?${new URLSearchParams(filters)}`}`,
  }
}

/** What stands in the address is checked by the API, not here. */
function queryOf(given: readonly (readonly [string, string])[]): ListQuery {
  const query: Record<string, string | string[]> = {}
  for (const [name, value] of given) {
    const before = query[name]
    query[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return query as ListQuery
}

interface Counted {
  value: string
  name: string
  count: number
}
const sum = (values: readonly Counted[]) => values.reduce((total, { count }) => total + count, 0)

/** Choices with their counts; what is chosen stays a choice even when nothing is left of it. */
function options(
  any: string,
  counted: readonly Counted[],
  chosen: readonly string[],
  applied: readonly { param: string; value: string; label: string }[],
  param: string,
) {
  const missing = chosen.filter((value) => !counted.some((each) => each.value === value))
  const names = missing.map((value) => ({
    value,
    label: applied.find((part) => part.param === param && part.value === value)?.label ?? value,
  }))
  return [
    { value: '', label: any },
    ...names,
    ...counted.map(({ value, name, count }) => ({ value, label: `${name} (${count})` })),
  ]
}

/** How a record ends its line: a mark in words and shape, or a sum. */
export function outcomeOf(record: Disclosure): { tone: 'done' | 'late' | 'stopped'; label: string } | null {
  if (record.resultName === null) return null
  const ended = record.type === 'permit' && record.result !== 'valid'
  return { tone: record.negative ? 'late' : ended ? 'stopped' : 'done', label: record.resultName }
}
