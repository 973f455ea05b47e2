/** Hotline figures of a period as tables and charts: a view of GET /api/statistics/hotline. */
import type { AstroGlobal } from 'astro'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { reportOf } from '../../../api/tickets/statistics/report-table.ts'
import { formatNumber } from '../format.ts'
import type { FilterField } from '../forms.ts'
import type { useSite } from '../i18n.ts'
import { pick } from '../i18n.ts'
import type { Chart } from './disclosure-figures.ts'

type Site = ReturnType<typeof useSite>

export async function statisticsPage(astro: Pick<AstroGlobal, 'url' | 'response'>, site: Site) {
  const { api, locale } = site
  const given = Object.fromEntries(
    ['from', 'to', 'station'].flatMap((name) => {
      const value = astro.url.searchParams.get(name)
      return value ? [[name, value]] : []
    }),
  )
  const [response, offices] = await Promise.all([api.statistics.hotline.$get({ query: given }), api.offices.$get()])
  const { stations } = await offices.json()
  const options = [
    { value: '', label: site.say('statistics.allUnits') },
    ...stations.map(({ id, name }) => ({ value: id, label: pick(locale, name) })),
  ]
  const fields = (from: string, to: string): FilterField[] => [
    { name: 'from', kind: 'date', label: site.say('statistics.from'), value: from },
    { name: 'to', kind: 'date', label: site.say('statistics.to'), value: to },
    { name: 'station', kind: 'select', label: site.say('statistics.station'), value: given['station'], options },
  ]
  if (response.status !== 200) {
    astro.response.status = response.status
    const problem = (await response.json()) as ProblemBody
    return { found: undefined, problem, fields: fields(given['from'] ?? '', given['to'] ?? '') }
  }
  const found = await response.json()
  return {
    found,
    problem: undefined,
    fields: fields(found.from, found.to),
    report: reportOf(locale, found),
    chart: monthsChart(site, found.months),
    months: monthLinks(site, found.to, given['station']),
  }
}

function monthsChart({ locale }: Site, months: readonly { month: string; received: number }[]): Chart {
  return {
    kind: 'columns',
    points: months.map(({ month, received }) => ({
      label: month.replace('-', '.'),
      value: received,
      shown: formatNumber(locale, received),
    })),
    scale: (value) => formatNumber(locale, value),
  }
}

/** The month of the last day shown, and the one before it. */
function monthLinks({ to }: Site, last: string, station: string | undefined) {
  const [year = 0, month = 1] = last.split('-').map(Number)
  const day = (offset: number, date: number) =>
    new Date(Date.UTC(year, month - 1 + offset, date)).toISOString().slice(0, 10)
  const link = (offset: number) =>
    to.statistics({ from: day(offset, 1), to: day(offset + 1, 0), ...(station ? { station } : {}) })
  return { previous: link(-1), current: link(0) }
}
