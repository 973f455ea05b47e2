/** The search over laws with the reader's conditions: a view of GET /api/regulations/articles and GET /api/regulations. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import type { ArticleResults, LawSummary, Vocabulary } from '../../../api/regulations/model.ts'
import { type Locale, t } from '../../../content/messages/index.ts'
import { articleLabel } from '../../../content/rules/cite.ts'
import { formatDate, formatNumber } from '../format.ts'
import type { FilterField } from '../forms.ts'
import { pick, type useSite } from '../i18n.ts'
import { inLocale } from '../paths.ts'

type Site = ReturnType<typeof useSite>
type ArticleQuery = NonNullable<Parameters<Site['api']['regulations']['articles']['$get']>[0]>['query']
type LawQuery = NonNullable<Parameters<Site['api']['regulations']['$get']>[0]>['query']
type Values = Record<string, string>

const LEVELS = ['constitution', 'law', 'regulation', 'rule', 'interpretation', 'local', 'other'] as const
const FILTERS = ['level', 'region', 'topic', 'status', 'asOf', 'law'] as const
const COUNTED = ['level', 'region', 'topic'] as const
/** What people ask; the Chinese sentence is the query, whatever the page's language. */
const OFTEN_ASKED = ['price', 'return', 'expired', 'prepaid', 'permit', 'advert', 'quality', 'complaint'] as const
const PAGE_SIZE = 10
const LAWS_BESIDE = 3

type Names = ReturnType<typeof namesOf>

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
  const exact = given('exact') === 'true' ? 'true' : undefined
  const page = Math.max(1, Number.parseInt(given('page') || '1', 10) || 1)
  const asked = q !== '' || filters['law'] !== undefined
  const offset = String((page - 1) * PAGE_SIZE)
  const query = { ...filters, q, limit: String(PAGE_SIZE), offset, ...(exact ? { exact } : {}) }
  const lawQuery = { ...(asked ? { q, limit: String(LAWS_BESIDE) } : query), ...pickOf(filters), status: 'all' }
  const [vocabulary, articles, laws, lawName] = await Promise.all([
    api.regulations.vocabulary.$get().then((answer) => answer.json()),
    asked ? api.regulations.articles.$get({ query: { ...query, collapse: 'region' } as ArticleQuery }) : undefined,
    api.regulations.$get({ query: lawQuery as LawQuery }),
    lawNameOf(site, filters['law']),
  ])
  const names = namesOf(say, locale, vocabulary)
  const form = formOf(site, names, { q, ...filters })
  for (const answer of [articles, laws]) {
    if (!answer || answer.status === 200) continue
    astro.response.status = answer.status
    return { q, form, names, tags: [], problem: (await (answer as Response).json()) as ProblemBody }
  }
  const found = articles && (await articles.json())
  const listed = await laws.json()
  const address = (changes: Record<string, string | undefined>) => to.regulations({ q, ...filters, exact, ...changes })
  const total = found ? found.total : listed.total
  const last = Math.min(page * PAGE_SIZE, total)
  const range = { from: (page - 1) * PAGE_SIZE + 1, to: last, total: formatNumber(locale, total) }
  const browsing = !asked && page === 1 && Object.keys(filters).length === 0
  return {
    q,
    form,
    names,
    found,
    laws: listed.items,
    /** What a screen reader hears when the results change under the reader's typing. */
    spoken: say(
      found ? (total === 0 ? 'regulations.foundNone' : 'regulations.foundCount') : 'regulations.listedCount',
      range,
    ),
    understood: found && understoodOf(site, found.query, address),
    browse: browsing ? browseOf(site, names) : undefined,
    onlyNotes: browsing && listed.items.length > 0 && listed.items.every(({ source }) => source === 'digest'),
    tags: tagsOf(site, names, filters, lawName, address),
    narrow: found ? narrowOf(site, names, found.facets, filters, address) : [],
    clear: to.regulations({ q }),
    range: say(found ? 'regulations.range' : 'regulations.rangeLaws', range),
    previous: page > 1 ? address({ page: page > 2 ? String(page - 1) : undefined }) : null,
    next: last < total ? address({ page: String(page + 1) }) : null,
  }
}

