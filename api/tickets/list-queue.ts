/**
 * The desk's queue: what lies with one's unit, nearest date first. Searches the masked copy only. Counting stops at a
 * bound, so that a hundred thousand open tickets cost no more than a few.
 */
import { and, asc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, unionAll } from 'drizzle-orm/pg-core'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { demand } from '../staff/permissions.ts'
import { queueItem } from './public.ts'
import { asksForWords, holdsWords, type QueueFilter, queueWhere } from './queue-filter.ts'
import { newsMark } from './read-news.ts'
import { type TicketRow, tickets } from './tables.ts'
import type { QueueCounts, QueueItem, Tally } from './view-model.ts'

/** Counted exactly up to here. */
const COUNTED = 1000
/** A word that so many of the first nearest hold is common: it is counted among the nearest alone, not everywhere. */
const COMMON = 20
const FIRST = 200
/** So many of the nearest are looked through for a word that many tickets hold. */
const NEAREST = 2000
/** Sorted at most, where a word that many hold is not among the nearest. */
const MOST_SORTED = 100_000

interface Page {
  limit: number
  offset: number
}

export async function listQueue(
  deps: Deps,
  ctx: Context,
  { limit, offset, ...filter }: QueueFilter & Page,
): Promise<{ items: QueueItem[]; total: number; atLeast: boolean; asOf: string }> {
  demand(ctx, 'tickets.read')
  const asOf = newsMark(deps)
  const [rows, tally] = await (asksForWords(filter) ? search : list)(deps, ctx, filter, { limit, offset })
  const items = rows.map((row) => queueItem(deps, ctx.locale, row))
  return { items, total: tally.count, atLeast: tally.atLeast, asOf }
}

type Found = [rows: TicketRow[], tally: Tally]

async function list(deps: Deps, ctx: Context, filter: QueueFilter, { limit, offset }: Page): Promise<Found> {
  const where = queueWhere(deps, ctx, filter)
  const rows = (part?: SQL) =>
    deps.db
      .select()
      .from(tickets)
      .where(and(where, part))
      .orderBy(...nearestFirst(tickets))
  // What is open and what is over stand in indexes of their own.
  const found =
    filter.family === 'all'
      ? unionAll(
          rows(isNull(tickets.closedAt)).limit(offset + limit),
          rows(isNotNull(tickets.closedAt)).limit(offset + limit),
        )
          .orderBy(...nearestFirst(tickets))
          .limit(limit)
          .offset(offset)
      : rows().limit(limit).offset(offset)
  return Promise.all([found, tallyOf(deps, where)])
}

/**
 * How many hold the words decides how the nearest of them are found, and the database guesses badly: few are sorted; of
 * many, enough are among the nearest of all, unless everybody has been writing of it only lately.
 */
async function search(deps: Deps, ctx: Context, { q = '', ...filter }: QueueFilter, page: Page): Promise<Found> {
  const where = queueWhere(deps, ctx, { q, ...filter })
  const orFurther = async (rows: TicketRow[]) =>
    rows.length === page.limit ? rows : (await sorted(deps, where, MOST_SORTED, page))[0]
  // No one index has the order of the open and of those that are over.
  const near = filter.family === 'all' ? undefined : amongNearest(deps, queueWhere(deps, ctx, filter), q)
  if (near && (await near.tally(FIRST)).count >= COMMON) {
    const [rows, tally] = await Promise.all([near.rows(page), near.tally(NEAREST)])
    return [tally.atLeast ? await orFurther(rows) : rows, tally]
  }
  const [few, tally] = await sorted(deps, where, COUNTED + 1, page)
  if (!tally.atLeast) return [few, tally]
  return [await orFurther((await near?.rows(page)) ?? []), tally]
}

/**
 * Found before they are sorted: PostgreSQL looks no further than `most`. Only what the order needs is sorted, and looked
 * for once for the page and for the figure above it.
 */
async function sorted(deps: Deps, where: SQL | undefined, most: number, { limit, offset }: Page): Promise<Found> {
  const { id, nextDueOn, receivedAt } = tickets
  const some = deps.db.select({ id, nextDueOn, receivedAt }).from(tickets).where(where).limit(most).as('some')
  const nearest = deps.db
    .select({ id: some.id, count: sql<number>`(count(*) over ())::integer`.as('count') })
    .from(some)
    .orderBy(...nearestFirst(some))
    .limit(limit)
    .offset(offset)
    .as('nearest')
  const rows = await deps.db
    .select({ ticket: tickets, count: nearest.count })
    .from(nearest)
    .innerJoin(tickets, eq(tickets.id, nearest.id))
    .orderBy(...nearestFirst(tickets))
  // Past the last page nothing carries the figure.
  const tally = rows[0] ? tallied(rows[0].count) : await tallyOf(deps, where)
  return [rows.map(({ ticket }) => ticket), tally]
}

/** The nearest of all come in the order of an index: those with the words are taken as they come. */
function amongNearest({ db }: Deps, where: SQL | undefined, q: string) {
  const nearest = (most: number) =>
    db
      .select()
      .from(tickets)
      .where(where)
      .orderBy(...nearestFirst(tickets))
      .limit(most)
      .as('nearest')
  return {
    rows({ limit, offset }: Page): Promise<TicketRow[]> {
      const all = nearest(NEAREST)
      return db
        .select()
        .from(all)
        .where(holdsWords(all, q))
        .orderBy(...nearestFirst(all))
        .limit(limit)
        .offset(offset)
    },
    /** How many of the nearest hold the words: exact where these are all there are. */
    async tally(most: number): Promise<Tally> {
      const some = nearest(most)
      const held = sql<number>`(count(*) filter (where ${holdsWords(some, q)}))::integer`
      const [row] = await db.select({ held, seen: sql<number>`count(*)::integer` }).from(some)
      const { held: count = 0, seen = 0 } = row ?? {}
      return { count: Math.min(count, COUNTED), atLeast: seen === most || count > COUNTED }
    },
  }
}

const nearestFirst = ({ nextDueOn, receivedAt, id }: Record<'nextDueOn' | 'receivedAt' | 'id', AnyPgColumn>) => [
  asc(nextDueOn),
  asc(receivedAt),
  asc(id),
]

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
  return tallied(row?.count ?? 0)
}

const tallied = (count: number): Tally => ({ count: Math.min(count, COUNTED), atLeast: count > COUNTED })
