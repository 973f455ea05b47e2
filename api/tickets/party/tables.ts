/** The business at its own door (经营者入口): its code, what both sides said about mediation, who has signed. */
import { boolean, integer, pgTable, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/tables.ts'
import { tickets } from '../tables.ts'

export const ticketMediations = pgTable('ticket_mediations', {
  ticketId: uuid('ticket_id')
    .primaryKey()
    .references(() => tickets.id, { onDelete: 'cascade' }),
  /** Which code of the business is good: the next one makes the last one worthless. 0: none was given out. */
  codeSerial: integer('code_serial').notNull().default(0),
  invitedAt: instant('invited_at'),
  /** Null: not asked, or not answered. */
  citizenConsents: boolean('citizen_consents'),
  businessConsents: boolean('business_consents'),
  citizenSignedAt: instant('citizen_signed_at'),
  businessSignedAt: instant('business_signed_at'),
})
export type MediationRow = typeof ticketMediations.$inferSelect
