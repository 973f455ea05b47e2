/** Shapes of `content/licences/`: service cards (办事指南), everyday businesses, thresholds, comparisons and history. */
import { z } from 'zod'
import { Day, DayUnit, Localised, Slug } from './schema-basics.ts'
import { Citation } from './schema-rules.ts'

/** Who decides (实施机关). `external` bodies are only pointed to. */
export const Authority = z.strictObject({ id: Slug, name: Localised, window: Localised, external: z.boolean() })

/** A limit in days (办理时限). */
export const DayLimit = z.strictObject({ count: z.int().positive(), unit: DayUnit })

/** Time before the last day of a permit (有效期届满前). */
const Before = z.strictObject({ count: z.int().positive(), unit: z.enum([...DayUnit.options, 'month']) })

/** What a service is for the person who comes. */
export const CARD_KINDS = ['registration', 'permit', 'filing', 'closure', 'duty', 'remedy', 'elsewhere'] as const

/** One service card: what the applicant brings, who decides, how long, what it costs, on what ground. */
export const ServiceCard = z.strictObject({
  id: Slug,
  title: Localised,
  /** Other names people use, for searching. */
  aliases: z.array(z.string().min(1)).default([]),
  /** registration 登记, permit 许可, filing 备案, closure 注销, duty 要一直做到的事, remedy 纠错, elsewhere 不归我们办. */
  kind: z.enum(CARD_KINDS),
  audience: z.array(z.enum(['person', 'enterprise'])).min(1),
  authority: Slug,
  summary: Localised,
  conditions: z.array(Localised).min(1),
  materials: z.array(
    z.strictObject({
      name: Localised,
      form: z.enum(['original', 'copy', 'electronic']),
      /** What the state already holds may not be asked for again (国务院关于在线政务服务的若干规定 §7). */
      source: z.enum(['applicant', 'shared-data']),
    }),
  ),
  /** What happens with the matter, in order (办理流程). */
  process: z.array(Localised).default([]),
  /** Statutory limit (法定时限); null where none is set. `basis` names it. */
  statutory: z.strictObject({ ...DayLimit.shape, basis: Citation, note: Localised.nullable() }).nullable(),
  /** Promised limit (承诺时限); only when the bureau's own catalogue has one. */
  promised: DayLimit.nullable(),
  /** Yuan as a decimal string; null when not known: the window is asked. */
  feeYuan: z
    .string()
    .regex(/^\d+\.\d{2}$/)
    .nullable(),
  /** The article that sets the fee, or says that there is none. */
  feeBasis: Citation.nullable(),
  validity: Localised.nullable(),
  /** When to ask for the next term. */
  renewal: z.strictObject({ opens: Before.nullable(), closes: Before, basis: Citation }).nullable().default(null),
  result: Localised,
  /** What commonly goes wrong (常见退件原因). */
  pitfalls: z.array(Localised).default([]),
  /** What we could not confirm and therefore do not say: to ask at the window. */
  askWindow: z.array(Localised).default([]),
  basis: z.array(Citation).min(1),
  /** When the text was last checked against the articles, and by whom. */
  reviewed: z.strictObject({ on: Day, by: Localised }),
})

/** A figure of a law on which the way divides (界限), one row per version. */
export const Threshold = z.strictObject({
  id: Slug,
  what: Localised,
  value: z.number().positive(),
  unit: Localised,
  basis: Citation,
  /** First and last day the figure is in force. */
  from: Day,
  to: Day.nullable(),
})

/** Holds when the question has one of these answers. */
export const PlanCondition = z.strictObject({ question: Slug, in: z.array(Slug).min(1) })
const When = z.array(PlanCondition).default([])

/** A question of the planner; answers decide which steps apply. */
export const PlanQuestion = z.strictObject({
  id: Slug,
  text: Localised,
  hint: Localised.nullable(),
  /** Asked only when these answers were given. */
  when: When,
  /** A figure in force decides: the answer may also be a number, and `side` says on which side an option lies. */
  threshold: Slug.nullable().default(null),
  options: z
    .array(
      z.strictObject({
        value: Slug,
        /** `{value}` stands for the figure of the threshold. */
        label: Localised,
        /** `under` 不足, `from` 以上 (the figure included), `up-to` 不超过 (included), `over` 超过. */
        side: z.enum(['under', 'from', 'up-to', 'over']).optional(),
      }),
    )
    .min(2),
})

/** A step of one business: applies when every condition holds. */
export const PlanStep = z.strictObject({
  card: Slug,
  /** Why it is in the plan, in one sentence. */
  why: Localised,
  /** The articles that ask for it here. */
  basis: z.array(Citation).min(1),
  when: When,
  /** Cards that must be done before, as far as they apply. */
  after: z.array(Slug).default([]),
})

/** What is not needed, or not possible, and why: takes the card out of the plan and says so. */
export const PlanExclusion = z.strictObject({ card: Slug, why: Localised, basis: z.array(Citation).min(1), when: When })

/** Something to know beside the steps. */
export const PlanNote = z.strictObject({ text: Localised, basis: z.array(Citation).default([]), when: When })

export const EverydayBusiness = z.strictObject({
  id: Slug,
  /** Addresses it once had. */
  formerIds: z.array(Slug).default([]),
  title: Localised,
  plain: Localised,
  keywords: z.array(z.string().min(1)).min(1),
  /** Question that two plans are compared by, such as sole trader or company. */
  compareBy: Slug.nullable().default(null),
  questions: z.array(PlanQuestion),
  steps: z.array(PlanStep).min(1),
  exclusions: z.array(PlanExclusion).default([]),
  notes: z.array(PlanNote).default([]),
  reviewed: ServiceCard.shape.reviewed,
})

/** Two cards that never stand in one plan. */
export const NeverTogether = z.strictObject({
  cards: z.tuple([Slug, Slug]),
  why: Localised,
  basis: z.array(Citation).min(1),
})

/** How two answers to one question differ beyond the steps: one row an aspect. */
export const Comparison = z.strictObject({
  question: Slug,
  rows: z.array(
    z.strictObject({
      aspect: Localised,
      sides: z.array(z.strictObject({ value: Slug, text: Localised, basis: z.array(Citation).default([]) })).min(2),
    }),
  ),
})

/** A reform that is over (历史): what it merged and what stands in its place. */
export const Reform = z.strictObject({
  id: Slug,
  title: Localised,
  from: Day.nullable(),
  merged: z.array(Localised).min(1),
  replacedBy: Localised,
  basis: z.array(Citation).default([]),
})

/** Counters that became one window, and what need not be brought any more. */
export const OneWindow = z.strictObject({
  reforms: z.array(Reform).min(1),
  counters: z.array(z.strictObject({ was: Localised, since: Localised, now: Localised })).min(1),
  notToBring: z.array(z.strictObject({ what: Localised, instead: Localised, basis: z.array(Citation).min(1) })).min(1),
  /** Ways to have a decision looked at again (救济途径). */
  remedies: z.array(z.strictObject({ text: Localised, basis: Citation })).min(1),
})

export type Authority = z.infer<typeof Authority>
export type ServiceCard = z.infer<typeof ServiceCard>
export type Threshold = z.infer<typeof Threshold>
export type PlanCondition = z.infer<typeof PlanCondition>
export type PlanQuestion = z.infer<typeof PlanQuestion>
export type PlanStep = z.infer<typeof PlanStep>
export type EverydayBusiness = z.infer<typeof EverydayBusiness>
export type NeverTogether = z.infer<typeof NeverTogether>
export type Comparison = z.infer<typeof Comparison>
export type OneWindow = z.infer<typeof OneWindow>
