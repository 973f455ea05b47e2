/** Two plans that differ in one answer, side by side: sole trader or company? Pure. */
import type { Comparison, EverydayBusiness } from '../../content/schema-licences.ts'
import type { WorkCalendar } from '../calendar/calendar.ts'
import type { Answers, PlanRules } from './answers.ts'
import { type Plan, planSteps } from './plan-licence.ts'

export interface ComparedPlans {
  question: string
  sides: { value: string; plan: Plan }[]
  /** Steps of every side, each with the sides that need it. */
  steps: { card: string; in: string[] }[]
  rows: Comparison['rows']
}

/** Undefined when nothing is compared for this business. */
export function comparePlans(
  business: EverydayBusiness,
  rules: PlanRules & { comparisons: readonly Comparison[] },
  answers: Answers,
  startOn: string,
  calendar: WorkCalendar,
): ComparedPlans | undefined {
  const question = business.questions.find(({ id }) => id === business.compareBy)
  const rows = rules.comparisons.find((each) => each.question === business.compareBy)?.rows
  if (!question || !rows) return undefined
  const values = question.options
    .map(({ value }) => value)
    .filter((value) => rows.some(({ sides }) => sides.some((side) => side.value === value)))
  const sides = values.map((value) => ({
    value,
    plan: planSteps(business, rules, { ...answers, [question.id]: value }, startOn, calendar),
  }))
  const cards = [...new Set(sides.flatMap(({ plan }) => plan.steps.map(({ card }) => card.id)))]
  const needs = (value: string, card: string) =>
    sides.some((side) => side.value === value && side.plan.steps.some((step) => step.card.id === card))
  return {
    question: question.id,
    sides,
    steps: cards.map((card) => ({ card, in: values.filter((value) => needs(value, card)) })),
    rows,
  }
}
