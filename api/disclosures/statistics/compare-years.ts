/** Verb: a filter in the days asked for, beside the same days a year earlier. */
import { and, count, eq, inArray, type SQL, sum } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { addMonths } from '../publication-term.ts'
import type { DisclosureFilter } from '../query.ts'
import { disclosures } from '../tables.ts'
import { shown } from '../where.ts'
import { listAddress } from './lists.ts'
import type { Comparison } from './model.ts'
import { selectionOf } from './selection.ts'

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
  const [row] = await deps.db
    .select({ count: count(), fineYuan: sum(disclosures.fineYuan) })
    .from(disclosures)
    .where(and(shown(today), await selectionOf(deps, narrowed)))
  return { ...days, count: row?.count ?? 0, fineYuan: row?.fineYuan ?? '0.00', list: listAddress(narrowed) }
}

/** Not asked of words or of one business: what has been taken down must not be found out that way. */
async function takenDownOf(deps: Deps, filter: DisclosureFilter, days: Days): Promise<number | null> {
  if (filter.q || filter.uscc) return null
  const [row] = await deps.db
    .select({ count: count() })
    .from(disclosures)
    .where(and(overdue(), await selectionOf(deps, { ...filter, ...days })))
  return row !== undefined && row.count >= SMALLEST_TOLD ? row.count : null
}

/** Once lawfully shown, its time over; what was annulled or mistaken never counts. */
const overdue = (): SQL | undefined =>
  and(eq(disclosures.state, 'withdrawn'), inArray(disclosures.withdrawal, ['expired', 'repaired']))
