/** The rows of a filter, batch after batch; no transaction stays open for a slow reader. */
import { and, eq, sql } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { SharedRow } from '../public.ts'
import type { DisclosureFilter } from '../query.ts'
import { disclosures } from '../tables.ts'
import { matching, shown, tableConditions } from '../where.ts'
import { ROW_TEXTS, rowsIn } from './row-text.ts'

const ROWS_AT_ONCE = 500
/** Batches asked for and not yet written: the database works on one while another is on its way. */
const AHEAD = 2

/** What reading needs: little, so that a thread begins quickly. */
export interface Reading {
  db: Database
  clock: Clock
}

/**
 * Newest decision first; with words to find, the order of the list.
 *
 * @param found as `foundByWords` gives it
 */
export async function* readRows(
  deps: Reading,
  filter: DisclosureFilter,
  found: Float64Array | null,
): AsyncGenerator<Iterable<SharedRow>> {
  const chosen = found ?? (await foundByFilter(deps, filter))
  const asked: Promise<Iterable<SharedRow>>[] = []
  let at = 0
  const ask = () => {
    if (at >= chosen.length) return
    const rows = rowsOf(deps, chosen.subarray(at, at + ROWS_AT_ONCE))
    rows.catch(() => {})
    asked.push(rows)
    at += ROWS_AT_ONCE
  }
  for (let batch = 0; batch < AHEAD; batch += 1) ask()
  for (let next = asked.shift(); next; next = asked.shift()) {
    const rows = await next
    ask()
    yield rows
  }
}

/** Whether a filter without words brings more rows than `most`, without counting all of them. */
export async function bringsMoreThan(deps: Reading, filter: DisclosureFilter, most: number): Promise<boolean> {
  const beyond = await deps.db
    .select({ id: disclosures.id })
    .from(disclosures)
    .where(tableConditions(filter, chinaDate(deps.clock.now())))
    .offset(most)
    .limit(1)
  return beyond.length > 0
}

/**
 * All numbers as one text: a million rows of an answer would take ten times as long. Whether a record is still shown is
 * asked when it is read; without that the index alone answers, in its own order.
 */
async function foundByFilter(deps: Reading, filter: DisclosureFilter): Promise<Float64Array> {
  const { seq, decidedOn, state } = disclosures
  const [row] = await deps.db
    .select({
      list: sql<
        string | null
      >`string_agg(${seq}::text, ',' order by ${decidedOn} desc nulls last, ${seq} desc nulls last)`,
    })
    .from(disclosures)
    .where(and(eq(state, sql`'published'`), matching(filter)))
  return numbersOf(row?.list ?? '')
}

/** Digits by hand: a million pieces of text would fill the memory of the thread. */
function numbersOf(list: string): Float64Array {
  const numbers = new Float64Array(list.length / 2 + 1)
  let count = 0
  let number = 0
  for (let at = 0; at < list.length; at += 1) {
    const code = list.charCodeAt(at)
    if (code === 44) {
      numbers[count++] = number
      number = 0
    } else number = number * 10 + code - 48
  }
  if (list !== '') numbers[count++] = number
  return numbers.slice(0, count)
}

/**
 * In the order given; one taken down since is left out. All rows come as one text: taking values from many small answers
 * takes the thread three times as long.
 */
async function rowsOf(deps: Reading, numbers: Float64Array): Promise<Iterable<SharedRow>> {
  const [answer] = await deps.db.execute<{ texts: string | null }>(sql`
    select ${ROW_TEXTS} as texts from ${disclosures}
    where ${shown(chinaDate(deps.clock.now()))} and ${disclosures.seq} = any(${`{${numbers.join()}}`}::bigint[])`)
  return rowsIn(answer?.texts ?? '', numbers)
}
