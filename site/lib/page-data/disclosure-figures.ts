/** Figures of a filter as charts with their tables: a view of GET /api/disclosures/statistics. */
import type { AstroGlobal } from 'astro'
import type { Passed, Statistics } from '../../../api/disclosures/statistics/model.ts'
import type { ProblemBody } from '../../../api/platform/http.ts'
import { formatNumber, formatShare, formatYuan } from '../format.ts'
import type { useSite } from '../i18n.ts'
import { filtersIn, filtersOf, givenIn, queryOf } from './disclosures-filter.ts'
import { formOf, withoutWrong } from './disclosures-form.ts'

type Site = ReturnType<typeof useSite>

export interface Cell {
  text: string
  href?: string | undefined
}
export interface Chart {
  /** Columns stand in time, bars lie by name. */
  kind: 'columns' | 'bars'
  points: { label: string; value: number; shown: string }[]
  /** Value of the highest line; a round number above the largest point when absent. */
  top?: number
  /** How the scale is written. */
  scale: (value: number) => string
}
/** One chart and the table it is made from. */
export interface FigureSection {
  id: 'months' | 'breaches' | 'stations' | 'fines' | 'passed'
  title: string
  text: string
  chart: Chart
  /** First heading is of the row's name. */
  head: string[]
  rows: { name: string; cells: Cell[] }[]
}

/** Months drawn; older ones are left to the list. */
const MONTHS = 24
/** Bars drawn; the table has all. */
const BARS = 10

export async function figuresPage(astro: Pick<AstroGlobal, 'url' | 'response'>, site: Site) {
  const { to, api } = site
  const given = givenIn(astro.url.searchParams)
  const [response, list] = await Promise.all([
    api.disclosures.statistics.$get({ query: queryOf(given) }),
    api.disclosures.$get({ query: { ...queryOf(given), limit: '1' } }),
  ])
  if (response.status !== 200 || list.status !== 200) {
    const wrong = response.status === 200 ? list : response
    const problem = (await wrong.json()) as ProblemBody
    astro.response.status = wrong.status
    const right = withoutWrong(given, problem)
    const rest = await api.disclosures.$get({ query: { ...queryOf(right), limit: '1' } })
    const form = formOf(site, given, right, rest.status === 200 ? await rest.json() : undefined)
    return { found: undefined, problem, form }
  }
  const [found, counted] = [await response.json(), await list.json()]
  const without = (param: string, value: string) =>
    filtersOf(given).filter(([name, each]) => name !== param || each !== value)
  return {
    problem: undefined,
    found,
    form: formOf(site, given, given, counted),
    tags: counted.applied.map(({ label, param, value }) => ({
      label,
      href: to.disclosureFigures(without(param, value)),
    })),
    filters: filtersOf(given),
    sections: sectionsOf(site, found),
  }
}

function sectionsOf(site: Site, found: Statistics): FigureSection[] {
  const all = [
    months(site, found),
    breaches(site, found),
    stations(site, found),
    fines(site, found),
    passed(site, found),
  ]
  return all.filter(({ rows }) => rows.length > 0)
}

const linked = ({ locale, to }: Site, count: number, list: string | null): Cell => ({
  text: formatNumber(locale, count),
  href: list === null || count === 0 ? undefined : to.disclosures(filtersIn(list)),
})
/** A sum opens its records, the largest fine first. */
const yuan = ({ locale, to }: Site, sum: string, list: string | null): Cell => ({
  text: formatYuan(locale, sum),
  href: list === null || Number(sum) === 0 ? undefined : to.disclosures([...filtersIn(list), ['sort', '-fine']]),
})
const plain =
  ({ locale }: Site) =>
  (value: number) =>
    formatNumber(locale, value)
const monthName = ({ say }: Site, month: string) => {
  const [year = '', number = ''] = month.split('-')
  return say('disclosures.figures.month', { year, month: number })
}

function months(site: Site, found: Statistics): FigureSection {
  const { say } = site
  const shown = found.months.slice(-MONTHS)
  const older = found.months.slice(0, -MONTHS).reduce((sum, { count }) => sum + count, 0)
  return {
    id: 'months',
    title: say('disclosures.figures.months'),
    text: older > 0 ? say('disclosures.figures.monthsOlder', { count: plain(site)(older), months: MONTHS }) : '',
    chart: {
      kind: 'columns',
      points: shown.map(({ value, count }) => ({
        label: value.replace('-', '.'),
        value: count,
        shown: plain(site)(count),
      })),
      scale: plain(site),
    },
    head: [say('disclosures.figures.monthHead'), say('disclosures.figures.count'), say('disclosures.figures.sum')],
    rows: shown
      .map(({ value, count, fineYuan, list }) => ({
        name: monthName(site, value),
        cells: [linked(site, count, list), yuan(site, fineYuan, list)],
      }))
      .reverse(),
  }
}

