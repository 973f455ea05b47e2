/**
 * Files that go with drafts and tickets. A file has a data key of its own and is stored once, in sealed parts; a row of
 * `attachments` says who holds it, so that one photo can serve a complaint and a report and goes with the last of them.
 */
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from '../platform/tables.ts'
import { FILE_TYPES, SCAN_STATES } from './model.ts'

export const attachmentFiles = pgTable(
  'attachment_files',
  {
    id: uuid('id').primaryKey(),
    dataKeyId: uuid('data_key_id').notNull(),
    type: text('type', { enum: FILE_TYPES }).notNull(),
    bytes: integer('bytes').notNull(),
    preview: boolean('preview').notNull(),
    scan: text('scan', { enum: SCAN_STATES }).notNull(),
    /** Keyed hash of what was sent: the same file sent twice is kept once. */
    fingerprint: text('fingerprint').notNull(),
    /** The shown name, sealed. */
    sealedName: bytea('sealed_name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('attachment_files_held').on(t.createdAt).where(sql`${t.scan} = 'held'`)],
)

export const attachmentParts = pgTable(
  'attachment_parts',
  {
    fileId: uuid('file_id')
      .notNull()
      .references(() => attachmentFiles.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['file', 'preview'] }).notNull(),
    seq: integer('seq').notNull(),
    sealed: bytea('sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.kind, t.seq] })],
)

export const attachments = pgTable(
  'attachments',
  {
    id: uuid('id').primaryKey(),
    fileId: uuid('file_id')
      .notNull()
      .references(() => attachmentFiles.id),
    conversationId: uuid('conversation_id'),
    ticketId: uuid('ticket_id'),
    /** Account of the officer who added it; null for what the person or the business handed in. */
    staffId: text('staff_id'),
    /** Added by the business complained of, at its own door. */
    fromBusiness: boolean('from_business').notNull().default(false),
    /** What an officer added is the bureau's own until it is shown. */
    toCitizen: boolean('to_citizen').notNull().default(false),
    toBusiness: boolean('to_business').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('attachments_conversation').on(t.conversationId),
    index('attachments_ticket').on(t.ticketId),
    index('attachments_file').on(t.fileId),
    index('attachments_loose').on(t.createdAt).where(sql`${t.conversationId} is null and ${t.ticketId} is null`),
    check('attachments_holder', sql.raw('conversation_id is null or ticket_id is null')),
    // What comes from the business is staff's to read: shown to nobody else, and it comes to tickets only.
    check(
      'attachments_from_business',
      sql.raw(
        'not from_business or (staff_id is null and ticket_id is not null and not to_citizen and not to_business)',
      ),
    ),
  ],
)
