/** Law as data: citations, periods, grounds and the work calendar (法律依据、期限、情形、工作日历). */
import { z } from 'zod'
import { ArticleNumber, Day, DayUnit, DemandKind, LawId, Localised, Slug } from './schema-basics.ts'

/** One place in a law (法律依据). `from`/`to` bound the days of the act judged, when the article changed over time. */
export const Citation = z.strictObject({
  law: LawId,
  /** Article; left out when the law as a whole is meant. */
  article: ArticleNumber.optional(),
  /** Item within the article (项), when the rule is only that item. */
  item: z.int().positive().optional(),
  /** First day this citation applies. Left out: since the law is in force. */
  from: Day.optional(),
  /** Last day this citation applies. Left out: still applies. */
  to: Day.optional(),
})

/** A law, regulation, rule or measure cited by this content (法律法规规章). */
export const Law = z.strictObject({
  id: LawId,
  /** Full official title without 《》 (名称). */
  title: z.string().min(1),
  titleEn: z.string().min(1),
  /** Number of the decree (文号), where known. */
  documentNumber: z.string().min(1).nullable(),
  /** Who made it (制定机关). */
  issuer: z.string().min(1),
  /** First day in force (施行日期), as the law itself says; null when not confirmed. */
  inForceFrom: Day.nullable(),
  /** Last day in force; null while in force. */
  inForceTo: Day.nullable(),
  /** Address of the official text, when certain. */
  url: z.url().nullable(),
})

/** A period the bureau must or promises to keep (期限). One row per version; rows of one `id` never overlap in force. */
export const DeadlineRule = z
  .strictObject({
    id: Slug,
    /** `law`: a statutory period (法定期限); `promise`: the bureau's own service promise (服务承诺). */
    kind: z.enum(['law', 'promise']),
    what: Localised,
    count: z.int().positive(),
    unit: DayUnit,
    /** The event whose day is day zero (起算). */
    startsOn: z.enum(['received', 'accepted', 'terminated', 'clue-found', 'decided', 'closed']),
    /** Kinds of ticket it runs for. */
    ticketKinds: z.array(DemandKind).min(1),
    /** Channels it runs for; null for every channel. */
    channels: z.array(z.string().min(1)).min(1).nullable(),
    /** Only these matters, in words for the officer; null when it runs for every ticket of these kinds and channels. */
    onlyFor: Localised.nullable(),
    law: LawId.nullable(),
    article: ArticleNumber.nullable(),
    item: z.int().positive().nullable(),
    /** First and last day this version is in force; a ticket is judged by the version of its day. */
    from: Day,
    to: Day.nullable(),
    /** Whether testing or the like stops the clock (不计入期限). */
    pausable: z.boolean(),
    extendable: z.strictObject({ count: z.int().positive(), unit: DayUnit, by: Localised }).nullable(),
    /** A promise may be switched off without losing its text. */
    enabled: z.boolean(),
  })
  .refine((rule) => (rule.kind === 'law') === (rule.law !== null && rule.article !== null), {
    message: 'a row of kind "law" names law and article; a promise names neither (law: null, article: null)',
    path: ['law'],
  })
  .refine((rule) => rule.kind === 'promise' || rule.enabled, {
    message: 'a statutory period cannot be switched off',
    path: ['enabled'],
  })
  .refine((rule) => rule.extendable === null || rule.extendable.unit === rule.unit, {
    message: 'an extension is counted in the same unit as its period',
    path: ['extendable', 'unit'],
  })

/** How one law counts its days (期间计算). */
export const UnitRule = z.strictObject({
  law: LawId,
  /** Article that says so; null where the text is silent and the row is our stricter reading. */
  article: ArticleNumber.nullable(),
  rule: z.discriminatedUnion('kind', [
    /** Only the listed numbers of days are working days, for instance 2, 3, 5 and 7. */
    z.strictObject({ kind: z.literal('listed'), workingDays: z.array(z.int().positive()).min(1) }),
    /** Periods up to this many days are working days. */
    z.strictObject({ kind: z.literal('up-to'), max: z.int().positive() }),
    /** Every period in one unit. */
    z.strictObject({ kind: z.literal('all'), unit: DayUnit }),
    /** Each article says its unit; `silent` is meant where it does not, null when it always does. */
    z.strictObject({ kind: z.literal('stated'), silent: DayUnit.nullable() }),
  ]),
  note: Localised,
})

