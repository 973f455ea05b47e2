/** What the national 12315 platform must get (总局令第121号 §40): it keeps the legal record of complaints and reports. */
import { sql } from 'drizzle-orm'
import { date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/tables.ts'
import { tickets } from '../tables.ts'

export const NATIONAL_STATES = ['waiting', 'sent', 'acknowledged'] as const

export const nationalOutbox = pgTable(
  'national_outbox',
  {
    ticketId: uuid('ticket_id')
      .primaryKey()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    state: text('state', { enum: NATIONAL_STATES }).notNull(),
    /** Number there (登记编号): the legal one. */
    externalNumber: text('external_number'),
    queuedAt: instant('queued_at').notNull(),
    /** Last day to pass it on; unsent after it the row is yellow. */
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    sentAt: instant('sent_at'),
    acknowledgedAt: instant('acknowledged_at'),
  },
  (t) => [index('national_outbox_waiting').on(t.dueOn).where(sql`${t.state} <> 'acknowledged'`)],
)
export type NationalRow = typeof nationalOutbox.$inferSelect
