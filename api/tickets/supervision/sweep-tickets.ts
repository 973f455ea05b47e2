/**
 * The sweep (到期扫描): a warning when one working day of a period is left, an event with a supervision order (督办) when it
 * is over, and an end for what waits for nobody any more. May run twice without harm and catches up on missed runs.
 */
import { and, asc, eq, exists, inArray, isNull, lte, not, type SQL, sql } from 'drizzle-orm'
import { addDays, chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { systemContext } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { applyStep } from '../apply-step.ts'
import { cardOf } from '../card.ts'
import { guardFacts } from '../guard-facts.ts'
import { whyNot } from '../guards.ts'
import type { Action } from '../states.ts'
import { ticketClocks, ticketEvents, tickets } from '../tables.ts'
import { findTicket } from '../ticket-store.ts'
import { transitionFor } from '../transitions.ts'
import { giveCards } from './give-cards.ts'
import { ticketSupervisions } from './tables.ts'

/** Closed at most by one rule in one run. */
const AT_ONCE = 500
const READ_AT_ONCE = 5000
/** Locked and written together. */
const BATCH = 100

const CTX = systemContext('tickets.sweep')

export interface Swept {
  warned: number
  overdue: number
  closed: number
}

export async function sweepTickets(deps: Deps): Promise<Swept> {
  const today = chinaDate(deps.clock.now())
  const overdue = await markAll(deps, 'red', lte(ticketClocks.dueOn, addDays(today, -1)))
  // A card falls at most one working day ahead; between holidays that is up to this many days.
  const ahead = Array.from({ length: LONGEST_HOLIDAY + 1 }, (_, days) => addDays(today, days))
  const soon = ahead.filter((day) => cardOf(day, today, deps.calendar) === 'yellow')
  const warned = soon.length > 0 ? await markAll(deps, 'yellow', inArray(ticketClocks.dueOn, soon)) : 0
  return { overdue, warned, closed: await closeSettled(deps) }
}

const LONGEST_HOLIDAY = 12

/** Gives the cards that are due, the nearest first; who could not be given one is not asked again in this run. */
async function markAll(deps: Deps, card: 'yellow' | 'red', due: SQL): Promise<number> {
  let given = 0
  for (let last: Due | undefined; ; ) {
    const found = await dueClocks(deps, card, due, last)
    for (let done = 0; done < found.length; done += BATCH)
      given += await giveCards(
        deps,
        card,
        found.slice(done, done + BATCH).map(({ id }) => id),
      )
    last = found.at(-1)
    if (found.length < READ_AT_ONCE) return given
  }
}

type Due = Awaited<ReturnType<typeof dueClocks>>[number]

/** Running clocks that are due and have no card of that colour for their date yet. */
function dueClocks(
  { db }: Deps,
  card: 'yellow' | 'red',
  due: SQL,
  last: { id: string; dueOn: string | null } | undefined,
) {
  const marked = db
    .select({ one: sql`1` })
    .from(ticketSupervisions)
    .where(
      and(
        eq(ticketSupervisions.clockId, ticketClocks.id),
        eq(ticketSupervisions.card, card),
        eq(ticketSupervisions.dueOn, ticketClocks.dueOn),
      ),
    )
  const after = last && sql`(${ticketClocks.dueOn}, ${ticketClocks.id}) > (${last.dueOn}::date, ${last.id}::uuid)`
  return db
    .select({ id: ticketClocks.id, dueOn: ticketClocks.dueOn })
    .from(ticketClocks)
    .where(and(isNull(ticketClocks.doneOn), due, after, not(exists(marked))))
    .orderBy(asc(ticketClocks.dueOn), asc(ticketClocks.id))
    .limit(READ_AT_ONCE)
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
