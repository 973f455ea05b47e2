/** The power list as a page: filter form, rows, next and previous. A view of GET /api/powers. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { COUNTERPARTS, POWER_STATES } from '../../../api/powers/model.ts'
import type { FilterField } from '../forms.ts'
import type { useSite } from '../i18n.ts'
import { pick } from '../i18n.ts'

type Site = ReturnType<typeof useSite>

const FIELDS = ['q', 'kind', 'station', 'counterpart', 'law', 'state', 'offset'] as const
const PAGE = 20

export async function powersPage(astro: Pick<AstroGlobal, 'url' | 'response'>, site: Site) {
  const { api, say, to, locale } = site
  const given: Record<string, string> = Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = astro.url.searchParams.get(name)?.trim()
      return value ? [[name, value]] : []
    }),
  )
  const [response, offices, all] = await Promise.all([
    api.powers.$get({ query: { ...given, limit: String(PAGE) } }),
    api.offices.$get(),
    api.powers.$get({ query: { limit: '1' } }),
  ])
  const whole = await all.json()
  const { stations } = await offices.json()
  const kinds = 'facets' in whole ? whole.facets.kind : []
  const sections = 'facets' in whole ? whole.facets.section : []
  const any = { value: '', label: say('powers.filter.any') }
  const field = (name: string, label: string, options: { value: string; label: string }[]): FilterField => ({
    name,
    label,
    kind: 'select',
    value: given[name],
    options: [any, ...options],
  })
  const fields = [
    field('kind', say('powers.filter.kind'), kinds),
    field('station', say('powers.filter.station'), [
      ...sections,
      ...stations.map(({ id, name }) => ({ value: id, label: pick(locale, name) })),
    ]),
    field(
      'counterpart',
      say('powers.filter.counterpart'),
      COUNTERPARTS.map((value) => ({ value, label: say(`powers.who.${value}`) })),
    ),
    field(
      'state',
      say('powers.filter.state'),
      POWER_STATES.map((value) => ({ value, label: say(`powers.state.${value}`) })),
    ),
  ]
  const size = 'size' in whole ? whole.size : { items: 0, subItems: 0, reviewed: 0 }
  if (response.status !== 200) {
    astro.response.status = response.status
    const problem = (await response.json()) as ProblemBody
    return { found: undefined, problem, fields, size, given }
  }
  const found = await response.json()
  const offset = Number(given['offset'] ?? 0)
  const { offset: _, ...filters } = given
  return {
    found,
    problem: undefined,
    fields,
    size,
    given,
    filters,
    previous: offset > 0 ? to.powers({ ...filters, offset: String(Math.max(0, offset - PAGE)) }) : null,
    next: offset + PAGE < found.total ? to.powers({ ...filters, offset: String(offset + PAGE) }) : null,
  }
}
