/** Switches and limits of the assistant as an administrator left them; no row means the standard ones. */
import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/tables.ts'

export const assistantSettings = pgTable(
  'assistant_settings',
  {
    /** Always 1. */
    id: smallint('id').primaryKey(),
    /** Off: the plain forms alone take complaints. */
    assistantOn: boolean('assistant_on').notNull(),
    /** Off: the assistant works by its rules alone. */
    modelOn: boolean('model_on').notNull(),
    messagesPerConversation: integer('messages_per_conversation').notNull(),
    /** From one address. */
    messagesPerDay: integer('messages_per_day').notNull(),
    modelCallsPerDay: integer('model_calls_per_day').notNull(),
    modelCallsPerConversation: integer('model_calls_per_conversation').notNull(),
    changedAt: instant('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
  },
  (t) => [check('assistant_settings_one', sql`${t.id} = 1`)],
)
