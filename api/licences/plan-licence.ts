/**
 * A plan from answers: which service cards an everyday business needs and why, what it does not need, what comes
 * before what, what can go on side by side, and by when at the latest. Pure; the rules are content/licences/.
 */
import type { Localised } from '../../content/schema.ts'
import type { EverydayBusiness, PlanCondition, PlanQuestion, ServiceCard } from '../../content/schema-licences.ts'
import type { Citation } from '../../content/schema-rules.ts'
import type { WorkCalendar } from '../calendar/calendar.ts'
import { type Answers, holds, type PlanRules, questionsAsked, readAnswers } from './answers.ts'
import { inOrder } from './order.ts'
import { type Dated, type Schedule, schedule } from './schedule.ts'

/** An answer that put a step into the plan. */
export interface Because {
  question: string
  value: string
}

export interface Reason {
  why: Localised
  because: Because[]
  basis: Citation[]
}

export interface PlannedStep extends Dated {
  card: ServiceCard
  /** At least one; several when it is needed on several grounds. */
  reasons: Reason[]
  dependsOn: string[]
  stage: number
}

export interface Plan {
  answers: Answers
  steps: PlannedStep[]
  /** Cards somebody might expect, and why they are not needed. */
  notNeeded: (Reason & { card: ServiceCard })[]
  notes: { text: Localised; basis: Citation[] }[]
  /** Questions asked with these answers, answered or not. */
  asked: PlanQuestion[]
  /** Those still without an answer. */
  open: PlanQuestion[]
  totals: {
    steps: number
    /** Sum of the known fees, yuan. */
    feeYuan: string
    /** Steps whose fee another body sets. */
    feesUnknown: number
    /** Steps for which no law sets a limit: their time is not in the dates. */
    withoutLimit: number
  } & Pick<Schedule, 'latestOn' | 'workingDays' | 'provisional'>
}

/**
 * @param startOn `YYYY-MM-DD`, the day of the first application
 * @throws RangeError when a needed calendar year is not loaded
 */
export function planSteps(
  business: EverydayBusiness,
  rules: PlanRules,
  given: Answers,
  startOn: string,
  calendar: WorkCalendar,
): Plan {
  const answers = readAnswers(business, given, rules, startOn)
  const reasonOf = ({ why, when, basis }: { why: Localised; when: PlanCondition[]; basis: Citation[] }): Reason => ({
    why,
    because: when.map(({ question }) => ({ question, value: answers[question] ?? '' })),
    basis,
  })
  const cardOf = (id: string) => {
    const card = rules.cards.get(id)
    if (!card) throw new Error(`no card ${id}`)
    return card
  }
  const excluded = business.exclusions.filter(({ when }) => holds(when, answers))
  const out = new Set(excluded.map(({ card }) => card))
  const chosen = business.steps.filter(({ card, when }) => !out.has(card) && holds(when, answers))
  const after = (id: string) => chosen.filter(({ card }) => card === id).flatMap((step) => step.after)
  const order = inOrder([...new Set(chosen.map(({ card }) => card))].map((id) => ({ id, after: after(id) })))
  const dated = schedule(order, rules.cards, startOn, calendar)
  const steps = order.map(({ id, dependsOn, stage }): PlannedStep => {
    const dates = dated.dates.get(id)
    if (!dates) throw new Error(`no dates for ${id}`)
    return {
      card: cardOf(id),
      reasons: chosen.filter(({ card }) => card === id).map(reasonOf),
      dependsOn,
      stage,
      ...dates,
    }
  })
  const asked = questionsAsked(business, answers)
  return {
    answers,
    steps,
    notNeeded: excluded.map((each) => ({ card: cardOf(each.card), ...reasonOf(each) })),
    notes: business.notes.filter(({ when }) => holds(when, answers)).map(({ text, basis }) => ({ text, basis })),
    asked,
    open: asked.filter(({ id }) => answers[id] === undefined),
    totals: {
      ...sumsOf(steps),
      latestOn: dated.latestOn,
      workingDays: dated.workingDays,
      provisional: dated.provisional,
    },
  }
}

function sumsOf(steps: readonly PlannedStep[]) {
  const cents = steps.reduce((sum, { card }) => sum + Math.round(Number(card.feeYuan ?? 0) * 100), 0)
  return {
    steps: steps.length,
    feeYuan: (cents / 100).toFixed(2),
    feesUnknown: steps.filter(({ card }) => card.feeYuan === null).length,
    withoutLimit: steps.filter(({ card }) => card.statutory === null && !['duty'].includes(card.kind)).length,
  }
}
