/** Businesses by unified social credit code (市场主体). One row a code; what is published about it stands in disclosures. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../platform/tables.ts'

export const enterprises = pgTable(
  'enterprises',
  {
    uscc: text('uscc').primaryKey(),
    /** Number from before the unified code (原注册号), kept apart. */
    legacyNumber: text('legacy_number'),
    /** Code of the head office, of a branch (分支机构). */
    parentUscc: text('parent_uscc'),
    name: text('name').notNull(),
    /** Codes of content/disclosures/codes.yaml. */
    category: text('category').notNull(),
    status: text('status').notNull(),
    industry: text('industry'),
    address: text('address'),
    street: text('street'),
    station: text('station'),
    establishedOn: date('established_on', { mode: 'string' }),
    /** Legal representative (法定代表人); never of a sole trader, whose operator's name is licence data. */
    representative: text('representative'),
    demo: boolean('demo').notNull().default(false),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('enterprises_name').on(t.name),
    index('enterprises_legacy').on(t.legacyNumber).where(sql`legacy_number is not null`),
    index('enterprises_parent').on(t.parentUscc).where(sql`parent_uscc is not null`),
    check('enterprises_no_operator', sql`category <> 'sole-trader' or representative is null`),
  ],
)
export type EnterpriseRow = typeof enterprises.$inferSelect