function breaches(site: Site, found: Statistics): FigureSection {
  const { say } = site
  return {
    id: 'breaches',
    title: say('disclosures.figures.breaches'),
    text: say('disclosures.figures.breachesText'),
    chart: bars(site, found.breaches),
    head: [say('disclosures.column.breach'), say('disclosures.figures.count'), say('disclosures.figures.sum')],
    rows: found.breaches.map(({ name, count, fineYuan, list }) => ({
      name,
      cells: [linked(site, count, list), yuan(site, fineYuan, list)],
    })),
  }
}

function stations(site: Site, found: Statistics): FigureSection {
  const { say } = site
  const named = found.stations.map((each) => ({ ...each, name: each.name || say('disclosures.figures.noStation') }))
  return {
    id: 'stations',
    title: say('disclosures.figures.stations'),
    text: say('disclosures.figures.stationsText'),
    chart: bars(site, named),
    head: [
      say('disclosures.column.station'),
      ...[say('disclosures.figures.count'), say('disclosures.figures.sum')],
      ...[say('disclosures.figures.checks'), say('disclosures.figures.clean'), say('disclosures.figures.share')],
    ],
    rows: named.map((each) => ({
      name: each.name,
      cells: [linked(site, each.count, each.list), yuan(site, each.fineYuan, each.list), ...passedCells(site, each)],
    })),
  }
}

function fines(site: Site, found: Statistics): FigureSection {
  const { say, locale } = site
  const { count, medianYuan, highestYuan } = found.fines
  const bands = found.fines.bands.map((band, at) => ({
    ...band,
    name:
      band.to === null
        ? say('disclosures.figures.bandFrom', { from: formatYuan(locale, band.from) })
        : at === 0
          ? say('disclosures.figures.bandBelow', { to: formatYuan(locale, nextCent(band.to)) })
          : say('disclosures.figures.band', {
              from: formatYuan(locale, band.from),
              to: formatYuan(locale, nextCent(band.to)),
            }),
  }))
  return {
    id: 'fines',
    title: say('disclosures.figures.fines'),
    text:
      medianYuan === null || highestYuan === null
        ? ''
        : say('disclosures.figures.finesText', {
            count: formatNumber(locale, count),
            median: formatYuan(locale, medianYuan),
            highest: formatYuan(locale, highestYuan),
          }),
    chart: bars(site, bands),
    head: [say('disclosures.figures.bandHead'), say('disclosures.figures.count')],
    rows: count === 0 ? [] : bands.map((band) => ({ name: band.name, cells: [linked(site, band.count, band.list)] })),
  }
}

/** Where the next class begins. */
const nextCent = (to: string) => (Number(to) + 0.01).toFixed(2)

function passed(site: Site, found: Statistics): FigureSection {
  const { say, locale } = site
  const shown = found.months.filter(({ inspections }) => inspections > 0).slice(-MONTHS)
  const { inspections, clean, rate } = found.passed
  const share = (value: number) => formatShare(locale, value)
  const told = { clean: plain(site)(clean), inspections: plain(site)(inspections) }
  return {
    id: 'passed',
    title: say('disclosures.figures.passed'),
    text:
      rate === null
        ? say('disclosures.figures.passedFew', told)
        : say('disclosures.figures.passedText', { ...told, share: share(Number(rate)) }),
    chart: {
      kind: 'columns',
      points: shown.flatMap((each) =>
        each.rate === null
          ? []
          : [{ label: each.value.replace('-', '.'), value: Number(each.rate), shown: share(Number(each.rate)) }],
      ),
      top: 1,
      scale: share,
    },
    head: [
      say('disclosures.figures.monthHead'),
      ...[say('disclosures.figures.checks'), say('disclosures.figures.clean'), say('disclosures.figures.share')],
    ],
    rows: shown.map((each) => ({ name: monthName(site, each.value), cells: passedCells(site, each) })).reverse(),
  }
}

function passedCells(site: Site, { inspections, clean, rate, inspectionList, cleanList }: Passed): Cell[] {
  const share = rate === null ? site.say('disclosures.figures.tooFew') : formatShare(site.locale, Number(rate))
  return [
    linked(site, inspections, inspectionList),
    linked(site, clean, cleanList),
    { text: inspections === 0 ? '' : share },
  ]
}

function bars(site: Site, parts: readonly { name: string; count: number }[]): Chart {
  return {
    kind: 'bars',
    points: parts.slice(0, BARS).map(({ name, count }) => ({ label: name, value: count, shown: plain(site)(count) })),
    scale: plain(site),
  }
}
