/** Who wants to hear by mail of new publications (邮件提醒): the address sealed, and hashed to find a second asking. */
import { sql } from 'drizzle-orm'
import { bigint, check, date, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from '../../platform/tables.ts'
import type { DisclosureFilter } from '../query.ts'

export const disclosureAlerts = pgTable(
  'disclosure_alerts',
  {
    id: uuid('id').primaryKey(),
    /** Keyed hashes: the same address asking for the same filter is one alert. */
    addressHash: text('address_hash').notNull(),
    filterHash: text('filter_hash').notNull(),
    filter: jsonb('filter').$type<DisclosureFilter>().notNull(),
    locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
    state: text('state', { enum: ['asked', 'confirmed'] }).notNull(),
    dataKeyId: uuid('data_key_id').notNull(),
    sealed: bytea('sealed').notNull(),
    /** Publications up to this one are known to the reader. */
    lastSeq: bigint('last_seq', { mode: 'number' }),
    /** Day of the last mail: at most one a day. */
    lastMailOn: date('last_mail_on', { mode: 'string' }),
    createdAt: instant('created_at').notNull(),
    confirmedAt: instant('confirmed_at'),
  },
  (t) => [
    unique('disclosure_alerts_once').on(t.addressHash, t.filterHash),
    index('disclosure_alerts_asked').on(t.createdAt).where(sql`state = 'asked'`),
    check(
      'disclosure_alerts_confirmed',
      sql`(state = 'confirmed') = (confirmed_at is not null and last_seq is not null)`,
    ),
  ],
)
export type AlertRow = typeof disclosureAlerts.$inferSelect
