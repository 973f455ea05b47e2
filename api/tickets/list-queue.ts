/** The desk's queue: what lies with one's unit, nearest date first. Searches the masked copy only. */
import { and, asc, count, eq, ilike, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { demand } from '../staff/permissions.ts'
import { holds } from './may.ts'
import type { TicketKind } from './model.ts'
import { queueItem } from './public.ts'
import { FAMILIES, type Family, STATES, type State } from './states.ts'
import { tickets } from './tables.ts'
import { familyOf } from './transitions.ts'
import type { QueueItem } from './view-model.ts'

export interface QueueFilter {
  station?: string | undefined
  section?: string | undefined
  state?: State | undefined
  /** Left out: everything that is not over. */
  family?: Family | 'all' | undefined
  kind?: TicketKind | undefined
  overdue?: boolean | undefined
  /** Words in the masked text, the business's name or the number. */
  q?: string | undefined
  limit: number
  offset: number
}

export async function listQueue(
  deps: Deps,
  ctx: Context,
  filter: QueueFilter,
): Promise<{ items: QueueItem[]; total: number }> {
  demand(ctx, 'tickets.read')
  const where = and(reach(ctx), ...conditions(filter, chinaDate(deps.clock.now())))
  const [rows, totals] = await Promise.all([
    deps.db
      .select()
      .from(tickets)
      .where(where)
      .orderBy(asc(tickets.nextDueOn), asc(tickets.receivedAt), asc(tickets.id))
      .limit(filter.limit)
      .offset(filter.offset),
    deps.db.select({ count: count() }).from(tickets).where(where),
  ])
  return { items: rows.map((row) => queueItem(deps, ctx.locale, row)), total: totals[0]?.count ?? 0 }
}

/** Own station or section; undefined means everywhere. */
function reach({ actor }: Context): SQL | undefined {
  if (actor.kind !== 'staff' || holds(actor, 'tickets.all')) return undefined
  const own = [
    ...(actor.station ? [eq(tickets.station, actor.station)] : []),
    ...(actor.section ? [eq(tickets.section, actor.section)] : []),
  ]
  return or(...own) ?? eq(tickets.section, '')
}

function conditions(filter: QueueFilter, today: string): (SQL | undefined)[] {
  const { station, section, state, kind, overdue, q } = filter
  const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : ''
  return [
    station ? eq(tickets.station, station) : undefined,
    section ? eq(tickets.section, section) : undefined,
    state ? eq(tickets.state, state) : undefined,
    kind ? eq(tickets.kind, kind) : undefined,
    familyCondition(filter.family ?? (state ? 'all' : undefined)),
    overdue ? and(isNull(tickets.closedAt), lt(tickets.nextDueOn, today)) : undefined,
    q
      ? or(ilike(tickets.masked, pattern), ilike(tickets.respondentName, pattern), ilike(tickets.number, pattern))
      : undefined,
  ]
}

function familyCondition(family: QueueFilter['family']): SQL | undefined {
  if (family === 'all') return undefined
  if (family === 'final') return isNotNull(tickets.closedAt)
  if (family === undefined) return isNull(tickets.closedAt)
  const states = (Object.keys(STATES) as State[]).filter((state) => familyOf(state) === family)
  return and(isNull(tickets.closedAt), or(...states.map((state) => eq(tickets.state, state))))
}

export const QUEUE_FAMILIES = [...FAMILIES, 'all'] as const
