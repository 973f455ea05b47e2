/** What still has to reach the search index. A row is written in the transaction of the change it announces. */
import { bigserial, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../platform/tables.ts'

export const searchOutbox = pgTable('search_outbox', {
  id: bigserial('id', { mode: 'bigint' }).primaryKey(),
  /** Name of an index definition. */
  collection: text('collection').notNull(),
  /** Records whose documents are to be written anew, or removed when the record is gone. */
  refs: text('refs').array().notNull(),
  at: instant('at').notNull(),
})
