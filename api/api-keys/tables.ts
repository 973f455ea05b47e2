/** Keys of outside senders (来源密钥). Only a keyed hash is kept: a lost key is replaced, never looked up. */
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../platform/tables.ts'
import { KEY_SOURCES } from './model.ts'

export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid('id').primaryKey(),
    /** The one door the key opens. */
    source: text('source', { enum: KEY_SOURCES }).notNull(),
    /** Who holds it, in the administrator's words. */
    label: text('label').notNull(),
    /** Keyed hash of the key. */
    hash: text('hash').notNull().unique(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('api_keys_source').on(t.source)],
)
