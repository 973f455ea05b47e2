/** The small pieces every content schema is made of. */
import { z } from 'zod'

/** Text shown to people, in both editions (中文版 / English edition). Neither may be empty. */
export const Localised = z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) })
/** A day in Chinese civil time, `YYYY-MM-DD`. */
export const Day = z.iso.date()
/** Lower-case id with hyphens, used in addresses and in stored tickets: never change one that is in use. */
export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
/** Complaint problem code (问题类型代码), P01–P99. */
export const ProblemCode = z.string().regex(/^P\d{2}$/)
/** Short name of a law as used in citations, a key of `rules/laws.yaml`. */
export const LawId = z.string().regex(/^[A-Z][A-Z0-9]*(-\d{4})?$/)
/** Article number in Arabic figures (条); `12-1` is 第十二条之一. */
export const ArticleNumber = z.string().regex(/^[1-9]\d*(-[1-9]\d*)?$/)
/** How days are counted: 工作日 or 自然日. */
export const DayUnit = z.enum(['working-day', 'calendar-day'])
/** Demand types (诉求类型). The same words as the public contract's ticket kinds. */
export const DemandKind = z.enum(['complaint', 'report', 'consultation', 'help', 'suggestion', 'praise'])
/** What a consumer may ask for (投诉请求). The same words as the public contract. */
export const RequestName = z.enum([
  'return',
  'replace',
  'repair',
  'refund',
  'compensation',
  'punitive',
  'apology',
  'other',
])

/** Words and phrases, none empty. */
export const Words = z.array(z.string().trim().min(1))

export type Localised = z.infer<typeof Localised>
export type Day = z.infer<typeof Day>
export type DayUnit = z.infer<typeof DayUnit>
export type DemandKind = z.infer<typeof DemandKind>
