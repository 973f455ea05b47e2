/** The search over laws with the reader's conditions: a view of GET /api/regulations/articles and GET /api/regulations. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { LawSummary, Vocabulary } from '../../../api/regulations/model.ts'
import type { Locale } from '../../../content/messages/index.ts'
import { formatNumber } from '../format.ts'
import { pick, type useSite } from '../i18n.ts'

type Site = ReturnType<typeof useSite>
type ArticleQuery = NonNullable<Parameters<Site['api']['regulations']['articles']['$get']>[0]>['query']
type LawQuery = NonNullable<Parameters<Site['api']['regulations']['$get']>[0]>['query']

const LEVELS = ['constitution', 'law', 'regulation', 'rule', 'interpretation', 'local', 'other'] as const
const FILTERS = ['level', 'region', 'topic', 'status', 'asOf', 'law'] as const
const COUNTED = ['level', 'region', 'topic'] as const
const PAGE_SIZE = 10
const LAWS_BESIDE = 3

export type Names = ReturnType<typeof namesOf>

/** Names of ranks, regions and topics in the reader's language. */
function namesOf(say: Site['say'], locale: Locale, { regions, topics }: Vocabulary) {
  return {
    level: new Map<string, string>(LEVELS.map((level) => [level, say(`regulations.level.${level}`)])),
    region: new Map(regions.map(({ code, name }) => [code, pick(locale, name)])),
    topic: new Map(topics.map(({ id, name }) => [id, pick(locale, name)])),
  }
}

export async function regulationSearch(astro: Pick<AstroGlobal, 'url' | 'response'>, site: Site) {
  const { api, say, to, locale } = site
  const given = (name: string) => astro.url.searchParams.get(name)?.trim() ?? ''
  const q = given('q')
  const filters = Object.fromEntries(FILTERS.map((name) => [name, given(name)]).filter(([, value]) => value !== ''))
  const page = Math.max(1, Number.parseInt(given('page') || '1', 10) || 1)
  const names = namesOf(say, locale, await (await api.regulations.vocabulary.$get()).json())
  const asked = q !== '' || filters['law'] !== undefined
  const offset = String((page - 1) * PAGE_SIZE)
  const query = { ...filters, q, limit: String(PAGE_SIZE), offset }
  const lawQuery = {
    ...(asked ? { q, limit: String(LAWS_BESIDE) } : query),
    ...pickOf(filters, COUNTED),
    status: 'all',
  }
  const [articles, laws] = await Promise.all([
    asked ? api.regulations.articles.$get({ query: { ...query, collapse: 'region' } as ArticleQuery }) : undefined,
    api.regulations.$get({ query: lawQuery as LawQuery }),
  ])
  const form = formOf(site, names, { q, ...filters })
  for (const answer of [articles, laws]) {
    if (!answer || answer.status === 200) continue
    astro.response.status = answer.status
    return { q, form, names, tags: [], problem: (await (answer as Response).json()) as ProblemBody }
  }
  const found = articles && (await articles.json())
  const listed = await laws.json()
  const address = (changes: Record<string, string | undefined>) => to.regulations({ q, ...filters, ...changes })
  const total = found ? found.total : listed.total
  const last = Math.min(page * PAGE_SIZE, total)
  const range = { from: (page - 1) * PAGE_SIZE + 1, to: last, total: formatNumber(locale, total) }
  return {
    q,
    form,
    names,
    found,
    laws: listed.items,
    onlyNotes: !asked && listed.items.length > 0 && listed.items.every(({ source }) => source === 'digest'),
    tags: tagsOf(site, names, filters, address),
    narrow: found ? narrowOf(site, names, found.facets, filters, address) : [],
    clear: to.regulations({ q }),
    range: say(found ? 'regulations.range' : 'regulations.rangeLaws', range),
    previous: page > 1 ? address({ page: page > 2 ? String(page - 1) : undefined }) : null,
    next: last < total ? address({ page: String(page + 1) }) : null,
  }
}

const pickOf = (from: Record<string, string>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)))

function formOf({ say }: Site, names: Names, values: Record<string, string>) {
  const any = { value: '', label: say('regulations.any') }
  const choices = COUNTED.map((name) => ({
    name,
    label: say(`regulations.field.${name}`),
    value: values[name],
    options: [any, ...[...names[name]].map(([value, label]) => ({ value, label }))],
  }))
  const status = {
    name: 'status',
    label: say('regulations.field.status'),
    value: values['status'],
    options: [
      { value: '', label: say('regulations.onlyInForce') },
      { value: 'all', label: say('regulations.everything') },
    ],
  }
  return { values, choices: [...choices, status] }
}

function tagsOf(
  { say }: Site,
  names: Names,
  filters: Record<string, string>,
  address: (changes: Record<string, undefined>) => string,
) {
  return Object.entries(filters).map(([name, value]) => {
    const known = name === 'level' || name === 'region' || name === 'topic' ? names[name].get(value) : undefined
    const label = known ?? (name === 'status' ? say('regulations.everything') : value)
    return { label, href: address({ [name]: undefined }) }
  })
}

const VALUES_SHOWN = 8

function narrowOf(
  { say, locale }: Site,
  names: Names,
  facets: Record<(typeof COUNTED)[number], Record<string, number>>,
  filters: Record<string, string>,
  address: (changes: Record<string, string>) => string,
) {
  return COUNTED.filter((name) => filters[name] === undefined).map((name) => ({
    label: say(`regulations.field.${name}`),
    values: Object.entries(facets[name])
      .sort(([, a], [, b]) => b - a)
      .slice(0, VALUES_SHOWN)
      .map(([value, count]) => ({
        label: say('regulations.countOf', {
          name: names[name].get(value) ?? value,
          count: formatNumber(locale, count),
        }),
        href: address({ [name]: value }),
      })),
  }))
}

const TONES = { 'in-force': 'done', amended: 'moved', repealed: 'stopped', 'not-yet': 'waiting' } as const

/** Status of a law as StatusTag shows it. */
export const statusTag = (say: Site['say'], status: LawSummary['status']) => ({
  tone: TONES[status],
  label: say(`regulations.status.${status}`),
})
