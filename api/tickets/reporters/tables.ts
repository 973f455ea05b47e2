/** Who reported (举报人身份), kept apart from the report under a key of its own; every look is a row (总局令第121号 §37). */
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from '../../platform/tables.ts'
import { tickets } from '../tables.ts'

export const reporterIdentities = pgTable('reporter_identities', {
  ticketId: uuid('ticket_id')
    .primaryKey()
    .references(() => tickets.id, { onDelete: 'cascade' }),
  dataKeyId: uuid('data_key_id').notNull(),
  /** Name, telephone, address, mail; sealed. */
  sealed: bytea('sealed').notNull(),
  /** Keyed hash of the telephone: nothing else in the database joins a report to a person. */
  phoneIndex: text('phone_index'),
  createdAt: instant('created_at').notNull(),
})

/** Outlives the identity: who looked stays known after what was seen is forgotten. */
export const reporterLooks = pgTable(
  'reporter_looks',
  {
    id: uuid('id').primaryKey(),
    ticketId: uuid('ticket_id')
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    staffId: text('staff_id').notNull(),
    reason: text('reason').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('reporter_looks_ticket').on(t.ticketId, t.at)],
)
