/** Conversations and drafts on their way to a ticket (草稿). The id is the capability to read one; the content is sealed. */
import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from '../platform/tables.ts'

export const conversations = pgTable(
  'conversations',
  {
    id: uuid('id').primaryKey(),
    dataKeyId: uuid('data_key_id').notNull(),
    /** `ConversationState`, sealed under the data key. */
    sealed: bytea('sealed').notNull(),
    locale: text('locale').notNull(),
    /** Whether anything became a ticket. */
    filed: boolean('filed').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('conversations_expiry').on(t.expiresAt)],
)
