/** What was answered, made clean: only questions that are asked, only answers that exist, numbers put on their side. Pure. */
import type {
  EverydayBusiness,
  PlanCondition,
  PlanQuestion,
  ServiceCard,
  Threshold,
} from '../../content/schema-licences.ts'

export type Answers = Readonly<Record<string, string>>

/** What the engine works on beside the business itself. */
export interface PlanRules {
  cards: ReadonlyMap<string, ServiceCard>
  thresholds: readonly Threshold[]
}

export const holds = (when: readonly PlanCondition[], answers: Answers): boolean =>
  when.every(({ question, in: values }) => values.includes(answers[question] ?? ''))

/** The version of a figure in force on a day; the last one when the day lies before or after all of them. */
export function thresholdOn(rules: PlanRules, id: string, day: string): Threshold | undefined {
  const versions = rules.thresholds.filter((each) => each.id === id)
  return versions.find(({ from, to }) => from <= day && (to === null || day <= to)) ?? versions.at(-1)
}

/**
 * The answers that count, in the order asked. A question that is not asked (its own conditions fail) has none;
 * where a figure decides, a number is put on its side of the figure in force on `day`.
 */
export function readAnswers(business: EverydayBusiness, given: Answers, rules: PlanRules, day: string): Answers {
  const read: Record<string, string> = {}
  for (const question of business.questions) {
    if (!holds(question.when, read)) continue
    const value = optionOf(question, given[question.id], rules, day)
    if (value !== undefined) read[question.id] = value
  }
  return read
}

function optionOf(
  question: PlanQuestion,
  given: string | undefined,
  rules: PlanRules,
  day: string,
): string | undefined {
  if (given === undefined) return undefined
  if (question.options.some(({ value }) => value === given)) return given
  const figure = question.threshold === null ? undefined : thresholdOn(rules, question.threshold, day)
  const number = /^\d{1,9}(\.\d{1,2})?$/.test(given) ? Number(given) : undefined
  if (!figure || number === undefined) return undefined
  const lies = {
    under: number < figure.value,
    from: number >= figure.value,
    'up-to': number <= figure.value,
    over: number > figure.value,
  }
  return question.options.find(({ side }) => side !== undefined && lies[side])?.value
}

/** Questions that are asked with these answers, answered or not, in order. */
export const questionsAsked = (business: EverydayBusiness, answers: Answers): PlanQuestion[] =>
  business.questions.filter(({ when }) => holds(when, answers))
