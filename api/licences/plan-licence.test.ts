import { expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { createCalendar } from '../calendar/calendar.ts'
import { guideLibrary } from './library.ts'
import { planSteps } from './plan-licence.ts'

const content = loadContent(process.cwd())
const calendar = createCalendar(content.calendar)
const { rules, business } = guideLibrary(content)
const plan = (answers: Record<string, string>, start = '2026-09-28', id = 'milk-tea-shop') =>
  planSteps(business(id), rules, answers, start, calendar)
const ids = (answers: Record<string, string>) => plan(answers).steps.map((step) => step.card.id)
const SMALL = { form: 'sole-trader', name: 'no', size: 'small', cakes: 'no', online: 'no' }

test('a small milk-tea shop registers instead of taking a permit, and is told so', () => {
  expect(ids(SMALL)).toEqual([
    'sole-trader-registration',
    'health-certificate',
    'small-restaurant',
    'food-checks',
    'small-food-display',
    'show-licence',
    'annual-report',
  ])
  expect(plan(SMALL).notNeeded.map(({ card }) => card.id)).toEqual(['food-permit'])
})

test('a large one takes the food business permit, and a platform shop shows its licence', () => {
  expect(ids({ form: 'company', size: 'large', online: 'yes' })).toEqual([
    'trade-name',
    'company-registration',
    'health-certificate',
    'food-permit',
    'food-checks',
    'show-licence-online',
    'show-licence',
    'annual-report',
  ])
})

test('decorated cakes take a small shop out of the registration', () => {
  const cards = ids({ ...SMALL, cakes: 'yes' })
  expect([cards.includes('food-permit'), cards.includes('small-restaurant')]).toEqual([true, false])
})

test('a number of square metres falls on its side of the figure in force', () => {
  const size = (answer: string) => plan({ size: answer }).answers['size']
  expect(['49.9', '50', '0', '120', 'abc', '-1'].map(size)).toEqual([
    'small',
    'large',
    'small',
    'large',
    undefined,
    undefined,
  ])
})

test('a question is asked only where the answers before leave it open, and an answer to another is ignored', () => {
  expect(plan({ size: 'large' }).open.map(({ id }) => id)).toEqual(['form', 'online'])
  expect(plan({ form: 'company', name: 'yes' }).answers).toEqual({ form: 'company' })
})

test('every step says which answer brought it in, and on what ground', () => {
  const step = plan(SMALL).steps.find(({ card }) => card.id === 'small-restaurant')
  expect(step?.reasons.map(({ because, basis }) => [because, basis.length > 0])).toEqual([
    [
      [
        { question: 'size', value: 'small' },
        { question: 'cakes', value: 'no' },
      ],
      true,
    ],
  ])
})

test('latest days follow the statutory limits, and the chain that decides is named', () => {
  const { steps, totals } = plan(SMALL)
  const latest = Object.fromEntries(steps.map((step) => [step.card.id, step.latestOn]))
  // 28 September is a Monday: three working days are 29, 30 September and, after the holiday week, 8 October.
  expect(latest['sole-trader-registration']).toBe('2026-10-08')
  // Fifteen calendar days from there.
  expect(latest['small-restaurant']).toBe('2026-10-23')
  expect(latest['show-licence']).toBeNull()
  expect(steps.filter(({ critical }) => critical).map(({ card }) => card.id)).toEqual([
    'sole-trader-registration',
    'small-restaurant',
  ])
  expect([totals.latestOn, totals.feeYuan, totals.feesUnknown]).toEqual(['2026-10-23', '0.00', 1])
})

test('what waits for nothing can go on side by side', () => {
  const stages = Object.fromEntries(plan(SMALL).steps.map(({ card, stage }) => [card.id, stage]))
  expect(stages).toMatchObject({ 'sole-trader-registration': 1, 'health-certificate': 1, 'small-restaurant': 2 })
})

test('a plan that runs into a year without calendar says so', () => {
  expect(() => plan(SMALL, '2040-01-01')).toThrow(RangeError)
})
