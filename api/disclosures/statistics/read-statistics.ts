/** Verb: figures of a filter by month, breach, station and size of the fine, and how many checks found nothing wrong. */
import { and, type SQL, sql } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { type DisclosureFilter, UNSTATED } from '../query.ts'
import { sentenceOf } from '../sentence.ts'
import { disclosures } from '../tables.ts'
import { shown } from '../where.ts'
import { nameOf } from '../words.ts'
import { compareYears } from './compare-years.ts'
import { listAddress, withinDays, withinSums } from './lists.ts'
import type { Part, Passed, Statistics } from './model.ts'
import { selectionOf } from './selection.ts'

/** 未发现问题: the only result that passes. */
const CLEAN = 'S01'
/** A share of fewer checks says little: it is given as counts. */
const SMALLEST_BASE = 20
/** Lower ends of the classes of fines, yuan. */
const BANDS = ['0.01', '1000.00', '5000.00', '10000.00', '50000.00', '100000.00', '500000.00'] as const

interface Counted {
  /** Which of the groupings the row belongs to. */
  kind: 'all' | 'month' | 'breach' | 'station' | 'band'
  value: string | null
  count: number
  fineYuan: string
  inspections: number
  clean: number
}

export async function readStatistics(deps: Deps, ctx: Context, filter: DisclosureFilter): Promise<Statistics> {
  const today = chinaDate(deps.clock.now())
  const where = and(shown(today), await selectionOf(deps, filter))
  const [rows, fines, comparison] = await Promise.all([
    countAll(deps, where),
    measureFines(deps, where),
    compareYears(deps, filter),
  ])
  const of = (kind: Counted['kind']) => rows.filter((row) => row.kind === kind)
  const [all = NOTHING] = of('all')
  const name = (table: 'breaches' | 'stations', id: string | null) =>
    id === null ? '' : nameOf(deps.content, ctx.locale, table, id)
  const byCount = (a: Part, b: Part) => b.count - a.count || a.value.localeCompare(b.value)
  return {
    asOf: today,
    sentence: sentenceOf(deps.content, ctx.locale, filter, all.count),
    total: all.count,
    fineYuan: all.fineYuan,
    comparison,
    months: withoutGaps(of('month')).map((row) => {
      const month = row.value ?? ''
      const within = withinDays(filter, `${month}-01`, lastDay(month))
      return { ...part(row, month, within), ...passedOf(row, within) }
    }),
    breaches: of('breach')
      .map((row) => part(row, name('breaches', row.value), only(filter, 'breach', row.value, 'penalty')))
      .sort(byCount),
    stations: of('station')
      .map((row) => {
        const within = only(filter, 'station', row.value)
        return { ...part(row, name('stations', row.value), within), ...passedOf(row, within) }
      })
      .sort(byCount),
    fines: {
      ...fines,
      bands: BANDS.map((from, at) => {
        const next = BANDS[at + 1]
        const to = next === undefined ? null : (Number(next) - 0.01).toFixed(2)
        const found = of('band').find(({ value }) => value === String(at + 1))
        return { from, to, count: found?.count ?? 0, list: listAddress(withinSums(filter, from, to)) }
      }),
    },
    passed: passedOf(all, filter),
  }
}

/** Every grouping in one reading of the table. */
async function countAll(deps: Deps, where: SQL | undefined): Promise<Counted[]> {
  const { type, result, fineYuan: fine, decidedOn, station, breach } = disclosures
  const bands = sql.raw(`array[${BANDS.join(', ')}]`)
  const rows = await deps.db.execute<{ [F in keyof Counted]: Counted[F] }>(sql`
    select
      case grouping(month, breach, station, band)
        when 7 then 'month' when 11 then 'breach' when 13 then 'station' when 14 then 'band' else 'all' end as kind,
      case grouping(month, breach, station, band)
        when 7 then month when 11 then breach when 13 then station when 14 then band::text end as value,
      (case when grouping(breach) = 0 then count(*) filter (where type = 'penalty') else count(*) end)::int as count,
      coalesce(sum(fine), 0)::numeric(18, 2)::text as "fineYuan",
      (count(*) filter (where type = 'inspection'))::int as inspections,
      (count(*) filter (where type = 'inspection' and result = ${CLEAN}))::int as clean
    from (
      select to_char(${decidedOn}, 'YYYY-MM') as month, ${breach} as breach, ${station} as station,
        width_bucket(${fine}, ${bands}) as band, ${type} as type, ${result} as result, ${fine} as fine
      from ${disclosures}
      where ${where}
    ) as records
    group by grouping sets ((), (month), (breach), (station), (band))`)
  return [...rows].filter(({ kind, value, count }) => count > 0 && (kind !== 'breach' || value !== null))
}

async function measureFines(
  deps: Deps,
  where: SQL | undefined,
): Promise<Pick<Statistics['fines'], 'count' | 'medianYuan' | 'highestYuan'>> {
  const fine = disclosures.fineYuan
  const [row] = await deps.db
    .select({
      count: sql<number>`count(*)::int`,
      medianYuan: sql<string | null>`(percentile_cont(0.5) within group (order by ${fine}))::numeric(14, 2)::text`,
      highestYuan: sql<string | null>`max(${fine})::text`,
    })
    .from(disclosures)
    .where(and(where, sql`${fine} > 0`))
  return row ?? { count: 0, medianYuan: null, highestYuan: null }
}

const NOTHING: Counted = { kind: 'all', value: null, count: 0, fineYuan: '0.00', inspections: 0, clean: 0 }

/** Months without a record between two that have some. */
function withoutGaps(rows: readonly Counted[]): Counted[] {
  const known = new Map(rows.map((row) => [row.value ?? '', row]))
  const months = [...known.keys()].sort()
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return []
  const all: Counted[] = []
  for (let month = first; month <= last; month = following(month))
    all.push(known.get(month) ?? { ...NOTHING, kind: 'month', value: month })
  return all
}

/** `2026-12` → `2027-01`. */
function following(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

function lastDay(month: string): string {
  const day = new Date(`${following(month)}-01T00:00:00Z`)
  day.setUTCDate(0)
  return day.toISOString().slice(0, 10)
}

/** The filter with one value of a code, or with the records that carry none. */
function only(
  filter: DisclosureFilter,
  field: 'breach' | 'station',
  value: string | null,
  type?: 'penalty',
): DisclosureFilter {
  return { ...filter, ...(type ? { type: [type] } : {}), [field]: [value ?? UNSTATED] }
}

const part = ({ value, count, fineYuan }: Counted, name: string, within: DisclosureFilter | null): Part => ({
  ...{ value: value ?? '', name, count, fineYuan },
  list: within === null ? null : listAddress(within),
})

function passedOf({ inspections, clean }: Counted, within: DisclosureFilter | null): Passed {
  const checks: DisclosureFilter | null = within && { ...within, type: ['inspection'] }
  return {
    inspections,
    clean,
    rate: inspections >= SMALLEST_BASE ? (clean / inspections).toFixed(4) : null,
    inspectionList: checks && listAddress(checks),
    cleanList: checks && listAddress({ ...checks, result: [CLEAN] }),
  }
}
