/** Filters as conditions: of the table (exports, figures) and of the search index (lists). Both say the same. */
import { type AnyColumn, and, arrayOverlaps, eq, gt, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { dayNumber, type Filter } from '../../search/engine.ts'
import { normaliseUscc } from '../enterprises/credit-code.ts'
import { type DisclosureFilter, UNSTATED } from './query.ts'
import { disclosures } from './tables.ts'

/** What anybody may see on a day. */
export function shown(today: string): SQL | undefined {
  return and(eq(disclosures.state, 'published'), or(isNull(disclosures.withdrawOn), gt(disclosures.withdrawOn, today)))
}

/** Conditions of everything but the words to find, which only the index knows. */
export function tableConditions(filter: DisclosureFilter, today: string): SQL | undefined {
  return and(shown(today), matching(filter))
}

/** The same of records shown or not. */
export function matching(filter: DisclosureFilter): SQL | undefined {
  const { type, station, result, breach, penaltyKind, industry, topic, law, uscc, from, to, fineMin, fineMax } = filter
  return and(
    type && inArray(disclosures.type, type),
    station && stated(disclosures.station, station),
    result && inArray(disclosures.result, result),
    breach && stated(disclosures.breach, breach),
    penaltyKind && arrayOverlaps(disclosures.penaltyKinds, penaltyKind),
    industry && stated(disclosures.industry, industry),
    topic && stated(disclosures.topic, topic),
    law && or(...law.map((each) => sql`${disclosures.laws} @> ${JSON.stringify([citation(each)])}::jsonb`)),
    uscc ? eq(disclosures.uscc, normaliseUscc(uscc)) : undefined,
    from ? gte(disclosures.decidedOn, from) : undefined,
    to ? lte(disclosures.decidedOn, to) : undefined,
    fineMin ? gte(disclosures.fineYuan, fineMin) : undefined,
    fineMax ? and(lte(disclosures.fineYuan, fineMax), gt(disclosures.fineYuan, '0')) : undefined,
  )
}

export function indexFilters(filter: DisclosureFilter): Filter[] {
  const { from, to, fineMin, fineMax, uscc } = filter
  const codes = ['type', 'station', 'result', 'breach', 'industry', 'topic'] as const
  const given = codes.flatMap((field) => (filter[field] ? [{ field, in: filter[field].map(indexed) }] : []))
  return [
    ...given,
    ...(filter.penaltyKind ? [{ field: 'penaltyKinds', in: filter.penaltyKind }] : []),
    ...(filter.law ? [{ field: 'laws', in: filter.law }] : []),
    ...(uscc ? [{ field: 'uscc', in: [normaliseUscc(uscc)] }] : []),
    ...(from || to
      ? [{ field: 'decided', from: dayNumber(from ?? null, 'past'), to: dayNumber(to ?? null, 'future') }]
      : []),
    // The smallest sum there is, so that a longest fine does not bring records without any.
    ...(fineMin || fineMax
      ? [{ field: 'fine', from: Number(fineMin ?? 0) || 0.01, ...(fineMax ? { to: Number(fineMax) } : {}) }]
      : []),
  ]
}

/** One of the codes; `none` is no code at all. */
function stated(column: AnyColumn, codes: readonly string[]): SQL | undefined {
  const known = codes.filter((each) => each !== UNSTATED)
  return or(
    known.length > 0 ? inArray(column, known) : undefined,
    codes.length > known.length ? isNull(column) : undefined,
  )
}

/** What states nothing is the empty word of the index. */
const indexed = (code: string) => (code === UNSTATED ? '' : code)

/** `FSL/124` as the part of a stored citation that must match. */
function citation(law: string): { law: string; article?: string } {
  const [id = '', article] = law.split('/')
  return article === undefined ? { law: id } : { law: id, article }
}
