/** What the bureau publishes, as data: code tables, kinds of breach, and how long a record is shown (公示). */
import { z } from 'zod'
import { ArticleNumber, Day, DayUnit, LawId, Localised, Slug } from './schema-basics.ts'
import { Citation } from './schema-rules.ts'

/** Types of published record, in the contract's words. */
export const DISCLOSURE_TYPES = [
  'inspection',
  'penalty',
  'permit',
  'abnormal',
  'sampling',
  'complaint-summary',
] as const
export const DisclosureType = z.enum(DISCLOSURE_TYPES)
/** How grave a breach of trust is (失信程度), stated by the body that decided. */
export const Severity = z.enum(['minor', 'ordinary', 'serious'])
/** Whole yuan as a decimal string. */
const Yuan = z.string().regex(/^\d+(\.\d{2})?$/)
const Months = z.int().positive()

const Code = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9]+(-[a-z0-9]+)*$/), title: Localised })
const Judged = Code.extend({ negative: z.boolean() })
const codes = <S extends z.ZodType>(row: S) => z.array(row).min(1)

/** Code tables (代码表). */
export const DisclosureCodes = z.strictObject({
  topics: codes(Code),
  industries: codes(Code),
  partyCategories: codes(Code.extend({ masked: z.boolean() })),
  enterpriseCategories: codes(Code.extend({ party: z.string(), hideRepresentative: z.boolean() })),
  enterpriseStatuses: codes(Code.extend({ trading: z.boolean() })),
  inspectionResults: codes(Judged),
  inspectionKinds: codes(Code),
  samplingResults: codes(Judged),
  permitResults: codes(Judged),
  penaltyKinds: codes(Code.extend({ restriction: z.boolean() })),
  licenceKinds: codes(Code),
  permits: codes(Code.extend({ kind: z.string(), topic: Slug, years: z.int().positive().nullable() })),
})

/** A kind of breach (违法行为类型). */
export const Breach = z.strictObject({
  id: Slug,
  title: Localised,
  /** Everyday words people search for it by, in either language. */
  words: z.array(z.string().min(1)).default([]),
  /** What title, type or facts of a decision call it; counts only for a record of the same topic. */
  says: z.array(z.string().min(2)).default([]),
  topic: Slug,
  basis: z.array(Citation).min(1),
  /** Whether its articles speak of nothing else. */
  wholeArticle: z.boolean().default(false),
  /** Penalties the article names for the ordinary case. */
  kinds: z.array(z.string()).min(1),
  /** Range of the fine for the ordinary case; null where it is counted from goods or gains. */
  fineYuan: z.strictObject({ min: Yuan, max: Yuan }).nullable(),
})

const Basis = z.strictObject({ law: LawId, article: ArticleNumber.nullable() })

/** How long one class of record is shown (公示期限); rows in order, the first that fits decides. */
export const PublicationTerm = z.strictObject({
  id: Slug,
  what: Localised,
  types: z.array(DisclosureType).min(1),
  /** Days of decision this version is for. */
  decided: z.strictObject({ from: Day, to: Day.nullable() }),
  /** Every condition given must hold. */
  when: z.strictObject({
    severity: z.array(Severity).min(1).optional(),
    /** No penalty beside these. */
    onlyKinds: z.array(z.string()).min(1).optional(),
    fineBelowYuan: Yuan.optional(),
    /** A limit on trade or person lasts longer than this. */
    restrictedBeyondMonths: Months.optional(),
    /** Whether the record counts against the business. */
    negative: z.boolean().optional(),
  }),
  /** Longest time shown; null: the rule sets no end. */
  months: Months.nullable(),
  /** Shown as long as the limit lasts. */
  untilRestrictionEnds: z.boolean().default(false),
  /** Shortest time before an early end may be asked for; null: no early end. */
  minMonths: Months.nullable(),
  /** Other shortest times for some matters. */
  minMonthsOf: z.array(z.strictObject({ topics: z.array(Slug).min(1), months: Months })).default([]),
  /** Whether an early end must wait until the party is off the lists of abnormal operations and of grave breaches. */
  earlyEndOffLists: z.boolean().default(false),
  /** Null where no rule sets a period. */
  basis: Basis.nullable(),
  /** False where the official text was not read; pages then say so. */
  confirmed: z.boolean(),
})

/** A longest time that no term may pass, counted from the end of the act (最长公示期). */
export const PublicationCap = z.strictObject({
  id: Slug,
  what: Localised,
  types: z.array(DisclosureType).min(1),
  months: Months,
  basis: Basis,
})

export const PublicationPolicy = z.strictObject({
  terms: z.array(PublicationTerm).min(1),
  caps: z.array(PublicationCap),
})

const Span = z.strictObject({ from: Day, to: Day.nullable() })
/** One period counted from a day, by the work calendar; rows in order, the first that fits decides. */
const period = {
  id: Slug,
  what: Localised,
  count: z.int().positive(),
  unit: DayUnit,
  /** Null where the source is no law of the content. */
  basis: Basis.nullable(),
  /** False where the official text was not read; pages then say so. */
  confirmed: z.boolean(),
}

/** How soon what must be done (公示时限、办理时限). */
export const DisclosureDuties = z.strictObject({
  /** Last day to publish, counted from the day of decision. */
  publish: z.array(z.strictObject({ ...period, types: z.array(DisclosureType).min(1), decided: Span })).min(1),
  warnWorkingDays: z.int().positive(),
  /** Last day to answer a request; `checking`: others must be asked, the longer period counted from receipt replaces the first. */
  requests: z
    .array(
      z.strictObject({
        ...period,
        kind: z.enum(['objection', 'repair']),
        stage: z.enum(['received', 'checking']),
        received: Span,
      }),
    )
    .min(1),
  repairConditions: codes(Code),
  applicants: codes(Code.extend({ repair: z.boolean() })),
  /**
   * Complaint counts below `smallest` in `months` stay hidden. Who files is told of those in the last `days`, rounded down
   * to `roundTo`, so that one more or less is not noticed.
   */
  complaints: z.strictObject({
    smallest: z.int().min(2),
    months: Months,
    filing: z.strictObject({ days: z.int().positive(), roundTo: z.int().min(2) }),
  }),
})

export type DisclosureType = z.infer<typeof DisclosureType>
export type Severity = z.infer<typeof Severity>
export type DisclosureCodes = z.infer<typeof DisclosureCodes>
export type Breach = z.infer<typeof Breach>
export type PublicationTerm = z.infer<typeof PublicationTerm>
export type PublicationCap = z.infer<typeof PublicationCap>
export type PublicationPolicy = z.infer<typeof PublicationPolicy>
export type DisclosureDuties = z.infer<typeof DisclosureDuties>
export type CodeTable = keyof DisclosureCodes

/** Everything under `content/disclosures/`. */
export interface DisclosureContent {
  codes: DisclosureCodes
  breaches: Breach[]
  policy: PublicationPolicy
  duties: DisclosureDuties
  find: {
    breach: ReadonlyMap<string, Breach>
    /** A row of a code table by its id. */
    code: { [T in CodeTable]: ReadonlyMap<string, DisclosureCodes[T][number]> }
  }
}
