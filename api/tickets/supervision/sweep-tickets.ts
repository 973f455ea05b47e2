/**
 * The sweep (到期扫描): a warning when one working day of a period is left, an event with a supervision order (督办) when it
 * is over, and an end for what waits for nobody any more. May run twice without harm and catches up on missed runs.
 */
import { and, eq, exists, gte, isNull, lte, not, sql } from 'drizzle-orm'
import { addDays, chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { systemContext } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { applyStep } from '../apply-step.ts'
import { cardOf } from '../card.ts'
import { guardFacts } from '../guard-facts.ts'
import { whyNot } from '../guards.ts'
import type { Action } from '../states.ts'
import { type ClockRow, ticketClocks, ticketEvents, tickets } from '../tables.ts'
import { findTicket } from '../ticket-store.ts'
import { transitionFor } from '../transitions.ts'
import { ticketSupervisions } from './tables.ts'

const AT_ONCE = 500
const CTX = systemContext('tickets.sweep')

export interface Swept {
  warned: number
  overdue: number
  closed: number
}

export async function sweepTickets(deps: Deps): Promise<Swept> {
  const today = chinaDate(deps.clock.now())
  const overdue = await markAll(deps, 'red', { until: addDays(today, -1) })
  // A card falls at most one working day ahead; between holidays that is up to this many days.
  const warned = await markAll(deps, 'yellow', { from: today, until: addDays(today, LONGEST_HOLIDAY) })
  return { overdue, warned, closed: await closeSettled(deps) }
}

/** Gives the cards that are due on days of a span, batch by batch, until one brings nothing. */
async function markAll(deps: Deps, card: 'yellow' | 'red', span: Span): Promise<number> {
  const today = chinaDate(deps.clock.now())
  for (let all = 0; ; ) {
    let marked = 0
    for (const { clock, number } of await dueClocks(deps, card, span))
      if (cardOf(clock.dueOn, today, deps.calendar) === card) marked += await mark(deps, number, clock, card)
    if (marked === 0) return all
    all += marked
  }
}

const LONGEST_HOLIDAY = 12

interface Span {
  from?: string
  until: string
}

/** Running clocks due on days of a span that have no card of that colour for it yet, the nearest first. */
async function dueClocks(deps: Deps, card: 'yellow' | 'red', { from, until }: Span) {
  const marked = deps.db
    .select({ one: sql`1` })
    .from(ticketSupervisions)
    .where(
      and(
        eq(ticketSupervisions.clockId, ticketClocks.id),
        eq(ticketSupervisions.card, card),
        eq(ticketSupervisions.dueOn, ticketClocks.dueOn),
      ),
    )
  return deps.db
    .select({ clock: ticketClocks, number: tickets.number })
    .from(ticketClocks)
    .innerJoin(tickets, eq(tickets.id, ticketClocks.ticketId))
    .where(
      and(
        isNull(ticketClocks.doneOn),
        from ? gte(ticketClocks.dueOn, from) : undefined,
        lte(ticketClocks.dueOn, until),
        not(exists(marked)),
      ),
    )
    .orderBy(ticketClocks.dueOn)
    .limit(AT_ONCE)
}

/** @returns 1 when the card was given, 0 when somebody was quicker */
async function mark(deps: Deps, number: string, clock: ClockRow, card: 'yellow' | 'red'): Promise<number> {
  const give = deps.db.transaction(async (tx) => {
    const given = await tx
      .insert(ticketSupervisions)
      .values({
        ...{ id: deps.random.uuid(), ticketId: clock.ticketId, clockId: clock.id, card },
        dueOn: clock.dueOn,
        at: deps.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: ticketSupervisions.id })
    if (given.length === 0) return 0 as const
    await step(deps, tx, number, card === 'red' ? 'overdue' : 'warn', { rule: clock.rule, dueOn: clock.dueOn ?? '' })
    return 1 as const
  })
  return give.catch(quicker)
}

/** Ends what the closing rules allow: decided, told, and nobody has said anything since. */
async function closeSettled(deps: Deps): Promise<number> {
  let closed = 0
  for (const rule of deps.content.closing) {
    const before = workingDaysAgo(deps, rule.workingDays)
    const spoken = deps.db
      .select({ one: sql`1` })
      .from(ticketEvents)
      .where(and(eq(ticketEvents.ticketId, tickets.id), sql`${ticketEvents.at} > ${before.toISOString()}::timestamptz`))
    const settled = await deps.db
      .select({ number: tickets.number })
      .from(tickets)
      .where(
        and(
          sql`${tickets.state} = ${rule.state}`,
          sql`${tickets.kind} in ${rule.ticketKinds}`,
          isNull(tickets.closedAt),
          not(exists(spoken)),
        ),
      )
      .limit(AT_ONCE)
    for (const { number } of settled) {
      closed += await deps.db.transaction((tx) => step(deps, tx, number, 'close', {})).catch(quicker)
    }
  }
  return closed
}

/** The end of the day that many whole working days ago; today is not over and does not count. */
function workingDaysAgo(deps: Deps, count: number): Date {
  let day = addDays(chinaDate(deps.clock.now()), -1)
  for (let left = count; left > 0; ) {
    if (deps.calendar.isWorkday(day)) left -= 1
    day = addDays(day, -1)
  }
  return new Date(`${day}T23:59:59+08:00`)
}

async function step(
  deps: Deps,
  tx: Parameters<typeof applyStep>[1],
  number: string,
  action: Action,
  facts: Record<string, string>,
): Promise<0 | 1> {
  const record = await findTicket(tx, number)
  if (!record) return 0
  const { ticket } = record
  const transition = transitionFor(ticket.kind, ticket.state, action)
  if (!transition?.who.includes('system') || whyNot(transition.guards, await guardFacts(tx, ticket, CTX.actor)))
    return 0
  await applyStep(deps, tx, CTX, record, { transition, actor: { kind: 'system', id: null }, facts })
  return 1
}

/** Somebody acted on it in the same moment: it is theirs. */
function quicker(error: unknown): 0 {
  if (error instanceof Problem && error.code === 'conflict') return 0
  throw error
}
