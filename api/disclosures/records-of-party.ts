/** Everything now shown about one business, with its sums. */
import { count, desc, eq, sql, sum } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Disclosure } from './model.ts'
import { publicView } from './public.ts'
import { disclosures } from './tables.ts'
import { tableConditions } from './where.ts'

/** More than these are left to the list. */
const MOST = 200

export interface PartyRecords {
  figures: { penalties: number; fineYuan: string; inspections: number; clean: number; permits: number; lists: number }
  records: Disclosure[]
  total: number
}

export async function recordsOfParty(deps: Deps, ctx: Context, uscc: string): Promise<PartyRecords> {
  const [{ total, ...figures }, rows] = await Promise.all([
    figuresOfParty(deps, uscc),
    deps.db
      .select()
      .from(disclosures)
      .where(shownOf(deps, uscc))
      .orderBy(desc(disclosures.decidedOn), desc(disclosures.seq))
      .limit(MOST),
  ])
  return { figures, records: rows.map((row) => publicView(deps, ctx.locale, row)), total }
}

/** The sums alone. */
export async function figuresOfParty(
  deps: Deps,
  uscc: string,
): Promise<PartyRecords['figures'] & Pick<PartyRecords, 'total'>> {
  const of = (type: Disclosure['type']) => count(sql`case when ${eq(disclosures.type, type)} then 1 end`)
  const [figures] = await deps.db
    .select({
      total: count(),
      penalties: of('penalty'),
      fineYuan: sum(disclosures.fineYuan),
      inspections: of('inspection'),
      clean: count(
        sql`case when ${eq(disclosures.type, 'inspection')} and ${eq(disclosures.result, 'S01')} then 1 end`,
      ),
      permits: count(
        sql`case when ${eq(disclosures.type, 'permit')} and ${eq(disclosures.result, 'valid')} then 1 end`,
      ),
      lists: of('abnormal'),
    })
    .from(disclosures)
    .where(shownOf(deps, uscc))
  const { total = 0, fineYuan, penalties = 0, inspections = 0, clean = 0, permits = 0, lists = 0 } = figures ?? {}
  return { total, penalties, fineYuan: fineYuan ?? '0.00', inspections, clean, permits, lists }
}

const shownOf = (deps: Deps, uscc: string) => tableConditions({ uscc }, chinaDate(deps.clock.now()))
