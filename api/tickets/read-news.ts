/** Verb: has anything happened by another hand since a page was opened? Looks at the timeline, reads no text, leaves no trace. */
import { and, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { demandReach } from './may.ts'
import { type QueueFilter, queueWhere } from './queue-filter.ts'
import { ticketEvents, tickets } from './tables.ts'
import { findTicket } from './ticket-store.ts'

/** Counted up to here; more is as good as many. */
const MOST = 99
/** A page left open for longer is out of date anyway. */
const OLDEST_MS = 12 * 3_600_000
/** What was written while the page was being made may have become visible just after. */
const SLACK_MS = 2000

/** The mark a page keeps to ask from. */
export const newsMark = ({ clock }: Pick<Deps, 'clock'>) => clock.now().toISOString()

/** How much has changed, and the sentence that says so. */
export interface News {
  changed: number
  told: string
}

/** Tickets of this queue that are new or changed. */
export async function readQueueNews(
  deps: Deps,
  ctx: Context,
  { since, ...filter }: QueueFilter & { since: string },
): Promise<News> {
  const found = deps.db
    .selectDistinct({ id: ticketEvents.ticketId })
    .from(ticketEvents)
    .innerJoin(tickets, eq(tickets.id, ticketEvents.ticketId))
    .where(and(byOthers(deps, ctx, since), queueWhere(deps, ctx, filter)))
    .limit(MOST)
    .as('found')
  const [row] = await deps.db.select({ count: sql<number>`count(*)::integer` }).from(found)
  const changed = row?.count ?? 0
  return { changed, told: t(ctx.locale, 'desk.news.queue', { count: changed }) }
}

/** Steps and messages on one ticket. */
export async function readTicketNews(
  deps: Deps,
  ctx: Context,
  { number, since }: { number: string; since: string },
): Promise<News> {
  const record = await findTicket(deps.db, number)
  if (!record) throw new Problem('not-found')
  demandReach(ctx, record.ticket)
  const changed = await deps.db.$count(
    ticketEvents,
    and(eq(ticketEvents.ticketId, record.ticket.id), byOthers(deps, ctx, since)),
  )
  return { changed, told: t(ctx.locale, 'desk.news.ticket') }
}

function byOthers({ clock }: Deps, { actor }: Context, since: string) {
  const from = Math.max(Date.parse(since) - SLACK_MS, clock.now().getTime() - OLDEST_MS)
  const other =
    actor.kind === 'staff' ? or(isNull(ticketEvents.actorId), ne(ticketEvents.actorId, actor.id)) : undefined
  return and(gt(ticketEvents.at, new Date(from)), other)
}
