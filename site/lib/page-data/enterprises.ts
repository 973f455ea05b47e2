/** Businesses: search, and the case file of one. Views of GET /api/enterprises and /api/enterprises/{uscc}. */
import type { AstroGlobal } from 'astro'
import type { Disclosure } from '../../../api/disclosures/model.ts'
import type { EnterpriseRecord } from '../../../api/enterprises/model.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { formatDate, formatNumber, formatYuan } from '../format.ts'
import type { useSite } from '../i18n.ts'

type Site = ReturnType<typeof useSite>
const PAGE_SIZE = 20

export async function enterpriseSearch(astro: Pick<AstroGlobal, 'url' | 'response'>, { api, say, to }: Site) {
  const q = astro.url.searchParams.get('q')?.trim() ?? ''
  const page = astro.url.searchParams.get('page') ?? '1'
  const response = await api.enterprises.$get({ query: { ...(q === '' ? {} : { q }), page } })
  if (response.status !== 200) {
    astro.response.status = response.status
    return { q, found: undefined, problem: (await response.json()) as ProblemBody }
  }
  const found = await response.json()
  const number = Number(page)
  const first = (number - 1) * PAGE_SIZE
  return {
    q,
    found,
    problem: undefined,
    range: say('disclosures.range', { first: first + 1, last: first + found.items.length, total: found.total }),
    previous: number > 1 ? to.enterprises(q, String(number - 1)) : null,
    next: found.next === null ? null : to.enterprises(q, String(number + 1)),
  }
}

/** The business, or undefined when nobody carries the code. */
export async function enterprisePage(
  astro: Pick<AstroGlobal, 'params'>,
  { api }: Site,
): Promise<EnterpriseRecord | undefined> {
  const response = await api.enterprises[':uscc'].$get({
    param: { uscc: encodeURIComponent(astro.params['uscc'] ?? '') },
  })
  return response.status === 200 ? response.json() : undefined
}

/** Cover of the file: what the register says. */
export function registration(
  { locale, say }: Pick<Site, 'locale' | 'say'>,
  business: EnterpriseRecord,
): { label: string; value: string }[] {
  const rows: [string, string | null][] = [
    [say('disclosures.field.uscc'), business.uscc],
    [say('disclosures.enterprise.legacy'), business.legacyNumber],
    [say('disclosures.enterprise.category'), business.categoryName],
    [say('disclosures.enterprise.representative'), business.representative],
    [
      say('disclosures.enterprise.established'),
      business.establishedOn === null ? null : formatDate(locale, business.establishedOn),
    ],
    [say('disclosures.enterprise.address'), business.address],
    [say('disclosures.field.industry'), business.industry?.name ?? null],
    [say('disclosures.enterprise.station'), business.stationName],
  ]
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}

/** Figures of the file, each with the list behind it. */
export function figuresOf(
  { locale, say, to }: Pick<Site, 'locale' | 'say' | 'to'>,
  { uscc, figures, complaints }: EnterpriseRecord,
) {
  const list = (type: Disclosure['type']) =>
    to.disclosures([
      ['uscc', uscc],
      ['type', type],
    ])
  const count = (value: number) => formatNumber(locale, value)
  return [
    {
      label: say('disclosures.type.penalty'),
      value: count(figures.penalties),
      href: list('penalty'),
      ...(figures.penalties > 0
        ? { note: say('disclosures.enterprise.fined', { sum: formatYuan(locale, figures.fineYuan) }) }
        : {}),
    },
    {
      label: say('disclosures.type.inspection'),
      value: count(figures.inspections),
      href: list('inspection'),
      ...(figures.inspections > 0 ? { note: say('disclosures.enterprise.clean', { clean: figures.clean }) } : {}),
    },
    {
      label: say('disclosures.type.permit'),
      value: count(figures.permits),
      href: list('permit'),
      note: say('disclosures.enterprise.validNow'),
    },
    { label: say('disclosures.type.abnormal'), value: count(figures.lists), href: list('abnormal') },
    {
      label: say('disclosures.enterprise.complaints', { months: complaints.months }),
      // A small number could tell who complained.
      value:
        complaints.count === null
          ? say('disclosures.enterprise.fewer', { smallest: complaints.smallest })
          : count(complaints.count),
      note: say('disclosures.enterprise.complaintsNote'),
    },
  ]
}

/** Everything in the order of days, by year. */
export function byYear(records: readonly Disclosure[]): { year: string; records: Disclosure[] }[] {
  const years = new Map<string, Disclosure[]>()
  for (const record of records) {
    const year = record.decidedOn.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), record])
  }
  return [...years].map(([year, each]) => ({ year, records: each }))
}
