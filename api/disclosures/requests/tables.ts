/** What people ask about a published record: objections (异议) and credit repair (信用修复). Their words are sealed. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgSequence, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from '../../platform/tables.ts'
import { disclosures } from '../tables.ts'
import { REMEDIES, REQUEST_KINDS, REQUEST_STATES } from './states.ts'

const day = (name: string) => date(name, { mode: 'string' })

/** Last five digits of a number; begins anew after the last, for the day stands before them. */
export const disclosureRequestNumbers = pgSequence('disclosure_request_numbers', {
  startWith: 1,
  increment: 1,
  minValue: 1,
  maxValue: 99999,
  cycle: true,
})

export const disclosureRequests = pgTable(
  'disclosure_requests',
  {
    id: uuid('id').primaryKey(),
    number: text('number').notNull().unique(),
    kind: text('kind', { enum: REQUEST_KINDS }).notNull(),
    disclosureId: uuid('disclosure_id')
      .notNull()
      .references(() => disclosures.id, { onDelete: 'cascade' }),
    state: text('state', { enum: REQUEST_STATES }).notNull(),
    receivedAt: instant('received_at').notNull(),
    receivedOn: day('received_on').notNull(),
    /** Row of duties.yaml the clock follows, and the last day to answer. */
    rule: text('rule').notNull(),
    dueOn: day('due_on').notNull(),
    handlerId: text('handler_id'),
    /** What was done about it, once upheld. */
    remedy: text('remedy', { enum: REMEDIES }),
    decidedAt: instant('decided_at'),
    dataKeyId: uuid('data_key_id'),
    /** Who asks, what for, and the answer. */
    sealed: bytea('sealed'),
    answer: bytea('answer'),
    version: integer('version').notNull().default(1),
    demo: boolean('demo').notNull().default(false),
  },
  (t) => [
    index('disclosure_requests_open').on(t.dueOn, t.receivedAt).where(sql`decided_at is null`),
    index('disclosure_requests_record').on(t.disclosureId),
    check('disclosure_requests_decided', sql`(state in ('upheld', 'refused')) = (decided_at is not null)`),
    check('disclosure_requests_sealed', sql`(sealed is null) = (data_key_id is null)`),
  ],
)
export type RequestRow = typeof disclosureRequests.$inferSelect
