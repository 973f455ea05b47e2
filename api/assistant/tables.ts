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
    /** A turn is being answered until then at the latest: no other turn or change of the draft begins before. */
    busyUntil: instant('busy_until'),
    /** Keyed hash of the short code that opens it on another device, and until when. */
    resumeIndex: text('resume_index').unique(),
    resumeExpiresAt: instant('resume_expires_at'),
  },
  (t) => [index('conversations_expiry').on(t.expiresAt)],
)
