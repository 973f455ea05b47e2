/** What the guides answer over HTTP (办事指南、方案). Both languages in one answer. */
import { z } from '@hono/zod-openapi'
import { Localised, Slug } from '../../content/schema.ts'
import {
  Authority,
  CARD_KINDS,
  DayLimit,
  EverydayBusiness,
  PlanQuestion,
  ServiceCard,
} from '../../content/schema-licences.ts'

/** A place in a law, as people read it. `url` leads to the article, or to a page that looks it up. */
export const Basis = z.object({
  law: z.string(),
  lawEn: z.string(),
  article: z.string(),
  articleEn: z.string(),
  url: z.string().nullable(),
})

export const Card = ServiceCard.extend({
  authority: Authority,
  cited: z.array(Basis),
  statutoryBasis: Basis.nullable(),
  feeCited: Basis.nullable(),
})
export const CardSummary = z.object({
  id: z.string(),
  title: Localised,
  summary: Localised,
  kind: z.enum(CARD_KINDS),
  authority: Localised,
  url: z.string(),
})
export const CardPage = z
  .object({
    card: Card,
    /** Businesses whose plan may hold it. */
    businesses: z.array(z.object({ id: z.string(), title: Localised, url: z.string() })),
    remedies: z.array(z.object({ text: Localised, basis: Basis })),
  })
  .openapi('ServiceCard')
export const Cards = z.object({ items: z.array(CardSummary), total: z.int(), next: z.null() }).openapi('ServiceCards')

export const Guide = z
  .object({ business: EverydayBusiness, cards: z.array(Card), compares: z.boolean() })
  .openapi('LicenceGuide')
export const BusinessList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        title: Localised,
        plain: Localised,
        stepCount: z.int(),
        planner: z.boolean(),
        url: z.string(),
      }),
    ),
    cards: z.array(z.object({ id: z.string(), title: Localised, summary: Localised, kind: ServiceCard.shape.kind })),
    total: z.int(),
    next: z.null(),
  })
  .openapi('Licences')

const Because = z.object({ question: Localised, answer: Localised })
const Reason = z.object({ why: Localised, because: z.array(Because), basis: z.array(Basis) })

export const PlanInput = z
  .object({
    businessId: z.string().max(60),
    answers: z.record(z.string().max(60), z.string().max(60)),
    startOn: z.iso.date().optional(),
  })
  .openapi('PlanInput')

export const StepView = z.object({
  id: z.string(),
  title: Localised,
  kind: z.enum(CARD_KINDS),
  authority: Authority,
  materials: ServiceCard.shape.materials,
  statutory: DayLimit.nullable(),
  promised: DayLimit.nullable(),
  feeYuan: z.string().nullable(),
  basis: z.array(Basis),
  /** The first reason; all of them stand in `reasons`. */
  why: Localised,
  reasons: z.array(Reason),
  dependsOn: z.array(z.string()),
  /** Steps of one stage can go on at the same time. */
  stage: z.int(),
  beginOn: z.iso.date(),
  latestOn: z.iso.date().nullable(),
  /** On the chain that decides about the last day. */
  critical: z.boolean(),
})

const Totals = z.object({
  steps: z.int(),
  feeYuan: z.string(),
  feesUnknown: z.int(),
  withoutLimit: z.int(),
  latestOn: z.iso.date().nullable(),
  workingDays: z.int(),
  provisional: z.boolean(),
})

export const PlanView = z
  .object({
    businessId: z.string(),
    startOn: z.iso.date(),
    /** The answers that counted, numbers put on their side of the figure. */
    answers: z.record(z.string(), z.string()),
    steps: z.array(StepView),
    notNeeded: z.array(Reason.extend({ id: z.string(), title: Localised })),
    notes: z.array(z.object({ text: Localised, basis: z.array(Basis) })),
    totals: Totals,
    /** Questions asked with these answers, in order. */
    questions: z.array(PlanQuestion),
    nextQuestions: z.array(PlanQuestion),
  })
  .openapi('Plan')

export const ComparedView = z
  .object({
    businessId: z.string(),
    startOn: z.iso.date(),
    question: PlanQuestion,
    sides: z.array(z.object({ value: z.string(), label: Localised, totals: Totals })),
    steps: z.array(z.object({ id: z.string(), title: Localised, in: z.array(z.string()) })),
    rows: z.array(
      z.object({
        aspect: Localised,
        sides: z.array(z.object({ value: z.string(), text: Localised, basis: z.array(Basis) })),
      }),
    ),
  })
  .openapi('ComparedPlans')

export const OneWindowView = z
  .object({
    reforms: z.array(
      z.object({
        id: Slug,
        title: Localised,
        from: z.string().nullable(),
        merged: z.array(Localised),
        replacedBy: Localised,
        basis: z.array(Basis),
      }),
    ),
    counters: z.array(z.object({ was: Localised, since: Localised, now: Localised })),
    notToBring: z.array(z.object({ what: Localised, instead: Localised, basis: z.array(Basis) })),
    /** Papers of the guides that are looked up instead of asked for, with how many guides. */
    shared: z.array(z.object({ name: Localised, guides: z.int() })),
  })
  .openapi('OneWindow')

export type Basis = z.infer<typeof Basis>
export type PlanView = z.infer<typeof PlanView>
export type ComparedView = z.infer<typeof ComparedView>
