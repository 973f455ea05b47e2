/** Verb: what still has to reach the national 12315 platform or be acknowledged there, oldest first. */
import { and, asc, count, eq, ne, or, type SQL } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { demand } from '../../staff/permissions.ts'
import { holds } from '../may.ts'
import { tickets } from '../tables.ts'
import type { NationalEntry } from './model.ts'
import { type NationalRow, nationalOutbox } from './tables.ts'

export async function listNational(
  deps: Deps,
  ctx: Context,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: NationalEntry[]; total: number }> {
  demand(ctx, 'tickets.read')
  const where = and(ne(nationalOutbox.state, 'acknowledged'), reach(ctx))
  const joined = eq(tickets.id, nationalOutbox.ticketId)
  const [rows, totals] = await Promise.all([
    deps.db
      .select({ entry: nationalOutbox, number: tickets.number, kind: tickets.kind })
      .from(nationalOutbox)
      .innerJoin(tickets, joined)
      .where(where)
      .orderBy(asc(nationalOutbox.dueOn), asc(tickets.number))
      .limit(limit)
      .offset(offset),
    deps.db.select({ count: count() }).from(nationalOutbox).innerJoin(tickets, joined).where(where),
  ])
  const items = rows.map(({ entry, number, kind }) => ({
    number,
    kind: kind === 'report' ? ('report' as const) : ('complaint' as const),
    ...nationalView(entry, chinaDate(deps.clock.now())),
  }))
  return { items, total: totals[0]?.count ?? 0 }
}

export function nationalView(row: NationalRow, today: string): Omit<NationalEntry, 'number' | 'kind'> {
  const { state, externalNumber, dueOn } = row
  return { state, externalNumber, dueOn, card: state === 'waiting' && dueOn < today ? 'yellow' : 'none' }
}

function reach({ actor }: Context): SQL | undefined {
  if (actor.kind !== 'staff' || holds(actor, 'tickets.all')) return undefined
  const own = [
    ...(actor.station ? [eq(tickets.station, actor.station)] : []),
    ...(actor.section ? [eq(tickets.section, actor.section)] : []),
  ]
  return or(...own) ?? eq(tickets.section, '')
}
