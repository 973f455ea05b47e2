/**
 * Published records (公示信息) and their versions. The open columns hold what has been through the mask and may be shown
 * to anybody; where the mask changed something, the decision's own words are sealed under a data key of the record.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { DISCLOSURE_TYPES } from '../../content/schema.ts'
import { bytea, instant } from '../platform/tables.ts'
import type { Detail } from './detail.ts'
import { type CitedLaw, type RecordContent, VERSION_KINDS, WITHDRAWALS } from './model.ts'

const day = (name: string) => date(name, { mode: 'string' })
const yuan = (name: string) => numeric(name, { precision: 14, scale: 2 })

export const disclosures = pgTable(
  'disclosures',
  {
    id: uuid('id').primaryKey(),
    /** Order of arrival: exports and rebuilds go along it. */
    seq: bigint('seq', { mode: 'number' }).notNull().unique().generatedAlwaysAsIdentity(),
    /** Type, document number and party in one hash: a second publication of the same decision is found by it. */
    naturalKey: text('natural_key').notNull().unique(),
    type: text('type', { enum: DISCLOSURE_TYPES }).notNull(),
    state: text('state', { enum: ['published', 'withdrawn'] }).notNull(),
    partyName: text('party_name').notNull(),
    partyCategory: text('party_category').notNull(),
    uscc: text('uscc'),
    decidedOn: day('decided_on').notNull(),
    publishedOn: day('published_on').notNull(),
    /** First day it is no longer shown. */
    withdrawOn: day('withdraw_on'),
    /** Row of publication-terms.yaml the period comes from. */
    termRule: text('term_rule').notNull(),
    authority: text('authority').notNull(),
    station: text('station'),
    documentNumber: text('document_number'),
    result: text('result'),
    breach: text('breach'),
    penaltyKinds: text('penalty_kinds').array().notNull().default(sql`'{}'`),
    industry: text('industry'),
    topic: text('topic'),
    fineYuan: yuan('fine_yuan'),
    confiscatedYuan: yuan('confiscated_yuan'),
    severity: text('severity', { enum: ['minor', 'ordinary', 'serious'] }),
    detail: jsonb('detail').$type<Detail>().notNull(),
    laws: jsonb('laws').$type<CitedLaw[]>().notNull(),
    dataKeyId: uuid('data_key_id'),
    sealed: bytea('sealed'),
    version: integer('version').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    withdrawal: text('withdrawal', { enum: WITHDRAWALS }),
    /** Why, in the bureau's words, for staff only: here and not in the audit log, so that a redaction reaches it. */
    withdrawalReason: text('withdrawal_reason'),
    demo: boolean('demo').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('disclosures_shown').on(t.decidedOn.desc(), t.seq.desc()).where(sql`state = 'published'`),
    /** Holds all that figures are counted from, so that they need not read the records. */
    index('disclosures_figures').on(
      t.type,
      t.decidedOn,
      t.state,
      t.topic,
      t.station,
      t.breach,
      t.result,
      t.industry,
      t.fineYuan,
      t.withdrawOn,
      t.withdrawal,
    ),
    index('disclosures_party').on(t.uscc, t.decidedOn),
    index('disclosures_withdrawn').on(t.withdrawnAt.desc()).where(sql`state = 'withdrawn'`),
    index('disclosures_due').on(t.withdrawOn).where(sql`state = 'published' and withdraw_on is not null`),
    check('disclosures_withdrawal', sql`(state = 'withdrawn') = (withdrawn_at is not null and withdrawal is not null)`),
    check('disclosures_sealed', sql`(sealed is null) = (data_key_id is null)`),
  ],
)
export type DisclosureRow = typeof disclosures.$inferSelect
export type NewDisclosureRow = typeof disclosures.$inferInsert

/**
 * Every version as it could be read; of a record nothing has happened to there is none yet (versions.ts). Rows are added,
 * never changed; only a redaction may take unlawful text out.
 */
export const disclosureVersions = pgTable(
  'disclosure_versions',
  {
    disclosureId: uuid('disclosure_id')
      .notNull()
      .references(() => disclosures.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    kind: text('kind', { enum: VERSION_KINDS }).notNull(),
    reason: text('reason'),
    at: instant('at').notNull(),
    content: jsonb('content').$type<RecordContent>().notNull(),
    /** Of a republication: when and why the record had been taken down; the bureau's own words are for staff only. */
    withdrawnAt: instant('withdrawn_at'),
    withdrawal: text('withdrawal', { enum: WITHDRAWALS }),
    withdrawalReason: text('withdrawal_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.disclosureId, t.version] }),
    index('disclosure_versions_changes').on(t.at.desc()).where(sql`kind <> 'original'`),
  ],
)
export type VersionRow = typeof disclosureVersions.$inferSelect
