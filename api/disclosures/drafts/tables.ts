/** Records on their way to publication (待公示). What they say is sealed until the one verb has masked and published it. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { DISCLOSURE_TYPES } from '../../../content/schema.ts'
import { bytea, instant } from '../../platform/tables.ts'
import { DRAFT_STATES, WARNINGS } from './states.ts'

const day = (name: string) => date(name, { mode: 'string' })

export const disclosureDrafts = pgTable(
  'disclosure_drafts',
  {
    id: uuid('id').primaryKey(),
    state: text('state', { enum: DRAFT_STATES }).notNull(),
    type: text('type', { enum: DISCLOSURE_TYPES }).notNull(),
    station: text('station'),
    decidedOn: day('decided_on').notNull(),
    /** Last day to publish (公示时限), and the row of duties.yaml it comes from. */
    dueOn: day('due_on').notNull(),
    dueRule: text('due_rule').notNull(),
    /** Day the job publishes it; set when an approver has released it. */
    scheduledOn: day('scheduled_on'),
    warned: text('warned', { enum: WARNINGS }),
    /** Who entered or last changed it (谁录入); the approver must be somebody else. */
    authorId: text('author_id'),
    approverId: text('approver_id'),
    /** Why a finding of the leak scan was accepted. */
    override: text('override'),
    dataKeyId: uuid('data_key_id'),
    sealed: bytea('sealed'),
    /** The record it became. */
    publishedId: uuid('published_id'),
    version: integer('version').notNull().default(1),
    demo: boolean('demo').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('disclosure_drafts_open').on(t.dueOn).where(sql`state in ('draft', 'scheduled')`),
    check('disclosure_drafts_sealed', sql`(sealed is null) = (data_key_id is null)`),
    check(
      'disclosure_drafts_scheduled',
      sql`state <> 'scheduled' or (scheduled_on is not null and approver_id is not null)`,
    ),
  ],
)
export type DraftRow = typeof disclosureDrafts.$inferSelect
