/** Filters of the queue that a member of staff keeps under a name (常用筛选). */
import { jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/tables.ts'
import type { KeptFilter } from './model.ts'

export const savedFilters = pgTable(
  'saved_filters',
  {
    id: uuid('id').primaryKey(),
    /** Account of the owner; accounts are closed, never deleted. */
    staffId: text('staff_id').notNull(),
    name: text('name').notNull(),
    filter: jsonb('filter').$type<KeptFilter>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('saved_filters_name').on(t.staffId, t.name)],
)