const pickOf = (from: Values) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => COUNTED.some((name) => name === key)))

/** The title of the law searched in; undefined without one. */
async function lawNameOf({ api, say }: Site, id: string | undefined): Promise<string | undefined> {
  if (id === undefined) return undefined
  const answer = await api.regulations[':id'].$get({ param: { id: encodeURIComponent(id) }, query: {} })
  return answer.ok ? (await answer.json()).title : say('regulations.unknownLaw')
}

function formOf({ say }: Site, names: Names, values: Values) {
  const any = { value: '', label: say('regulations.any') }
  const choices = COUNTED.map(
    (name): FilterField => ({
      name,
      label: say(`regulations.field.${name}`),
      kind: 'select',
      value: values[name],
      options: [any, ...[...names[name]].map(([value, label]) => ({ value, label }))],
    }),
  )
  const status: FilterField = {
    name: 'status',
    label: say('regulations.field.status'),
    kind: 'select',
    value: values['status'],
    options: [
      { value: '', label: say('regulations.onlyInForce') },
      { value: 'all', label: say('regulations.everything') },
    ],
  }
  const asOf: FilterField = {
    name: 'asOf',
    label: say('regulations.field.asOf'),
    kind: 'date',
    value: values['asOf'],
  }
  const fields = [...choices, status, asOf]
  const kept: [string, string][] = values['law'] ? [['law', values['law']]] : []
  return { q: values['q'], fields, kept, names: ['q', ...fields.map(({ name }) => name)] }
}

function tagsOf(
  { say, locale }: Site,
  names: Names,
  filters: Values,
  lawName: string | undefined,
  address: (changes: Record<string, undefined>) => string,
) {
  const labelOf = (name: string, value: string) => {
    if (name === 'level' || name === 'region' || name === 'topic') return names[name].get(value) ?? value
    if (name === 'law') return lawName ?? value
    if (name === 'asOf') return say('regulations.asOfTag', { date: formatDate(locale, value) })
    return say(value === 'all' ? 'regulations.everything' : 'regulations.onlyInForce')
  }
  return Object.entries(filters).map(([name, value]) => ({
    label: labelOf(name, value),
    href: address({ [name]: undefined }),
  }))
}

/** How the words were taken: another spelling, a phrase that stands nowhere, what the law calls it. */
function understoodOf(
  { say, locale }: Site,
  { text, corrected, applied, loosened, meanings }: ArticleResults['query'],
  address: (changes: Record<string, string | undefined>) => string,
) {
  return {
    corrected: corrected === null ? undefined : { words: corrected, applied, href: address({ q: corrected }) },
    asTyped: applied ? { words: text, href: address({ exact: 'true' }) } : undefined,
    loosened,
    meanings: meanings.map(({ word, means, articles }) => ({
      sentence: say('regulations.meaning', { word, means: pick(locale, means) }),
      articles: articles.map(({ law, number, url }) => ({
        label: say('common.citationLabel', { law, label: articleLabel({ article: number }, 'zh') }),
        href: inLocale(locale, url),
      })),
    })),
  }
}

/** Ways in for who has no words yet. */
function browseOf({ say, to }: Site, names: Names) {
  return {
    asked: OFTEN_ASKED.map((key) => ({
      label: say(`regulations.ask.${key}`),
      href: to.regulations({ q: t('zh', `regulations.ask.${key}`) }),
    })),
    topics: [...names.topic].map(([topic, label]) => ({ label, href: to.regulations({ topic }) })),
  }
}

const VALUES_SHOWN = 8

function narrowOf(
  { say, locale }: Site,
  names: Names,
  facets: Record<(typeof COUNTED)[number], Record<string, number>>,
  filters: Values,
  address: (changes: Values) => string,
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
