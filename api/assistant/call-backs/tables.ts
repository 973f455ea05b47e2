/** Wishes to be called back (请求回电): the phone number is sealed under a key of its own. */
import { sql } from 'drizzle-orm'
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from '../../platform/tables.ts'

export const callBacks = pgTable(
  'call_backs',
  {
    id: uuid('id').primaryKey(),
    dataKeyId: uuid('data_key_id').notNull(),
    /** `CallBackWish`, sealed. */
    sealed: bytea('sealed').notNull(),
    locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
    askedAt: instant('asked_at').notNull(),
    doneAt: instant('done_at'),
    /** Staff member who called, or tried to. */
    doneBy: text('done_by'),
    outcome: text('outcome', { enum: ['reached', 'not-reached'] }),
  },
  (t) => [
    index('call_backs_open').on(t.askedAt).where(sql`${t.doneAt} is null`),
    index('call_backs_done').on(t.doneAt),
  ],
)
