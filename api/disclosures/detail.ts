/** What each type of published record says beyond the common fields. Texts are the decision's own words, masked. */
import { z } from '@hono/zod-openapi'

const Text = z.string().trim().min(1).max(10_000)
const Line = z.string().trim().min(1).max(500)
const Day = z.iso.date()
const CodeId = z.string().min(1).max(40)

/** A check (检查). Several results may hold at once; the record's own `result` is the gravest. */
export const InspectionDetail = z.strictObject({
  kind: CodeId,
  /** Plan or task the check belongs to (抽查计划). */
  task: Line.optional(),
  /** Matters looked at (检查事项). */
  items: z.array(Line).max(50),
  results: z.array(CodeId).min(1).max(10),
  found: Text.optional(),
  followUp: Text.optional(),
  recheckOn: Day.optional(),
})

/** A penalty decision (行政处罚). */
export const PenaltyDetail = z.strictObject({
  /** 违法事实. */
  facts: Text,
  /** 处罚内容. */
  content: Text,
  /** Document number of the check or sample the breach was found by (检查或抽检文书号): what is shown of that ends with this. */
  checkNumber: Line.optional(),
  /** Licence suspended or revoked, and its number (暂扣或吊销证照). */
  licence: Line.optional(),
  /** Last day of a limit on trade or person (限制期限). */
  restrictedUntil: Day.optional(),
  /** Day the breach ended (违法行为终止日), for the longest time it may be shown. */
  actEndedOn: Day.optional(),
})

/** A permit decision (行政许可). */
export const PermitDetail = z.strictObject({
  /** Code of the permit; `other` for one the tables do not know. */
  permit: CodeId,
  /** 许可类别. */
  kind: CodeId,
  /** 证书名称 and 许可编号. */
  certificate: Line.optional(),
  number: Line.optional(),
  content: Text.optional(),
  validFrom: Day.optional(),
  /** Absent: long-term (长期). */
  validTo: Day.optional(),
})

/** An entry in the list of abnormal operations or of grave breaches (经营异常名录、严重违法失信名单). */
export const AbnormalDetail = z.strictObject({
  list: z.enum(['abnormal', 'serious']),
  cause: Text,
  removedOn: Day.optional(),
  removalCause: Text.optional(),
})

/** A sample tested (监督抽检). */
export const SamplingDetail = z.strictObject({
  product: Line,
  specification: Line.optional(),
  batch: Line.optional(),
  producer: Line.optional(),
  /** Items that failed (不合格项目). */
  failed: z.array(Line).max(50),
  laboratory: Line.optional(),
})

/** Complaints about one business or street in a period, counts only (投诉公示). */
export const ComplaintSummaryDetail = z.strictObject({
  from: Day,
  to: Day,
  received: z.int().nonnegative(),
  accepted: z.int().nonnegative(),
  settled: z.int().nonnegative(),
})

export const DETAIL = {
  inspection: InspectionDetail,
  penalty: PenaltyDetail,
  permit: PermitDetail,
  abnormal: AbnormalDetail,
  sampling: SamplingDetail,
  'complaint-summary': ComplaintSummaryDetail,
} as const

export type DetailOf<T extends keyof typeof DETAIL> = z.infer<(typeof DETAIL)[T]>
export type Detail = { [T in keyof typeof DETAIL]: DetailOf<T> }[keyof typeof DETAIL]

/**
 * Fields of a detail that are words, and so go through the mask before anything is stored. The others are codes, days,
 * counts and numbers of papers, which a mask could only spoil; the leak scan looks at them too.
 */
export const FREE_TEXT: readonly string[] = [
  ...['facts', 'content', 'found', 'followUp', 'cause', 'removalCause', 'licence'],
  ...['task', 'items', 'certificate', 'product', 'specification', 'producer', 'failed', 'laboratory'],
]
