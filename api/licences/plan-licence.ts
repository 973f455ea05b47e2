/**
 * Orders the steps an everyday business needs, from its answers: which service cards apply, what comes before what,
 * why, and by when at the latest when a first day is given. Pure; the rules are content/licences/.
 */
import type { EverydayBusiness, PlanStep, ServiceCard } from '../../content/schema-licences.ts'
import type { WorkCalendar } from '../calendar/calendar.ts'
import { dueOn } from '../calendar/deadlines.ts'

export interface PlannedStep {
  card: ServiceCard
  why: PlanStep['why']
  /** Steps of this plan that must be finished before. */
  dependsOn: string[]
  /** Latest day by the statutory limits, when a first day was given; null where no limit is set. */
  latest: string | null
}

export interface Plan {
  steps: PlannedStep[]
  /** Questions still open that decide about a step. */
  open: EverydayBusiness['questions']
}

export type Answers = Readonly<Record<string, string>>

export function planSteps(
  business: EverydayBusiness,
  cards: readonly ServiceCard[],
  answers: Answers,
  start: string | undefined,
  calendar: WorkCalendar,
): Plan {
  const chosen = business.steps.filter((step) =>
    step.when.every(({ question, in: values }) => values.includes(answers[question] ?? '')),
  )
  const ids = new Set(chosen.map((step) => step.card))
  const steps: PlannedStep[] = []
  const latestOf = new Map<string, string>()
  for (const step of inOrder(chosen)) {
    const card = cards.find((each) => each.id === step.card)
    if (!card) continue
    const dependsOn = step.after.filter((id) => ids.has(id))
    const from = start && [start, ...dependsOn.flatMap((id) => latestOf.get(id) ?? [])].sort().at(-1)
    const latest = from && card.statutory ? dueOn({ from, ...unitOf(card.statutory), calendar }).dueOn : null
    if (from) latestOf.set(card.id, latest ?? from)
    steps.push({ card, why: step.why, dependsOn, latest })
  }
  return { steps, open: business.questions.filter((question) => isOpen(business, question.id, answers)) }
}

const unitOf = ({ count, unit }: { count: number; unit: 'working-day' | 'calendar-day' }) => ({ count, unit })

/** A question matters while it is unanswered and no answer given already rules out every step it decides about. */
function isOpen(business: EverydayBusiness, id: string, answers: Answers): boolean {
  if (answers[id] !== undefined) return false
  const deciding = business.steps.filter((step) => step.when.some(({ question }) => question === id))
  const stillPossible = (step: PlanStep) =>
    step.when.every(({ question, in: values }) => answers[question] === undefined || values.includes(answers[question]))
  return deciding.length === 0 || deciding.some(stillPossible)
}

/** Steps after everything they wait for; otherwise in the order of the file. */
function inOrder(steps: readonly PlanStep[]): PlanStep[] {
  const ordered: PlanStep[] = []
  const place = (step: PlanStep) => {
    if (ordered.includes(step)) return
    for (const id of step.after) for (const before of steps) if (before.card === id && before !== step) place(before)
    ordered.push(step)
  }
  steps.forEach(place)
  return ordered
}
