/** Notices issued (告知文书): each as it was worded on its day, with the version of its template; numbered per year. */
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from '../../platform/tables.ts'
import { tickets } from '../tables.ts'
import { NOTICE_IDS, NOTICE_READERS } from './model.ts'

export const ticketNotices = pgTable(
  'ticket_notices',
  {
    id: uuid('id').primaryKey(),
    ticketId: uuid('ticket_id')
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    /** Row of the timeline it was issued with; null for the receipt. */
    eventId: uuid('event_id'),
    template: text('template', { enum: NOTICE_IDS }).notNull(),
    version: integer('version').notNull(),
    /** Document number (文号); of the receipt the ticket's own. */
    number: text('number').notNull(),
    readers: text('readers', { enum: NOTICE_READERS }).notNull(),
    issuedAt: instant('issued_at').notNull(),
    /** The document in each language, sealed under the key of the ticket; empty once forgotten. */
    sealed: bytea('sealed').notNull(),
  },
  (t) => [uniqueIndex('ticket_notices_number').on(t.template, t.number), index('ticket_notices_ticket').on(t.ticketId)],
)
export type NoticeRow = typeof ticketNotices.$inferSelect

/** Last number given in a year. */
export const noticeCounters = pgTable(
  'notice_counters',
  { series: text('series').notNull(), year: integer('year').notNull(), last: integer('last').notNull() },
  (t) => [primaryKey({ columns: [t.series, t.year] })],
)