/** A ground to refuse a complaint (不予受理情形). */
export const RefusalGround = z.strictObject({
  code: z.string().regex(/^R\d_[A-Z0-9_]+$/),
  text: Localised,
  /** What the officer must be able to show. */
  officerNote: Localised.nullable(),
  basis: z.array(Citation).min(1),
})

/** A ground to end mediation (终止调解情形). */
export const TerminationGround = z.strictObject({
  code: z.string().regex(/^T\d$/),
  text: Localised,
  /** May only be used once this period is over (期限届满). */
  onlyAfter: Slug.optional(),
  basis: z.array(Citation).min(1),
})

/** A ground not to open a case (不予立案情形), 市场监督管理行政处罚程序规定 §19, §20. */
export const NoCaseGround = z.strictObject({
  code: z.string().regex(/^F\d$/),
  text: Localised,
  basis: z.array(Citation).min(1),
})

/** One grade of reward for reports (举报奖励等级): a share of fine and confiscation, never below a floor. */
export const RewardGrade = z.strictObject({
  grade: z.enum(['1', '2', '3']),
  test: Localised,
  /** Per cent of fine and confiscation. */
  percent: z.number().positive(),
  floorYuan: z.int().positive(),
  ceilingYuan: z.int().positive(),
  /** From this sum on the finance department signs too. */
  financeFromYuan: z.int().positive(),
  measure: z.string().min(1),
})

/** Words to the person, ready to be taken over (答复模板). */
export const ReplyTemplate = z.strictObject({
  id: Slug,
  title: Localised,
  /** null: every kind of ticket. */
  kinds: z.array(DemandKind).min(1).nullable(),
  /** Actions of the ticket machines whose words it can be. */
  actions: z.array(Slug).min(1),
  text: Localised,
})

/** When the sweep closes what waits for nobody any more (自动办结); the bureau's own rule. */
export const ClosingRule = z.strictObject({
  state: Slug,
  ticketKinds: z.array(DemandKind).min(1),
  /** Working days since the state was entered in which nobody said anything. */
  workingDays: z.int().positive(),
  why: Localised,
})

/** A way to settle a consumer dispute (争议解决途径), told with every refusal. */
export const DisputeRoute = z.strictObject({ id: Slug, text: Localised, basis: Citation })

/** One day that is not what its weekday says, or that is a statutory holiday. */
export const CalendarException = z.strictObject({
  date: Day,
  isWorkday: z.boolean(),
  /** 法定节假日 itself, not a rest day moved next to it (调休). */
  isStatutoryHoliday: z.boolean(),
  name: z.string().min(1),
})

/** One year of the work calendar (工作日历). */
export const CalendarYear = z.strictObject({
  year: z.int().min(2000).max(2100),
  /** The notice or law the days come from. */
  sourceNotice: z.string().min(1),
  /** True until the State Council's notice for the year is loaded: dates in it may still move. */
  provisional: z.boolean(),
  days: z.array(CalendarException),
})

/** How long one kind of record is kept (保存期限). */
export const RetentionRule = z.strictObject({ id: Slug, what: Localised, days: z.int().positive(), reason: Localised })

/** How staff get in (工作人员登录规则): passwords, sessions, lockout. */
export const StaffAccess = z.strictObject({
  password: z.strictObject({ minLength: z.int().min(8).max(64), kinds: z.int().min(1).max(4) }),
  session: z.strictObject({ hours: z.int().min(1).max(24), idleMinutes: z.int().min(5) }),
  lockout: z.strictObject({
    minutes: z.int().positive(),
    perAccount: z.int().positive(),
    perAddress: z.int().positive(),
    /** Wrong one-time codes in a row. */
    codes: z.int().positive(),
  }),
})

export type StaffAccess = z.infer<typeof StaffAccess>
export type Citation = z.infer<typeof Citation>
export type ReplyTemplate = z.infer<typeof ReplyTemplate>
export type Law = z.infer<typeof Law>
export type DeadlineRule = z.infer<typeof DeadlineRule>
export type UnitRule = z.infer<typeof UnitRule>
export type RefusalGround = z.infer<typeof RefusalGround>
export type TerminationGround = z.infer<typeof TerminationGround>
export type NoCaseGround = z.infer<typeof NoCaseGround>
export type RewardGrade = z.infer<typeof RewardGrade>
export type ClosingRule = z.infer<typeof ClosingRule>
export type DisputeRoute = z.infer<typeof DisputeRoute>
export type CalendarException = z.infer<typeof CalendarException>
export type CalendarYear = z.infer<typeof CalendarYear>
export type RetentionRule = z.infer<typeof RetentionRule>
