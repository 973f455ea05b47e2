/** Counts what indicators are made of, from tickets, their timeline and clocks; one statement. */
import { sql } from 'drizzle-orm'
import type { Measure } from '../../../content/schema-indicators.ts'
import type { Deps } from '../../deps.ts'

export interface Span {
  from: string
  to: string
  station: string | null
  today: string
}

/** Start of a day in China, and of the day after. */
export const dayStart = (day: string) => `${day}T00:00:00+08:00`
export const dayAfter = (day: string) => new Date(Date.parse(dayStart(day)) + 86_400_000).toISOString()

export async function countMeasures(deps: Pick<Deps, 'db'>, span: Span): Promise<Record<Measure, number>> {
  const { from, to, station, today } = span
  const [start, end] = [dayStart(from), dayAfter(to)]
  const mine = station === null ? sql`true` : sql`t.station = ${station}`
  const rows = await deps.db.execute<Record<Measure, string>>(sql`
    with sent as (
      select e.ticket_id, max(e.seq) as seq from ticket_events e join tickets t on t.id = e.ticket_id
      where e.type = 'dispatched' and e.at >= ${start} and e.at < ${end} and ${mine} group by e.ticket_id),
    followed as (
      select s.ticket_id,
        exists (select 1 from ticket_events r where r.ticket_id = s.ticket_id and r.seq > s.seq
          and r.to_state = 'returned-to-desk') as returned,
        exists (select 1 from ticket_events r where r.ticket_id = s.ticket_id and r.seq > s.seq
          and r.actor_kind = 'staff' and r.from_state = 'dispatched' and r.to_state <> 'returned-to-desk') as taken
      from sent s),
    fell_due as (
      select c.ticket_id,
        bool_and(coalesce(c.outcome, '') = 'met') as met,
        bool_or(c.rule = 'first-contact') as contact,
        bool_and(c.rule <> 'first-contact' or coalesce(c.outcome, '') = 'met') as contact_met
      from ticket_clocks c join tickets t on t.id = c.ticket_id
      where c.due_on between ${from} and ${to} and (c.done_on is not null or c.due_on < ${today}) and ${mine}
      group by c.ticket_id),
    judged as (
      select r.score, r.solved from ticket_ratings r join tickets t on t.id = r.ticket_id
      where r.at >= ${start} and r.at < ${end} and coalesce(t.outcome, '') not in ('refused', 'not-ours') and ${mine})
    select
      (select count(*) from tickets t where t.received_on between ${from} and ${to} and ${mine}) as received,
      (select count(*) from tickets t where t.received_on < ${from}
        and (t.closed_at is null or t.closed_at >= ${start}) and ${mine}) as "carriedOver",
      (select count(*) from tickets t where t.closed_at >= ${start} and t.closed_at < ${end} and ${mine}) as closed,
      (select count(*) from followed) as dispatched,
      (select count(*) from followed where taken) as taken,
      (select count(*) from followed where returned and not taken) as returned,
      (select count(*) from fell_due) as due,
      (select count(*) from fell_due where met) as "dueMet",
      (select count(*) from fell_due where contact) as "contactDue",
      (select count(*) from fell_due where contact and contact_met) as "contactMet",
      (select count(*) from judged) as rated,
      (select count(*) from judged where solved) as "ratedSolved",
      (select count(*) from judged where score >= 4) as "ratedSatisfied"`)
  const [row] = rows
  if (!row) throw new Error('a select without from gives one row')
  const counted = Object.entries(row).map(([measure, count]) => [measure, Number(count)])
  return Object.fromEntries(counted) as Record<Measure, number>
}
