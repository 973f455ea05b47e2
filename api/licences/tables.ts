/** What readers say about the guides, the tasks that come of it, and the texts the guides were checked against. */
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../platform/tables.ts'
import { FLAG_REASONS } from './feedback/model.ts'

/** Helpful or not; nothing about who says so. */
export const guideRatings = pgTable(
  'guide_ratings',
  {
    id: uuid('id').primaryKey(),
    guide: text('guide').notNull(),
    helpful: boolean('helpful').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('guide_ratings_guide').on(t.guide, t.at)],
)

/** A task for the desk: look at this guide (核对指南). One open task a guide and matter; later reports are counted. */
export const guideFlags = pgTable(
  'guide_flags',
  {
    id: uuid('id').primaryKey(),
    guide: text('guide').notNull(),
    reason: text('reason', { enum: FLAG_REASONS }).notNull(),
    /** The part meant by a reader, or the place in the law: `REG 19`. */
    matter: text('matter').notNull(),
    state: text('state', { enum: ['open', 'done'] }).notNull(),
    reports: integer('reports').notNull().default(1),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    closedBy: text('closed_by'),
    /** What came of it, in the officer's words. */
    outcome: text('outcome'),
  },
  (t) => [
    uniqueIndex('guide_flags_open').on(t.guide, t.reason, t.matter).where(sql`state = 'open'`),
    check('guide_flags_closed', sql`(state = 'done') = (closed_at is not null)`),
  ],
)

/** The text of every cited article as it stood when the guides were last held against it. */
export const guideArticles = pgTable(
  'guide_articles',
  {
    law: text('law').notNull(),
    article: text('article').notNull(),
    textHash: text('text_hash').notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.law, t.article] })],
)
