/** Warnings and supervision orders (预警、督办): one for each clock, colour and due date, made by the sweep or by a chief. */
import { sql } from 'drizzle-orm'
import { date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/tables.ts'
import { ticketClocks, tickets } from '../tables.ts'

export const ticketSupervisions = pgTable(
  'ticket_supervisions',
  {
    id: uuid('id').primaryKey(),
    ticketId: uuid('ticket_id')
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    /** Null when a chief ordered it. */
    clockId: uuid('clock_id').references(() => ticketClocks.id, { onDelete: 'cascade' }),
    /** yellow: one working day is left (黄牌). red: over (红牌), with an order to explain. */
    card: text('card', { enum: ['yellow', 'red'] }).notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    at: instant('at').notNull(),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    uniqueIndex('ticket_supervisions_once').on(t.clockId, t.card, t.dueOn),
    index('ticket_supervisions_open').on(t.ticketId).where(sql`${t.answeredAt} is null and ${t.card} = 'red'`),
  ],
)
