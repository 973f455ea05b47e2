/**
 * The desk's queue: what lies with one's unit, nearest date first. Searches the masked copy only. Counting stops at a
 * bound, so that a hundred thousand open tickets cost no more than a few.
 */
import { asc, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { demand } from '../staff/permissions.ts'
import { queueItem } from './public.ts'
import { type QueueFilter, queueWhere } from './queue-filter.ts'
import { newsMark } from './read-news.ts'
import { tickets } from './tables.ts'
import type { QueueCounts, QueueItem, Tally } from './view-model.ts'

/** Counted exactly up to here. */
const COUNTED = 1000

export async function listQueue(
  deps: Deps,
  ctx: Context,
  { limit, offset, ...filter }: QueueFilter & { limit: number; offset: number },
): Promise<{ items: QueueItem[]; total: number; atLeast: boolean; asOf: string }> {
  demand(ctx, 'tickets.read')
  const where = queueWhere(deps, ctx, filter)
  const asOf = newsMark(deps)
  const [rows, tally] = await Promise.all([
    deps.db
      .select()
      .from(tickets)
      .where(where)
      .orderBy(asc(tickets.nextDueOn), asc(tickets.receivedAt), asc(tickets.id))
      .limit(limit)
      .offset(offset),
    tallyOf(deps, where),
  ])
  const items = rows.map((row) => queueItem(deps, ctx.locale, row))
  return { items, total: tally.count, atLeast: tally.atLeast, asOf }
}

/** The figures above the queue. */
export async function countQueue(deps: Deps, ctx: Context): Promise<QueueCounts> {
  demand(ctx, 'tickets.read')
  const tally = (filter: QueueFilter) => tallyOf(deps, queueWhere(deps, ctx, filter))
  const [late, soon, open, waiting] = await Promise.all([
    tally({ overdue: true }),
    tally({ soon: true }),
    tally({ family: 'open' }),
    tally({ family: 'waiting' }),
  ])
  return { late, soon, open, waiting }
}

async function tallyOf({ db }: Deps, where: SQL | undefined): Promise<Tally> {
  const some = db
    .select({ one: sql`1` })
    .from(tickets)
    .where(where)
    .limit(COUNTED + 1)
    .as('some')
  const [row] = await db.select({ count: sql<number>`count(*)::integer` }).from(some)
  const count = row?.count ?? 0
  return { count: Math.min(count, COUNTED), atLeast: count > COUNTED }
}
