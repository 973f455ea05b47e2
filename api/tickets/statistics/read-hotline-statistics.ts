/** Verb: how the hotlines' tickets were handled in a period, each rate with what it was worked out from. */
import { type Locale, t } from '../../../content/messages/index.ts'
import type { Content } from '../../../content/schema.ts'
import type { Measure } from '../../../content/schema-indicators.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { recently } from '../../platform/recently.ts'
import { CHANNELS, type Channel, TICKET_KINDS, type TicketKind } from '../model.ts'
import { chinaTime, kindName, unitOf } from '../words.ts'
import { breakdowns, byMonth, durations, type Group, stock } from './breakdowns.ts'
import { countMeasures, type Span } from './count-measures.ts'
import type { HotlineQuery, HotlineStatistics, Named, Rate } from './model.ts'

const DAYS = 30
const LONGEST_DAYS = 3 * 366
const keep = recently<HotlineStatistics>(60_000, 40)

/**
 * The last 30 days unless asked otherwise.
 * @throws Problem `invalid` for an unknown station, days in the wrong order or more than three years
 */
export function readHotlineStatistics(deps: Deps, ctx: Context, query: HotlineQuery): Promise<HotlineStatistics> {
  const now = deps.clock.now()
  const span = spanOf(query, deps.content, chinaDate(now))
  const key = [ctx.locale, now.toISOString().slice(0, 16), span.from, span.to, span.station ?? ''].join()
  return keep(deps, key, () => read(deps, ctx.locale, span))
}

function spanOf({ from, to, station }: HotlineQuery, content: Content, today: string): Span {
  const last = to ?? today
  const first = from ?? new Date(Date.parse(last) - (DAYS - 1) * 86_400_000).toISOString().slice(0, 10)
  const wrong = first > last || Date.parse(last) - Date.parse(first) > LONGEST_DAYS * 86_400_000
  const errors = [
    ...(wrong ? [{ path: 'to', code: 'format', message: 'errors.statistics.span' as const }] : []),
    ...(station && !content.find.station.has(station)
      ? [{ path: 'station', code: 'choice', message: 'errors.field.choice' as const }]
      : []),
  ]
  if (errors.length > 0) throw new Problem('invalid', { errors })
  return { from: first, to: last, station: station ?? null, today }
}

async function read(deps: Deps, locale: Locale, span: Span): Promise<HotlineStatistics> {
  const { content } = deps
  const [measures, groups, months, took, left] = await Promise.all([
    countMeasures(deps, span),
    breakdowns(deps, span),
    byMonth(deps, span),
    durations(deps, span),
    stock(deps, span),
  ])
  const rates = content.indicators.indicators.map((indicator) => [
    indicator.id,
    rateOf(indicator, measures, content, locale),
  ])
  const { received, carriedOver, closed } = measures
  const { open, overdue, oldestOpen } = left
  return {
    from: span.from,
    to: span.to,
    station: stationOf(content, locale, span.station),
    counts: { received, carriedOver, closed, open, overdue },
    rates: Object.fromEntries(rates) as HotlineStatistics['rates'],
    smallestBase: content.indicators.smallestBase,
    ...took,
    oldestOpen,
    ...namedGroups(deps, locale, groups),
    months,
    demo: content.bureau.demo,
    asOf: chinaTime(deps.clock.now()),
  }
}

type Indicator = Content['indicators']['indicators'][number]

function rateOf(indicator: Indicator, measures: Record<Measure, number>, content: Content, locale: Locale): Rate {
  const sum = (names: readonly Measure[]) => names.reduce((total, name) => total + measures[name], 0)
  const numerator = sum(indicator.numerator)
  const denominator = sum(indicator.denominator) - sum(indicator.minus)
  const { name, formula, source } = indicator
  const rate = denominator < content.indicators.smallestBase ? null : Math.round((numerator / denominator) * 1e4) / 1e4
  return { name: name[locale], numerator, denominator, rate, formula: formula[locale], source: source[locale] }
}

function namedGroups({ content }: Deps, locale: Locale, groups: Awaited<ReturnType<typeof breakdowns>>) {
  const named = (rows: Group[], nameOf: (id: string) => string): Named[] =>
    rows.map((row) => ({ ...row, name: nameOf(row.id) }))
  const isKind = (id: string): id is TicketKind => TICKET_KINDS.some((kind) => kind === id)
  const isChannel = (id: string): id is Channel => CHANNELS.some((channel) => channel === id)
  return {
    kinds: named(groups.kinds, (id) => (isKind(id) ? kindName(locale, id) : id)),
    channels: named(groups.channels, (id) => (isChannel(id) ? t(locale, `desk.channel.${id}`) : id)),
    problems: named(groups.problems, (id) => content.find.problem.get(id)?.title[locale] ?? id),
    units: named(groups.units, (id) => {
      const station = content.find.station.has(id)
      return unitOf(content, locale, { station: station ? id : null, section: station ? null : id }).name
    }),
  }
}

function stationOf(content: Content, locale: Locale, id: string | null): HotlineStatistics['station'] {
  return id === null ? null : { id, name: unitOf(content, locale, { station: id, section: null }).name }
}
