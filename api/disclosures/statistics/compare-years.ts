/** Verb: a filter in the days asked for, beside the same days a year earlier. */
import { and, count, eq, inArray, type SQL, sum } from 'drizzle-orm'
import { disclosures as index } from '../../../search/indexes/disclosures.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { orUnavailable } from '../../search/open-search.ts'
import { searchOf } from '../list-disclosures.ts'
import { addMonths } from '../publication-term.ts'
import type { DisclosureFilter } from '../query.ts'
import { disclosures } from '../tables.ts'
import { matching, shown } from '../where.ts'
import { listAddress } from './lists.ts'
import type { Comparison } from './model.ts'

/** Fewer records taken down are not told: one could be recognised. */
const SMALLEST_TOLD = 5

interface Days {
  from: string
  to: string
}

/** @returns null where the days asked for span more than a year: both periods would overlap */
export async function compareYears(deps: Deps, filter: DisclosureFilter): Promise<Comparison | null> {
  const today = chinaDate(deps.clock.now())
  const days = daysOf(filter, today)
  if (days.from > days.to || days.from <= yearEarlier(days.to)) return null
  const earlier = { from: yearEarlier(days.from), to: yearEarlier(days.to) }
  const [now, before, takenDown] = await Promise.all([
    periodOf(deps, filter, days, today),
    periodOf(deps, filter, earlier, today),
    takenDownOf(deps, filter, earlier),
  ])
  return { now, before, takenDown }
}

/** Without a first day, the year so far. */
function daysOf({ from, to }: DisclosureFilter, today: string): Days {
  const last = to !== undefined && to < today ? to : today
  return { from: from ?? `${last.slice(0, 4)}-01-01`, to: last }
}

const yearEarlier = (day: string) => addMonths(day, -12)

async function periodOf(deps: Deps, filter: DisclosureFilter, days: Days, today: string): Promise<Comparison['now']> {
  const narrowed = { ...filter, ...days }
  if (filter.q) return { ...days, ...(await finesOf(deps, narrowed)), list: listAddress(narrowed) }
  const [row] = await deps.db
    .select({ count: count(), fineYuan: sum(disclosures.fineYuan) })
    .from(disclosures)
    .where(and(shown(today), matching(narrowed)))
  return { ...days, count: row?.count ?? 0, fineYuan: row?.fineYuan ?? '0.00', list: listAddress(narrowed) }
}

/** Of words the index knows count and sum: asking the table about each record takes ten times as long. */
async function finesOf(deps: Deps, filter: DisclosureFilter): Promise<{ count: number; fineYuan: string }> {
  const fines = await orUnavailable(deps.search.select(index, searchOf(filter, '-date'), 'fine'))
  // In hundredths of a yuan, so that nothing is rounded.
  const sum = fines.reduce((total, fine) => total + Math.round(fine * 100), 0)
  return { count: fines.length, fineYuan: (sum / 100).toFixed(2) }
}

/** Not asked of words or of one business: what has been taken down must not be found out that way. */
async function takenDownOf(deps: Deps, filter: DisclosureFilter, days: Days): Promise<number | null> {
  if (filter.q || filter.uscc) return null
  const [row] = await deps.db
    .select({ count: count() })
    .from(disclosures)
    .where(and(overdue(), matching({ ...filter, ...days })))
  return row !== undefined && row.count >= SMALLEST_TOLD ? row.count : null
}

/** Once lawfully shown, its time over; what was annulled or mistaken never counts. */
const overdue = (): SQL | undefined =>
  and(eq(disclosures.state, 'withdrawn'), inArray(disclosures.withdrawal, ['expired', 'repaired']))
