/** One business with everything published about it, merged: register, branches, records, complaints. */
import { asc, eq } from 'drizzle-orm'
import { addDays, chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { addMonths } from '../disclosures/publication-term.ts'
import { recordsOfParty } from '../disclosures/records-of-party.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { countComplaints } from '../tickets/count-tickets.ts'
import { normaliseUscc } from './credit-code.ts'
import type { EnterpriseRecord } from './model.ts'
import { enterpriseView } from './public.ts'
import { type EnterpriseRow, enterprises } from './tables.ts'

/** More branches than these are left to the search. */
const MOST_BRANCHES = 100

/** @throws Problem not-found */
export async function readEnterprise(deps: Deps, ctx: Context, code: string): Promise<EnterpriseRecord> {
  const uscc = normaliseUscc(code)
  const [row] = await deps.db.select().from(enterprises).where(eq(enterprises.uscc, uscc))
  if (!row) throw new Problem('not-found', { detail: 'errors.disclosures.noEnterprise' })
  const [records, branches, parents, complaints] = await Promise.all([
    recordsOfParty(deps, ctx, uscc),
    deps.db
      .select()
      .from(enterprises)
      .where(eq(enterprises.parentUscc, uscc))
      .orderBy(asc(enterprises.name))
      .limit(MOST_BRANCHES),
    row.parentUscc === null ? [] : deps.db.select().from(enterprises).where(eq(enterprises.uscc, row.parentUscc)),
    complaintsAbout(deps, uscc),
  ])
  const kin = (each: EnterpriseRow) => {
    const { uscc, name, statusName, url } = enterpriseView(deps, ctx.locale, each)
    return { uscc, name, statusName, url }
  }
  return {
    ...enterpriseView(deps, ctx.locale, row),
    ...records,
    parent: parents[0] ? kin(parents[0]) : null,
    branches: branches.map(kin),
    complaints,
  }
}

/** A small number could tell who complained: it is not given at all. */
async function complaintsAbout(deps: Deps, uscc: string): Promise<EnterpriseRecord['complaints']> {
  const { smallest, months } = deps.content.disclosures.duties.complaints
  const since = addDays(addMonths(chinaDate(deps.clock.now()), -months), 1)
  const count = await countComplaints(deps, { uscc, since })
  return { count: count >= smallest ? count : null, smallest, months, since }
}
