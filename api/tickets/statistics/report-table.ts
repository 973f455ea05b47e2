/** The report of a period (月报) as rows of words and numbers, for CSV and DOCX alike. */
import { type Locale, t } from '../../../content/messages/index.ts'
import { dayLabel } from '../words.ts'
import type { HotlineStatistics, Named, Rate } from './model.ts'

export interface ReportTable {
  title: string
  head: string[]
  rows: string[][]
}

export interface Report {
  title: string
  lead: string
  tables: ReportTable[]
  note: string
}

export function reportOf(locale: Locale, found: HotlineStatistics): Report {
  const say = (key: Parameters<typeof t>[1], params?: Parameters<typeof t>[2]) => t(locale, key, params)
  const { counts, oldestOpen } = found
  const days = (value: number | null) => (value === null ? '—' : say('statistics.days', { count: value }))
  const groups: [title: string, rows: Named[]][] = [
    [say('statistics.kinds'), found.kinds],
    [say('statistics.channels'), found.channels],
    [say('statistics.problems'), found.problems],
    [say('statistics.units'), found.units],
  ]
  return {
    title: say('statistics.title'),
    lead: say('statistics.lead', {
      from: dayLabel(locale, found.from),
      to: dayLabel(locale, found.to),
      unit: found.station?.name ?? say('statistics.allUnits'),
    }),
    note: [
      say('statistics.smallBase', { base: found.smallestBase }),
      ...(found.demo ? [say('statistics.demo')] : []),
    ].join(' '),
    tables: [
      {
        title: say('statistics.rates'),
        head: [
          say('statistics.rate'),
          say('statistics.value'),
          say('statistics.numerator'),
          say('statistics.denominator'),
          say('statistics.formula'),
        ],
        rows: Object.values<Rate>(found.rates).map((rate) => [
          rate.name,
          rateText(locale, rate),
          String(rate.numerator),
          String(rate.denominator),
          rate.formula,
        ]),
      },
      {
        title: say('statistics.counts'),
        head: [say('statistics.count'), say('statistics.value')],
        rows: [
          ...(['received', 'carriedOver', 'closed', 'open', 'overdue'] as const).map((id) => [
            say(`statistics.count.${id}`),
            String(counts[id]),
          ]),
          [say('statistics.median'), days(found.medianDays)],
          [say('statistics.ninetieth'), days(found.ninetiethDays)],
          [say('statistics.oldest'), days(oldestOpen?.days ?? null)],
        ],
      },
      {
        title: say('statistics.spans'),
        head: [say('statistics.span'), say('statistics.value')],
        rows: found.spans.map(({ from, to, count }) => [spanText(locale, from, to), String(count)]),
      },
      ...groups.map(([title, rows]) => ({
        title,
        head: [title, say('statistics.count.received'), say('statistics.count.closed'), say('statistics.count.open')],
        rows: rows.map(({ name, received, closed, open }) => [name, String(received), String(closed), String(open)]),
      })),
    ],
  }
}

/** A rate in per cent, or the two counts where the base is small. */
export function rateText(locale: Locale, { rate, numerator, denominator }: Rate): string {
  if (rate !== null) return `${(rate * 100).toFixed(1)}%`
  return denominator <= 0 ? '—' : t(locale, 'statistics.outOf', { numerator, denominator })
}

export function spanText(locale: Locale, from: number, to: number | null): string {
  return to === null ? t(locale, 'statistics.spanFrom', { from }) : t(locale, 'statistics.spanTo', { from, to })
}
