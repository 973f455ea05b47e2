/**
 * Which replies a hotline has taken (回传确认); the replies themselves are the timeline: nothing is written twice, nothing
 * gets lost. And tables of orders handed in at the desk, kept for a day.
 */
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from '../../platform/tables.ts'
import { ticketEvents } from '../tables.ts'

export const hotlineAcknowledgements = pgTable('hotline_acknowledgements', {
  eventId: uuid('event_id')
    .primaryKey()
    .references(() => ticketEvents.id, { onDelete: 'cascade' }),
  source: text('source').notNull(),
  at: instant('at').notNull(),
})

/** A table of orders (工单表) between being looked through and being taken in; a day later it is gone with its key. */
export const orderSheets = pgTable(
  'order_sheets',
  {
    id: uuid('id').primaryKey(),
    /** Who handed it in; nobody else opens it. */
    staffId: text('staff_id').notNull(),
    source: text('source').notNull(),
    dataKeyId: uuid('data_key_id').notNull(),
    /** The file, sealed. */
    sealed: bytea('sealed').notNull(),
    /** What was found in it (SheetFindings), sealed. */
    sealedFindings: bytea('sealed_findings').notNull(),
    createdAt: instant('created_at').notNull(),
    takenAt: instant('taken_at'),
  },
  (t) => [index('order_sheets_created').on(t.createdAt)],
)
export type OrderSheetRow = typeof orderSheets.$inferSelect
