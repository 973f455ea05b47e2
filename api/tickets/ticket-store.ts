/** Reading and writing tickets with their clocks and timeline. Verbs decide; this only stores. */

import { and, asc, eq } from 'drizzle-orm'
import { type FileRecord, filesOf } from '../attachments/attachment-store.ts'
import type { Deps } from '../deps.ts'
import type { Queryable, Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { orderedUuid } from '../platform/random.ts'
import { dataKeys } from '../platform/tables.ts'
import type { TicketClock } from './clocks.ts'
import { hotlineOf } from './hotlines/replies.ts'
import type { TicketDraft } from './model.ts'
import {
  type ClockRow,
  type EventRow,
  type RatingRow,
  type TicketRow,
  ticketClocks,
  ticketEvents,
  ticketRatings,
  tickets,
} from './tables.ts'

/** Texts of one timeline row, sealed at rest. */
export interface EventTexts {
  /** Words of the bureau to the person. */
  reply?: string
  /** Why, for staff only. */
  reason?: string
  /** Words of the person. */
  message?: string
  /** Words of the business, for staff; passed on only by a person. */
  statement?: string
  /** What the business is told the claim is. */
  claim?: string
  /** A query code, for the person alone. */
  code?: string
  /** Texts the officer filled in (asks.ts). */
  asked?: Record<string, string>
}

export interface TicketRecord {
  ticket: TicketRow
  wrappedKey: Buffer
}

export interface FullRecord extends TicketRecord {
  clocks: ClockRow[]
  events: EventRow[]
  ratings: RatingRow[]
  files: FileRecord[]
}

/** Prefix of the bureau, eight digits of the day, six of the sequence. */
const NUMBER = /^[A-Z]{2,6}\d{14}$/

export async function findTicket(q: Queryable, number: string): Promise<TicketRecord | undefined> {
  if (!NUMBER.test(number)) return undefined
  const [row] = await q
    .select({ ticket: tickets, wrappedKey: dataKeys.wrapped })
    .from(tickets)
    .innerJoin(dataKeys, eq(dataKeys.id, tickets.dataKeyId))
    .where(eq(tickets.number, number))
  return row
}

export function clocksOf(q: Queryable, ticketId: string): Promise<ClockRow[]> {
  return q
    .select()
    .from(ticketClocks)
    .where(eq(ticketClocks.ticketId, ticketId))
    .orderBy(asc(ticketClocks.from), asc(ticketClocks.rule))
}

export async function loadWhole(q: Queryable, record: TicketRecord): Promise<FullRecord> {
  const { id } = record.ticket
  const [clocks, events, ratings, files] = await Promise.all([
    clocksOf(q, id),
    q.select().from(ticketEvents).where(eq(ticketEvents.ticketId, id)).orderBy(asc(ticketEvents.seq)),
    q.select().from(ticketRatings).where(eq(ticketRatings.ticketId, id)),
    filesOf(q, { ticketId: id }),
  ])
  return { ...record, clocks, events, ratings, files }
}

/** The guarded update: changes nothing and throws 409 when somebody was quicker. */
export async function saveTicket(tx: Transaction, before: TicketRow, after: TicketRow): Promise<void> {
  const { state, outcome, ground, station, section, needsReview, handlerId, acceptedAt, closedAt } = after
  const { nextDueOn, promisedOn, contactProvenAt, identityVerifiedAt, leaderId, version } = after
  const changed = await tx
    .update(tickets)
    .set({
      ...{ state, outcome, ground, station, section, needsReview, handlerId, acceptedAt, closedAt },
      ...{ nextDueOn, promisedOn, contactProvenAt, identityVerifiedAt, leaderId, version },
    })
    .where(and(eq(tickets.id, before.id), eq(tickets.state, before.state), eq(tickets.version, before.version)))
    .returning({ id: tickets.id })
  if (changed.length === 0) throw new Problem('conflict', { detail: 'errors.tickets.changed' })
}

/** Writes what changed: clocks with an id are updated, new ones inserted. */
export async function saveClocks(
  deps: Deps,
  tx: Transaction,
  ticket: TicketRow,
  before: readonly ClockRow[],
  after: readonly (ClockRow | TicketClock)[],
): Promise<void> {
  const fresh = after.filter((clock) => !('id' in clock))
  const moved = after.filter((clock): clock is ClockRow => 'id' in clock && !before.includes(clock))
  await Promise.all([
    ...moved.map((clock) =>
      tx
        .update(ticketClocks)
        .set(clockRow(ticket, clock, clock.id))
        .where(eq(ticketClocks.id, clock.id)),
    ),
    ...(fresh.length > 0
      ? [tx.insert(ticketClocks).values(fresh.map((clock) => clockRow(ticket, clock, orderedUuid(deps))))]
      : []),
  ])
}

export function clockRow(ticket: Pick<TicketRow, 'id' | 'demo'>, clock: TicketClock, id: string): ClockRow {
  return { ...clock, id, ticketId: ticket.id, demo: ticket.demo }
}

export type NewEvent = Omit<EventRow, 'seq'>

export function eventRow(
  deps: Deps,
  record: TicketRecord,
  event: Omit<NewEvent, 'id' | 'ticketId' | 'sealed' | 'awaitedBy' | 'demo'>,
  texts: EventTexts = {},
): NewEvent {
  const id = orderedUuid(deps)
  const { ticket, wrappedKey } = record
  const sealed = Object.keys(texts).length > 0 ? deps.vault.seal(wrappedKey, `event:${id}`, texts) : null
  const awaitedBy = hotlineOf(ticket, { ...event, sealed })
  return { ...event, id, ticketId: ticket.id, sealed, awaitedBy, demo: ticket.demo }
}

export function openTexts(deps: Deps, wrappedKey: Buffer, event: Pick<EventRow, 'id' | 'sealed'>): EventTexts {
  return event.sealed ? deps.vault.open<EventTexts>(wrappedKey, `event:${event.id}`, event.sealed) : {}
}

export function sealDraft(deps: Deps, wrappedKey: Buffer, ticketId: string, draft: TicketDraft): Buffer {
  return deps.vault.seal(wrappedKey, `ticket:${ticketId}`, draft)
}

export function openDraft(deps: Deps, { ticket, wrappedKey }: TicketRecord): TicketDraft {
  return deps.vault.open<TicketDraft>(wrappedKey, `ticket:${ticket.id}`, ticket.sealed)
}
