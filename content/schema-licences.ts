/** Shapes of `content/licences/`: service cards (办事指南), everyday businesses and the steps each needs. */
import { z } from 'zod'
import { DayUnit, Localised, Slug } from './schema-basics.ts'
import { Citation } from './schema-rules.ts'

/** Who decides (实施机关). `external` bodies are only pointed to. */
export const Authority = z.strictObject({ id: Slug, name: Localised, window: Localised, external: z.boolean() })

/** A limit in days (办理时限). */
export const DayLimit = z.strictObject({ count: z.int().positive(), unit: DayUnit })

/** One service card: what the applicant brings, who decides, how long, what it costs, on what ground. */
export const ServiceCard = z.strictObject({
  id: Slug,
  title: Localised,
  /** registration 登记, permit 许可, filing 备案, duty 开业后要做的事. */
  kind: z.enum(['registration', 'permit', 'filing', 'duty']),
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
  /** Statutory limit (法定时限); null where none is set. `basis` names it. */
  statutory: z.strictObject({ ...DayLimit.shape, basis: Citation, note: Localised.nullable() }).nullable(),
  /** Promised limit (承诺时限); only when the bureau really promised one. */
  promised: DayLimit.nullable(),
  /** Yuan as a decimal string; null when another body sets the fee and we do not know it. */
  feeYuan: z
    .string()
    .regex(/^\d+\.\d{2}$/)
    .nullable(),
  validity: Localised.nullable(),
  result: Localised,
  basis: z.array(Citation).min(1),
})

/** A question of the planner; answers decide which steps apply. */
export const PlanQuestion = z.strictObject({
  id: Slug,
  text: Localised,
  hint: Localised.nullable(),
  options: z.array(z.strictObject({ value: Slug, label: Localised })).min(2),
})

/** A step of one business: applies when every listed question has one of the listed answers. */
export const PlanStep = z.strictObject({
  card: Slug,
  why: Localised,
  when: z.array(z.strictObject({ question: Slug, in: z.array(Slug).min(1) })),
  /** Cards that must be done before, as far as they apply. */
  after: z.array(Slug),
})

export const EverydayBusiness = z.strictObject({
  id: Slug,
  title: Localised,
  plain: Localised,
  keywords: z.array(z.string().min(1)).min(1),
  questions: z.array(PlanQuestion),
  steps: z.array(PlanStep).min(1),
  notes: z.array(Localised),
})

export type Authority = z.infer<typeof Authority>
export type ServiceCard = z.infer<typeof ServiceCard>
export type PlanQuestion = z.infer<typeof PlanQuestion>
export type PlanStep = z.infer<typeof PlanStep>
export type EverydayBusiness = z.infer<typeof EverydayBusiness>
