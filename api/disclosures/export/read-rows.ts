/** The rows of a filter, batch after batch; no transaction stays open for a slow reader. */
import { and, desc, eq, lt, or } from 'drizzle-orm'
import { disclosures as index } from '../../../search/indexes/disclosures.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { orUnavailable } from '../../search/open-search.ts'
import { rowsInOrder, searchOf } from '../list-disclosures.ts'
import type { DisclosureFilter } from '../query.ts'
import { type DisclosureRow, disclosures } from '../tables.ts'
import { tableConditions } from '../where.ts'

const ROWS_AT_ONCE = 1000

/** Newest decision first; with words to find, the order of the list. */
export const readRows = (deps: Deps, filter: DisclosureFilter): AsyncGenerator<DisclosureRow[]> =>
  filter.q ? foundRows(deps, filter) : filteredRows(deps, filter)

/** Whether a filter brings more rows than `most`, without counting all of them. */
export async function bringsMoreThan(deps: Deps, filter: DisclosureFilter, most: number): Promise<boolean> {
  if (filter.q) {
    const { total } = await orUnavailable(deps.search.query(index, { ...searchOf(filter, undefined), limit: 1 }))
    return total > most
  }
  const beyond = await deps.db
    .select({ id: disclosures.id })
    .from(disclosures)
    .where(tableConditions(filter, chinaDate(deps.clock.now())))
    .offset(most)
    .limit(1)
  return beyond.length > 0
}

async function* filteredRows(deps: Deps, filter: DisclosureFilter): AsyncGenerator<DisclosureRow[]> {
  const conditions = tableConditions(filter, chinaDate(deps.clock.now()))
  const after = (last: DisclosureRow | undefined) =>
    deps.db
      .select()
      .from(disclosures)
      .where(
        and(
          conditions,
          last &&
            or(
              lt(disclosures.decidedOn, last.decidedOn),
              and(eq(disclosures.decidedOn, last.decidedOn), lt(disclosures.seq, last.seq)),
            ),
        ),
      )
      .orderBy(desc(disclosures.decidedOn), desc(disclosures.seq))
      .limit(ROWS_AT_ONCE)
      .execute()
  let next = after(undefined)
  for (;;) {
    const rows = await next
    const last = rows.at(-1)
    if (!last) return
    // The database works on the following rows while these are written.
    next = rows.length === ROWS_AT_ONCE ? after(last) : Promise.resolve([])
    next.catch(() => {})
    yield rows
  }
}

async function* foundRows(deps: Deps, filter: DisclosureFilter): AsyncGenerator<DisclosureRow[]> {
  for (let offset = 0; ; offset += ROWS_AT_ONCE) {
    const { hits } = await orUnavailable(
      deps.search.query(index, { ...searchOf(filter, undefined), limit: ROWS_AT_ONCE, offset }),
    )
    if (hits.length === 0) return
    yield await rowsInOrder(
      deps,
      hits.map(({ document }) => document.id),
    )
  }
}
