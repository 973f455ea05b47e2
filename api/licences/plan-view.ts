/** A plan and a comparison as the API shows them: reasons in words, laws by name. */
import type { EverydayBusiness } from '../../content/schema-licences.ts'
import type { ComparedPlans } from './compare-plans.ts'
import type { GuideLibrary } from './library.ts'
import type { ComparedView, PlanView } from './model.ts'
import type { Because, Plan, Reason } from './plan-licence.ts'

export function planView(library: GuideLibrary, business: EverydayBusiness, plan: Plan, startOn: string): PlanView {
  const questions = plan.asked.map((question) => library.filled(question, startOn))
  const inWords = ({ question, value }: Because) => {
    const asked = questions.find(({ id }) => id === question)
    const option = asked?.options.find((each) => each.value === value)
    return asked && option ? [{ question: asked.text, answer: option.label }] : []
  }
  const reasonOf = ({ why, because, basis }: Reason) => ({
    why,
    because: because.flatMap(inWords),
    basis: library.cited(basis),
  })
  const steps = plan.steps.map(({ card, reasons, dependsOn, stage, beginOn, latestOn, critical }) => {
    const full = library.full(card)
    const [first] = reasons
    if (!first) throw new Error(`no reason for ${card.id}`)
    return {
      id: card.id,
      title: card.title,
      kind: card.kind,
      authority: full.authority,
      materials: card.materials,
      statutory: card.statutory && { count: card.statutory.count, unit: card.statutory.unit },
      promised: card.promised,
      feeYuan: card.feeYuan,
      basis: full.cited,
      why: first.why,
      reasons: reasons.map(reasonOf),
      dependsOn,
      stage,
      beginOn,
      latestOn,
      critical,
    }
  })
  return {
    businessId: business.id,
    startOn,
    answers: { ...plan.answers },
    steps,
    notNeeded: plan.notNeeded.map((each) => ({ id: each.card.id, title: each.card.title, ...reasonOf(each) })),
    notes: plan.notes.map(({ text, basis }) => ({ text, basis: library.cited(basis) })),
    totals: plan.totals,
    questions,
    nextQuestions: plan.open.map((question) => library.filled(question, startOn)),
  }
}

export function comparedView(
  library: GuideLibrary,
  business: EverydayBusiness,
  compared: ComparedPlans,
  startOn: string,
): ComparedView {
  const question = business.questions.find(({ id }) => id === compared.question)
  if (!question) throw new Error(`no question ${compared.question}`)
  const shown = library.filled(question, startOn)
  return {
    businessId: business.id,
    startOn,
    question: shown,
    sides: compared.sides.flatMap(({ value, plan }) => {
      const option = shown.options.find((each) => each.value === value)
      return option ? [{ value, label: option.label, totals: plan.totals }] : []
    }),
    steps: compared.steps.map(({ card, in: sides }) => ({ id: card, title: library.card(card).title, in: sides })),
    rows: compared.rows.map(({ aspect, sides }) => ({
      aspect,
      sides: sides.map(({ value, text, basis }) => ({ value, text, basis: library.cited(basis) })),
    })),
  }
}
