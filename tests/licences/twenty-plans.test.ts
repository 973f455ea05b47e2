/** Twenty plans as they have to come out, first day 1 December 2026: stage, card, latest day; `*` on the deciding chain. */
import { expect, test } from 'vitest'
import { createCalendar } from '../../api/calendar/calendar.ts'
import { guideLibrary } from '../../api/licences/library.ts'
import { planSteps } from '../../api/licences/plan-licence.ts'
import { loadContent } from '../../content/load.ts'
import plans from './twenty-plans.json' with { type: 'json' }

const content = loadContent(process.cwd())
const calendar = createCalendar(content.calendar)
const { rules, business } = guideLibrary(content)

interface Expected {
  business: string
  answers: Record<string, string>
  /** `stage card latest day`, in order. */
  steps: string[]
  notNeeded: string[]
  latestOn: string | null
  workingDays: number
  /** Steps whose fee, and steps whose limit, has to be asked for. */
  asks: [fees: number, limits: number]
}

test.each(plans as unknown as Expected[])('$business $answers', (expected) => {
  const plan = planSteps(business(expected.business), rules, expected.answers, '2026-12-01', calendar)
  expect(plan.open).toEqual([])
  const { latestOn, workingDays, feeYuan, feesUnknown, withoutLimit } = plan.totals
  expect({
    steps: plan.steps.map(
      (step) => `${step.stage} ${step.card.id} ${step.latestOn ?? '–'}${step.critical ? ' *' : ''}`,
    ),
    notNeeded: plan.notNeeded.map(({ card }) => card.id),
    latestOn,
    workingDays,
    asks: [feesUnknown, withoutLimit],
  }).toEqual({
    steps: expected.steps,
    notNeeded: expected.notNeeded,
    latestOn: expected.latestOn,
    workingDays: expected.workingDays,
    asks: expected.asks,
  })
  expect(feeYuan).toBe('0.00')
})
