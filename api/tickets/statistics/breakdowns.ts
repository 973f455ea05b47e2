/** The same tickets by kind, door, problem and unit, by month, and by how long they took. */
import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { TicketKind } from '../model.ts'
import { dayAfter, dayStart, type Span } from './count-measures.ts'
import type { Span as Took } from './model.ts'

export interface Group {
  id: string
  received: number
  closed: number
  open: number
}

const MONTHS = 12
/** Upper ends of the spans of days; the last is open. */
const SPANS = [1, 3, 7, 15, 30, 60] as const

const mineOf = ({ station }: Span) => (station === null ? sql`true` : sql`t.station = ${station}`)

async function grouped(deps: Pick<Deps, 'db'>, span: Span, column: SQL): Promise<Group[]> {
  const [start, end] = [dayStart(span.from), dayAfter(span.to)]
  const rows = await deps.db.execute<{ id: string; received: string; closed: string; open: string }>(sql`
    select ${column} as id,
      count(*) filter (where t.received_on between ${span.from} and ${span.to}) as received,
      count(*) filter (where t.closed_at >= ${start} and t.closed_at < ${end}) as closed,
      count(*) filter (where t.received_on <= ${span.to} and (t.closed_at is null or t.closed_at >= ${end})) as open
    from tickets t
    where ${mineOf(span)} and t.received_on <= ${span.to} and (t.closed_at is null or t.closed_at >= ${start})
    group by 1 order by 2 desc, 1`)
  return rows.map(({ id, received, closed, open }) => ({
    id,
    received: Number(received),
    closed: Number(closed),
    open: Number(open),
  }))
}

export async function breakdowns(deps: Pick<Deps, 'db'>, span: Span) {
  const [kinds, channels, problems, units] = await Promise.all([
    grouped(deps, span, sql`t.kind`),
    grouped(deps, span, sql`t.channel`),
    grouped(deps, span, sql`coalesce(t.problem, 'P99')`),
    grouped(deps, span, sql`coalesce(t.station, t.section)`),
  ])
  return { kinds, channels, problems, units }
}

export async function byMonth(
  deps: Pick<Deps, 'db'>,
  span: Span,
): Promise<{ month: string; received: number; closed: number }[]> {
  const rows = await deps.db.execute<{ month: string; received: string; closed: string }>(sql`
    with months as (
      select generate_series(date_trunc('month', ${span.to}::date) - make_interval(months => ${MONTHS - 1}),
        date_trunc('month', ${span.to}::date), interval '1 month')::date as first)
    select to_char(m.first, 'YYYY-MM') as month,
      (select count(*) from tickets t where t.received_on >= m.first
        and t.received_on < (m.first + interval '1 month')::date and ${mineOf(span)}) as received,
      (select count(*) from tickets t where t.closed_at >= m.first::timestamp at time zone 'Asia/Shanghai'
        and t.closed_at < (m.first + interval '1 month') at time zone 'Asia/Shanghai' and ${mineOf(span)}) as closed
    from months m order by 1`)
  return rows.map(({ month, received, closed }) => ({ month, received: Number(received), closed: Number(closed) }))
}

/** Calendar days from receipt to closing, of the tickets closed in the period. */
export async function durations(
  deps: Pick<Deps, 'db'>,
  span: Span,
): Promise<{ spans: Took[]; medianDays: number | null; ninetiethDays: number | null }> {
  const [start, end] = [dayStart(span.from), dayAfter(span.to)]
  const bounds = sql.raw(`array[${SPANS.map((days) => days + 1).join(',')}]`)
  const rows = await deps.db.execute<{
    bucket: number | null
    count: string
    median: string | null
    ninetieth: string | null
  }>(sql`
    with took as (
      select (t.closed_at at time zone 'Asia/Shanghai')::date - t.received_on as days from tickets t
      where t.closed_at >= ${start} and t.closed_at < ${end} and ${mineOf(span)})
    select width_bucket(days, ${bounds}) as bucket, count(*) as count,
      percentile_disc(0.5) within group (order by days) as median,
      percentile_disc(0.9) within group (order by days) as ninetieth
    from took group by grouping sets ((1), ())`)
  const whole = rows.find(({ bucket }) => bucket === null)
  const spans = [...SPANS, null].map((to, at) => ({
    from: at === 0 ? 0 : (SPANS[at - 1] ?? 0) + 1,
    to,
    count: Number(rows.find(({ bucket }) => bucket === at)?.count ?? 0),
  }))
  const days = (value: string | null | undefined) => (value === null || value === undefined ? null : Number(value))
  return { spans, medianDays: days(whole?.median), ninetiethDays: days(whole?.ninetieth) }
}

/** How many are open or over their date on the last day, and the one that has waited longest. */
export async function stock(deps: Pick<Deps, 'db'>, span: Span) {
  const end = dayAfter(span.to)
  const [row] = await deps.db.execute<{
    open: string
    overdue: string
    kind: TicketKind | null
    oldest: string | null
  }>(sql`
    select count(*) as open, count(*) filter (where t.next_due_on < ${span.today}) as overdue,
      min(t.received_on)::text as oldest, (array_agg(t.kind order by t.received_at))[1] as kind
    from tickets t
    where ${mineOf(span)} and t.received_on <= ${span.to} and (t.closed_at is null or t.closed_at >= ${end})`)
  const [last = span.to] = [span.to, span.today].toSorted()
  const oldestOpen =
    row?.oldest && row.kind
      ? {
          receivedOn: row.oldest,
          days: Math.round((Date.parse(last) - Date.parse(row.oldest)) / 86_400_000),
          kind: row.kind,
        }
      : null
  return { open: Number(row?.open ?? 0), overdue: Number(row?.overdue ?? 0), oldestOpen }
}
