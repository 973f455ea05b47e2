/** The power list (权责清单): each item as it stands, and every version it had. */
import { date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant } from '../platform/tables.ts'
import { CHANGE_REASONS, POWER_KIND_NAMES, POWER_STATES } from './model.ts'
import type { PowerLine } from './power-line.ts'

export const powers = pgTable(
  'powers',
  {
    /** Made from its place in the law; stays when the code changes. */
    id: text('id').primaryKey(),
    /** Region – body – type – item – sub-item; shown, never taken apart. */
    code: text('code').notNull().unique(),
    /** The item a sub-item (子项) belongs to. */
    parentId: text('parent_id'),
    kind: text('kind', { enum: POWER_KIND_NAMES }).notNull(),
    section: text('section').notNull(),
    law: text('law').notNull(),
    article: text('article').notNull(),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    line: jsonb('line').$type<PowerLine>().notNull(),
    state: text('state', { enum: POWER_STATES }).notNull(),
    /** Day on which somebody compared it with the text; null while it is a draft of a program. */
    reviewedOn: date('reviewed_on', { mode: 'string' }),
    version: integer('version').notNull(),
    /** Everything a word may be found in, lower case. */
    words: text('words').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    index('powers_parent').on(t.parentId),
    index('powers_kind').on(t.kind, t.code),
    index('powers_law').on(t.law, t.article),
  ],
)
export type PowerRow = typeof powers.$inferSelect

export const powerVersions = pgTable(
  'power_versions',
  {
    powerId: text('power_id')
      .notNull()
      .references(() => powers.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    /** First day of this version. */
    from: date('from_on', { mode: 'string' }).notNull(),
    state: text('state', { enum: POWER_STATES }).notNull(),
    line: jsonb('line').$type<PowerLine>().notNull(),
    reason: text('reason', { enum: CHANGE_REASONS }).notNull(),
    /** Why, in words. */
    note: text('note'),
    /** Account or job that changed it. */
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.powerId, t.version] })],
)
