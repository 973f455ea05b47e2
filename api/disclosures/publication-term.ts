/**
 * How long a record is shown (公示期限). The periods are data (content/disclosures/publication-terms.yaml), chosen by the
 * day of the decision, so that an old record is judged by the rule of its day. Pure.
 */
import type { DisclosureContent, PublicationCap, PublicationTerm } from '../../content/schema.ts'
import { addDays } from '../calendar/calendar.ts'
import type { RecordContent } from './model.ts'
import { remembered } from './remembered.ts'

/** What the policy looks at. */
export type Judged = Pick<
  RecordContent,
  'type' | 'decidedOn' | 'severity' | 'penaltyKinds' | 'fineYuan' | 'topic' | 'result'
> & {
  publishedOn: string
  restrictedUntil?: string | undefined
  actEndedOn?: string | undefined
}

export interface Term {
  rule: PublicationTerm
  /** First day it is no longer shown; null where the rule sets no end. */
  withdrawOn: string | null
  /** First day an early end may be asked for; null: never. */
  earlyFrom: string | null
  /** The cap that ended it before its term, if one did. */
  cap: PublicationCap | null
}

/** @throws RangeError when no row of the policy covers the record */
export function publicationTerm(content: DisclosureContent, record: Judged): Term {
  const rule = content.policy.terms.find((row) => covers(row, record) && fits(content, row, record))
  if (!rule) throw new RangeError(`No publication term for a ${record.type} decided on ${record.decidedOn}`)
  const byRule = rule.untilRestrictionEnds
    ? (record.restrictedUntil ?? null)
    : rule.months === null
      ? null
      : addMonths(record.publishedOn, rule.months)
  const { actEndedOn } = record
  const caps =
    actEndedOn === undefined
      ? []
      : content.policy.caps
          .filter((cap) => cap.types.includes(record.type) && isNegative(content, record))
          .map((cap) => ({ cap, lastDay: addMonths(actEndedOn, cap.months) }))
  const strictest = caps.find(({ lastDay }) => byRule === null || lastDay < byRule)
  const lastDay = strictest?.lastDay ?? byRule
  return {
    rule,
    withdrawOn: lastDay === null ? null : dayAfter(lastDay),
    earlyFrom: earliestUnder(content, rule, record),
    cap: strictest?.cap ?? null,
  }
}

/** First day an early end under a rule may be asked for; null: never. */
export function earliestUnder(
  content: DisclosureContent,
  rule: PublicationTerm,
  record: Pick<Judged, 'topic' | 'penaltyKinds' | 'publishedOn'>,
): string | null {
  const minMonths =
    rule.minMonthsOf.find(({ topics }) => record.topic !== null && topics.includes(record.topic))?.months ??
    rule.minMonths
  const restricts = record.penaltyKinds.some((kind) => content.find.code.penaltyKinds.get(kind)?.restriction)
  return minMonths === null || restricts ? null : dayAfter(addMonths(record.publishedOn, minMonths))
}

function covers(row: PublicationTerm, { type, decidedOn }: Judged): boolean {
  const { from, to } = row.decided
  return row.types.includes(type) && from <= decidedOn && (to === null || decidedOn <= to)
}

function fits(content: DisclosureContent, { when }: PublicationTerm, record: Judged): boolean {
  const { onlyKinds, fineBelowYuan, restrictedBeyondMonths, severity, negative } = when
  if (onlyKinds && !record.penaltyKinds.every((kind) => onlyKinds.includes(kind))) return false
  if (fineBelowYuan && Number(record.fineYuan ?? 0) >= Number(fineBelowYuan)) return false
  if (
    restrictedBeyondMonths &&
    !(
      record.restrictedUntil !== undefined &&
      record.restrictedUntil > addMonths(record.decidedOn, restrictedBeyondMonths)
    )
  )
    return false
  // Where nobody has stated how grave it is, it counts as ordinary.
  if (severity && !severity.includes(record.severity ?? 'ordinary')) return false
  return negative === undefined || negative === isNegative(content, record)
}

/** Whether a record counts against the business (负面信息). */
export function isNegative({ find }: DisclosureContent, { type, result }: Pick<Judged, 'type' | 'result'>): boolean {
  if (type === 'penalty' || type === 'abnormal') return true
  const tables = {
    inspection: find.code.inspectionResults,
    sampling: find.code.samplingResults,
    permit: find.code.permitResults,
  }
  return type !== 'complaint-summary' && result !== null && tables[type].get(result)?.negative === true
}

const dayAfter = remembered((day) => addDays(day, 1))

/** The same day `months` later; the month's last day where it has no such day (期间按月计算). */
export const addMonths = remembered((date, months) => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, last))
  return first.toISOString().slice(0, 10)
})
