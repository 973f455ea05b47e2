/**
 * Gives cards to many running clocks at once: on a day on which tens of thousands fall due, a transaction for each would
 * take most of it. A batch locks its tickets for the moment it takes; whom somebody is acting on is left to the next run.
 */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { auditAll } from '../../platform/audit.ts'
import { systemContext } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { putRows } from '../../platform/put-rows.ts'
import { dataKeys } from '../../platform/tables.ts'
import { changed } from '../apply-step.ts'
import { notifyPerson } from '../notify-person.ts'
import { type Plan, planStep } from '../plan-step.ts'
import type { Transition } from '../states.ts'
import { type ClockRow, type TicketRow, ticketClocks, ticketEvents, tickets } from '../tables.ts'
import { eventRow, type TicketRecord } from '../ticket-store.ts'
import { transitionFor } from '../transitions.ts'
import { ticketSupervisions } from './tables.ts'

const CTX = systemContext('tickets.sweep')

/** A step that only says that a clock is nearly or wholly over: it moves nothing but the ticket's version. */
interface Told {
  record: TicketRecord
  before: TicketRow
  transition: Transition
  event: Plan<ClockRow>['event']
}

/** @returns how many cards were given; fewer where somebody was quicker or is at work on a ticket */
export async function giveCards(deps: Deps, card: 'yellow' | 'red', clockIds: readonly string[]): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const found = await lockedTickets(tx, clockIds)
    const clocks = await tx
      .select()
      .from(ticketClocks)
      .where(and(inArray(ticketClocks.ticketId, [...found.keys()]), isNull(ticketClocks.doneOn)))
    const given = await insertCards(
      deps,
      tx,
      card,
      clocks.filter(({ id }) => clockIds.includes(id)),
    )
    const told = clocks
      .filter(({ id }) => given.has(id))
      .flatMap((clock) => {
        const record = found.get(clock.ticketId)
        const one = record && tell(deps, record, clock, clocks, card)
        if (one) found.set(clock.ticketId, one.record)
        return one ?? []
      })
    await write(deps, tx, told)
    return given.size
  })
}

async function lockedTickets(tx: Transaction, clockIds: readonly string[]): Promise<Map<string, TicketRecord>> {
  const rows = await tx
    .select({ ticket: tickets, wrappedKey: dataKeys.wrapped })
    .from(tickets)
    .innerJoin(dataKeys, eq(dataKeys.id, tickets.dataKeyId))
    .where(
      inArray(
        tickets.id,
        tx
          .select({ id: ticketClocks.ticketId })
          .from(ticketClocks)
          .where(inArray(ticketClocks.id, [...clockIds])),
      ),
    )
    .for('no key update', { of: tickets, skipLocked: true })
  return new Map(rows.map((row) => [row.ticket.id, row]))
}

/** @returns ids of the clocks that had no such card for their date yet */
async function insertCards(
  deps: Deps,
  tx: Transaction,
  card: 'yellow' | 'red',
  clocks: readonly ClockRow[],
): Promise<Set<string>> {
  if (clocks.length === 0) return new Set()
  const at = deps.clock.now()
  const rows = clocks.map(({ id, ticketId, dueOn }) => ({
    ...{ id: deps.random.uuid(), ticketId, clockId: id, card, dueOn, at },
  }))
  const given = await tx
    .insert(ticketSupervisions)
    .values(rows)
    .onConflictDoNothing()
    .returning({ clockId: ticketSupervisions.clockId })
  return new Set(given.flatMap(({ clockId }) => clockId ?? []))
}

/** That the clock runs, the one thing these steps ask for, was read under the lock. */
function tell(
  deps: Deps,
  record: TicketRecord,
  clock: ClockRow,
  clocks: readonly ClockRow[],
  card: 'yellow' | 'red',
): Told | undefined {
  const before = record.ticket
  const transition = transitionFor(before.kind, before.state, card === 'red' ? 'overdue' : 'warn')
  if (!transition?.who.includes('system')) return undefined
  const facts = { rule: clock.rule, dueOn: clock.dueOn ?? '' }
  const step = { transition, actor: { kind: 'system', id: null }, facts } as const
  const own = clocks.filter(({ ticketId }) => ticketId === before.id)
  const { ticket, event } = planStep(before, own, step, deps.clock.now(), deps)
  return { record: { ...record, ticket }, before, transition, event }
}

async function write(deps: Deps, tx: Transaction, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return
  const versions = told.map(({ record: { ticket } }) => ({ id: ticket.id, version: ticket.version }))
  await Promise.all([
    tx.execute(sql`update tickets set version = greatest(tickets.version, now.version)
      from (select id, max(version) as version from jsonb_to_recordset(${JSON.stringify(versions)}::text::jsonb)
        as each (id uuid, version integer) group by id) now where tickets.id = now.id`),
    putRows(
      tx,
      ticketEvents,
      told.map(({ record, event }) => eventRow(deps, record, event)),
    ),
    auditAll(
      deps,
      tx,
      CTX,
      told.map(({ record: { ticket }, before, transition }) => ({
        action: `ticket.${transition.action}`,
        entity: 'ticket',
        entityId: ticket.id,
        before: changed(before, ticket),
        after: changed(ticket, before),
      })),
    ),
    ...told.map(({ record, transition, event }) => notifyPerson(deps, tx, record, transition, event)),
  ])
}
