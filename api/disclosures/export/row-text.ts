/** Many rows as one text, as the database joins them and a thread takes them apart: a fifth of the cost of rows of an answer. */
import { type Column, type SQL, sql } from 'drizzle-orm'
import type { Coded } from '../coded-part.ts'
import type { CitedLaw } from '../model.ts'
import type { SharedRow } from '../public.ts'
import { keeper } from '../remembered.ts'
import { type DisclosureRow, disclosures as d } from '../tables.ts'

/** Signs that mean nothing to a reader, and that no format a record leaves in can show. */
const ROW = '\u001e'
const FIELD = '\u001f'
const NOTHING = '\u001d'

const text = (column: Column): SQL => sql`translate(${column}, ${sql.raw(`E'\\x1d\\x1e\\x1f'`)}, '')`
const orNothing = (value: Column | SQL): SQL => sql`coalesce(${value}::text, ${sql.raw(`E'\\x1d'`)})`

/** Its number and its own fields, then everything that many rows share, in the order `rowsIn` takes them. */
const OWN = [
  ...[d.seq, d.id, text(d.partyName), orNothing(text(d.uscc)), d.decidedOn, orNothing(text(d.documentNumber))],
  ...[orNothing(d.fineYuan), orNothing(d.confiscatedYuan), d.detail],
]
const SHARED = [
  ...[d.type, d.partyCategory, d.publishedOn, orNothing(d.withdrawOn), d.termRule, text(d.authority)],
  ...[d.station, d.result, d.breach, d.industry, d.topic, d.severity].map(orNothing),
  ...[d.version, d.demo, sql`array_to_json(${d.penaltyKinds})`, d.laws],
]
const joined = sql.join([...OWN, ...SHARED], sql`, `)

/** What a statement selects; null of no rows. */
export const ROW_TEXTS = sql<
  string | null
>`string_agg(concat_ws(${sql.raw(`E'\\x1f'`)}, ${joined}), ${sql.raw(`E'\\x1e'`)})`

/**
 * The rows of `texts` by their numbers, each read when it is asked for: what lives shortly costs the collector nothing.
 *
 * @param numbers order of the answer; one that `texts` does not hold is left out
 */
export function* rowsIn(texts: string, numbers: Iterable<number>): Generator<SharedRow> {
  const places = new Map<number, number>()
  for (let at = 0; at < texts.length; at = endOf(texts, at) + 1) {
    const afterNumber = texts.indexOf(FIELD, at) + 1
    places.set(Number(texts.slice(at, afterNumber - 1)), afterNumber)
  }
  for (const number of numbers) {
    const place = places.get(number)
    if (place !== undefined) yield rowIn(texts, place, endOf(texts, place))
  }
}

function endOf(texts: string, from: number): number {
  const end = texts.indexOf(ROW, from)
  return end < 0 ? texts.length : end
}

function rowIn(texts: string, from: number, to: number): SharedRow {
  let at = from
  const next = () => {
    const end = texts.indexOf(FIELD, at)
    const field = texts.slice(at, end)
    at = end + 1
    return field
  }
  const [id, partyName, uscc, decidedOn] = [next(), next(), stated(next()), next()]
  const [documentNumber, fineYuan, confiscatedYuan] = [stated(next()), stated(next()), stated(next())]
  const detail = JSON.parse(next()) as SharedRow['detail']
  const shared = texts.slice(at, to)
  const codes = sharedBy(shared, () => sharedOf(shared))
  return {
    id,
    partyName,
    uscc,
    decidedOn,
    documentNumber,
    fineYuan,
    confiscatedYuan,
    detail,
    codes,
    type: codes.type,
    partyCategory: codes.partyCategory,
    publishedOn: codes.publishedOn,
    withdrawOn: codes.withdrawOn,
    termRule: codes.termRule,
    authority: codes.authority,
    station: codes.station,
    result: codes.result,
    breach: codes.breach,
    industry: codes.industry,
    topic: codes.topic,
    severity: codes.severity,
    version: codes.version,
    demo: codes.demo,
    penaltyKinds: codes.penaltyKinds,
    laws: codes.laws,
  }
}

type Shared = Coded & Pick<DisclosureRow, 'partyCategory' | 'severity'>
const sharedBy = keeper<Shared>()

function sharedOf(joinedFields: string): Shared {
  const fields = joinedFields.split(FIELD)
  const field = (at: number) => fields[at] ?? ''
  return {
    type: field(0) as Shared['type'],
    partyCategory: field(1),
    publishedOn: field(2),
    withdrawOn: stated(field(3)),
    termRule: field(4),
    authority: field(5),
    station: stated(field(6)),
    result: stated(field(7)),
    breach: stated(field(8)),
    industry: stated(field(9)),
    topic: stated(field(10)),
    severity: stated(field(11)) as Shared['severity'],
    version: Number(field(12)),
    demo: field(13) === 't',
    penaltyKinds: Object.freeze(JSON.parse(field(14))) as string[],
    laws: Object.freeze(JSON.parse(field(15))) as CitedLaw[],
  }
}

const stated = (field: string) => (field === NOTHING ? null : field)
