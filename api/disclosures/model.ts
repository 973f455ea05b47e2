/** What is handed in to be published, and what anybody may read (公示信息). */
import { z } from '@hono/zod-openapi'
import { ArticleNumber, DisclosureType, LawId, Severity } from '../../content/schema.ts'
import {
  AbnormalDetail,
  ComplaintSummaryDetail,
  InspectionDetail,
  PenaltyDetail,
  PermitDetail,
  SamplingDetail,
} from './detail.ts'

const Yuan = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/)
const Line = z.string().trim().min(1).max(300)
const CodeId = z.string().min(1).max(40)

/** A law cited (处罚依据): by its id in the content where known, always with its title. */
export const CitedLaw = z.strictObject({
  law: LawId.nullable(),
  title: Line,
  article: ArticleNumber.nullable(),
})
export type CitedLaw = z.infer<typeof CitedLaw>

/** Fields common to every type; a correction may change any of them. */
const common = {
  partyName: Line,
  partyCategory: CodeId,
  uscc: z.string().max(40).nullable().default(null),
  decidedOn: z.iso.date(),
  authority: Line,
  station: CodeId.nullable().default(null),
  documentNumber: Line.nullable().default(null),
  result: CodeId.nullable().default(null),
  breach: CodeId.nullable().default(null),
  penaltyKinds: z.array(CodeId).max(14).default([]),
  industry: CodeId.nullable().default(null),
  topic: CodeId.nullable().default(null),
  fineYuan: Yuan.nullable().default(null),
  confiscatedYuan: Yuan.nullable().default(null),
  severity: Severity.nullable().default(null),
  laws: z.array(CitedLaw).max(30).default([]),
}
const typed = <T extends string, D extends z.ZodType>(type: T, detail: D) =>
  z.strictObject({ type: z.literal(type), ...common, detail })

/** The public content of a record. Everything in it may be shown as it stands: it has been through the mask. */
export const RecordContent = z.discriminatedUnion('type', [
  typed('inspection', InspectionDetail),
  typed('penalty', PenaltyDetail),
  typed('permit', PermitDetail),
  typed('abnormal', AbnormalDetail),
  typed('sampling', SamplingDetail),
  typed('complaint-summary', ComplaintSummaryDetail),
])
export type RecordContent = z.infer<typeof RecordContent>
export type RecordInput = z.input<typeof RecordContent>

/** Why a record is no longer shown. */
export const WITHDRAWALS = ['expired', 'annulled', 'repaired', 'mistaken'] as const
export type Withdrawal = (typeof WITHDRAWALS)[number]
/**
 * What made a version: first publication, a correction (old text stays), a redaction (unlawful text gone everywhere), or
 * publication again after it had been taken down by mistake.
 */
export const VERSION_KINDS = ['original', 'correction', 'redaction', 'republication'] as const
export type VersionKind = (typeof VERSION_KINDS)[number]

const Named = z.object({ id: z.string(), name: z.string() })

export const Disclosure = z
  .object({
    id: z.string(),
    type: DisclosureType,
    typeName: z.string(),
    title: z.string(),
    /** What the record is about, without the party. */
    matter: z.string(),
    party: z.object({ name: z.string(), category: z.string(), categoryName: z.string(), uscc: z.string().nullable() }),
    decidedOn: z.string(),
    publishedOn: z.string(),
    /** First day it is no longer shown; null where no period is set. */
    withdrawOn: z.string().nullable(),
    /** The rule the period comes from. */
    term: z.object({
      what: z.string(),
      lastDay: z.string().nullable(),
      law: z.string(),
      article: z.string(),
      confirmed: z.boolean(),
      /** First day the party may ask for an early end (信用修复); null: never. */
      earlyFrom: z.string().nullable(),
    }),
    authority: z.string(),
    station: z.string().nullable(),
    stationName: z.string().nullable(),
    documentNumber: z.string().nullable(),
    summary: z.string(),
    detail: z.union([
      InspectionDetail,
      PenaltyDetail,
      PermitDetail,
      AbnormalDetail,
      SamplingDetail,
      ComplaintSummaryDetail,
    ]),
    /** The detail as labelled lines; `quoted` ones are the decision's own words, always Chinese. */
    rows: z.array(z.object({ field: z.string(), label: z.string(), value: z.string(), quoted: z.boolean() })),
    laws: z.array(z.object({ title: z.string(), article: z.string(), url: z.string().nullable() })),
    breach: Named.nullable(),
    penaltyKinds: z.array(Named),
    industry: Named.nullable(),
    topic: Named.nullable(),
    fineYuan: z.string().nullable(),
    confiscatedYuan: z.string().nullable(),
    result: z.string().nullable(),
    resultName: z.string().nullable(),
    /** Whether it counts against the business (负面信息). */
    negative: z.boolean(),
    version: z.int(),
    demo: z.boolean(),
    url: z.string(),
  })
  .openapi('Disclosure')
export type Disclosure = z.infer<typeof Disclosure>

/** What is left of a record that is no longer shown: no party, no text. */
export const WithdrawnNotice = z
  .object({
    id: z.string(),
    type: DisclosureType,
    typeName: z.string(),
    kind: z.enum(WITHDRAWALS),
    sentence: z.string(),
    publishedOn: z.string(),
    withdrawnOn: z.string(),
    /** What happened to it, oldest first: days and kinds of act only, no words of it. */
    history: z.array(z.object({ on: z.string(), sentence: z.string() })),
    demo: z.boolean(),
  })
  .openapi('WithdrawnNotice')
export type WithdrawnNotice = z.infer<typeof WithdrawnNotice>

export const DisclosureVersion = z
  .object({
    version: z.int(),
    kind: z.enum(VERSION_KINDS),
    reason: z.string().nullable(),
    at: z.string(),
    /** That the record had been taken down before this version; null otherwise. */
    withdrawn: z.object({ on: z.string(), kind: z.enum(WITHDRAWALS), sentence: z.string() }).nullable(),
    /** What this version changed, in the reader's words; empty for the first. */
    changes: z.array(z.object({ field: z.string(), label: z.string(), before: z.string(), after: z.string() })),
    /** The record as it read then. */
    record: Disclosure,
  })
  .openapi('DisclosureVersion')
export type DisclosureVersion = z.infer<typeof DisclosureVersion>
