/** Which replies a hotline has taken (回传确认). The replies themselves are the timeline: nothing is written twice, nothing gets lost. */
import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/tables.ts'
import { ticketEvents } from '../tables.ts'

export const hotlineAcknowledgements = pgTable('hotline_acknowledgements', {
  eventId: uuid('event_id')
    .primaryKey()
    .references(() => ticketEvents.id, { onDelete: 'cascade' }),
  source: text('source').notNull(),
  at: instant('at').notNull(),
})
