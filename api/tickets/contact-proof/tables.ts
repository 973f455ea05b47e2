/** Codes sent to prove that a telephone or mail address is the person's own. Only their keyed hash is kept. */
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/tables.ts'
import { tickets } from '../tables.ts'

export const contactProofs = pgTable('contact_proofs', {
  ticketId: uuid('ticket_id')
    .primaryKey()
    .references(() => tickets.id, { onDelete: 'cascade' }),
  channel: text('channel', { enum: ['phone', 'email'] }).notNull(),
  codeIndex: text('code_index').notNull(),
  sentAt: instant('sent_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  attempts: integer('attempts').notNull().default(0),
})
