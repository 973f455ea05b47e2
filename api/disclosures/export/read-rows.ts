/** The rows of a filter, batch after batch; no transaction stays open for a slow reader. */
import { and, eq, sql } from 'drizzle-orm'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { CitedLaw } from '../model.ts'
import type { DisclosureFilter } from '../query.ts'
import { remembered } from '../remembered.ts'
import { type DisclosureRow, disclosures } from '../tables.ts'
import { matching, shown, tableConditions } from '../where.ts'

const ROWS_AT_ONCE = 500

/** What reading needs: little, so that a thread begins quickly. */
export interface Reading {
  db: Database
  clock: Clock
}

/** A record without what only the house needs. */
export type ReadRow = Omit<
  DisclosureRow,
  'naturalKey' | 'dataKeyId' | 'sealed' | 'createdAt' | 'withdrawnAt' | 'withdrawal' | 'withdrawalReason' | 'state'
>

/**
 * Newest decision first; with words to find, the order of the list.
 *
 * @param found as `foundByWords` gives it
 */
export async function* readRows(
  deps: Reading,
  filter: DisclosureFilter,
  found: Float64Array | null,
): AsyncGenerator<ReadRow[]> {
  const chosen = found ?? (await foundByFilter(deps, filter))
  let next = rowsOf(deps, chosen.subarray(0, ROWS_AT_ONCE))
  for (let at = ROWS_AT_ONCE; ; at += ROWS_AT_ONCE) {
    const rows = await next
    // The database works on the following rows while these are written.
    if (at < chosen.length) next = rowsOf(deps, chosen.subarray(at, at + ROWS_AT_ONCE))
    next.catch(() => {})
    if (rows.length > 0) yield rows
    if (at >= chosen.length) return
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

const READ = sql.join(
  [
    disclosures.seq,
    disclosures.id,
    disclosures.type,
    disclosures.partyName,
    disclosures.partyCategory,
    disclosures.uscc,
    disclosures.decidedOn,
    disclosures.publishedOn,
    disclosures.withdrawOn,
    disclosures.termRule,
    disclosures.authority,
    disclosures.station,
    disclosures.documentNumber,
    disclosures.result,
    disclosures.breach,
    disclosures.industry,
    disclosures.topic,
    sql`${disclosures.fineYuan}::text`,
    sql`${disclosures.confiscatedYuan}::text`,
    disclosures.severity,
    disclosures.version,
    disclosures.demo,
    disclosures.detail,
    // As text: the same few lists again and again are read once.
    sql`array_to_json(${disclosures.penaltyKinds})::text`,
    sql`${disclosures.laws}::text`,
  ],
  sql`, `,
)
type ReadValues = [
  ...[seq: number, id: string, type: ReadRow['type'], partyName: string, partyCategory: string, uscc: string | null],
  ...[decidedOn: string, publishedOn: string, withdrawOn: string | null, termRule: string, authority: string],
  ...[station: string | null, documentNumber: string | null, result: string | null, breach: string | null],
  ...[industry: string | null, topic: string | null, fineYuan: string | null, confiscatedYuan: string | null],
  ...[severity: ReadRow['severity'], version: number, demo: boolean, detail: ReadRow['detail']],
  ...[penaltyKinds: string, laws: string],
]
const kindsIn = remembered((list) => Object.freeze(JSON.parse(list)) as string[])
const lawsIn = remembered((list) => Object.freeze(JSON.parse(list)) as CitedLaw[])

/**
 * In the order given; one taken down since is left out. All rows come as one list: taking values from many small answers
 * takes the thread three times as long.
 */
async function rowsOf(deps: Reading, numbers: Float64Array): Promise<ReadRow[]> {
  const [answer] = await deps.db.execute<{ list: string | null }>(sql`
    select json_agg(json_build_array(${READ}))::text as list from ${disclosures}
    where ${shown(chinaDate(deps.clock.now()))} and ${disclosures.seq} = any(${`{${numbers.join()}}`}::bigint[])`)
  const bySeq = new Map<number, ReadRow>()
  for (const values of JSON.parse(answer?.list ?? '[]') as ReadValues[]) bySeq.set(values[0], rowOf(values))
  const rows: ReadRow[] = []
  for (const seq of numbers) {
    const row = bySeq.get(seq)
    if (row) rows.push(row)
  }
  return rows
}

function rowOf(values: ReadValues): ReadRow {
  const [seq, id, type, partyName, partyCategory, uscc, decidedOn, publishedOn, withdrawOn, termRule] = values
  return {
    seq,
    id,
    type,
    partyName,
    partyCategory,
    uscc,
    decidedOn,
    publishedOn,
    withdrawOn,
    termRule,
    authority: values[10],
    station: values[11],
    documentNumber: values[12],
    result: values[13],
    breach: values[14],
    industry: values[15],
    topic: values[16],
    fineYuan: values[17],
    confiscatedYuan: values[18],
    severity: values[19],
    version: values[20],
    demo: values[21],
    detail: values[22],
    penaltyKinds: kindsIn(values[23]),
    laws: lawsIn(values[24]),
  }
}
