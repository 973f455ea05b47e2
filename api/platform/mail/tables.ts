/** Mails on their way out (发件箱). Address and words are sealed; the key goes when the mail is forgotten. */
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from '../tables.ts'

/** `sending` is claimed by a process; one that died leaves it to be taken up again. */
export const MAIL_STATES = ['waiting', 'sending', 'sent', 'failed'] as const

/** `sms` rows wait for the bureau's own gateway: the mail job leaves them alone. */
export const MAIL_WAYS = ['mail', 'sms'] as const

export const outgoingMail = pgTable(
  'outgoing_mail',
  {
    id: uuid('id').primaryKey(),
    /** What it is about, in the feature's words, for instance `alert-news`. */
    kind: text('kind').notNull(),
    state: text('state', { enum: MAIL_STATES }).notNull(),
    way: text('way', { enum: MAIL_WAYS }).notNull().default('mail'),
    dataKeyId: uuid('data_key_id').notNull(),
    sealed: bytea('sealed').notNull(),
    attempts: integer('attempts').notNull().default(0),
    notBefore: instant('not_before').notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    /** Code of the last failure, never an address or a word of the mail. */
    failure: text('failure'),
  },
  (t) => [
    index('outgoing_mail_due').on(t.notBefore).where(sql`state in ('waiting', 'sending')`),
    index('outgoing_mail_created').on(t.createdAt),
    check('outgoing_mail_sent', sql`(state = 'sent') = (sent_at is not null)`),
  ],
)
