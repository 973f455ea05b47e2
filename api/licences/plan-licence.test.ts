import { expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { createCalendar } from '../calendar/calendar.ts'
import { planSteps } from './plan-licence.ts'

const content = loadContent(process.cwd())
const calendar = createCalendar(content.calendar)
const milkTea = content.licences.businesses.find((business) => business.id === 'milk-tea')
const plan = (answers: Record<string, string>, start?: string) => {
  if (!milkTea) throw new Error('no milk-tea shop in the content')
  return planSteps(milkTea, content.licences.cards, answers, start, calendar)
}
const ids = (answers: Record<string, string>) => plan(answers).steps.map((step) => step.card.id)

test('a small milk-tea shop registers instead of taking a permit', () => {
  expect(ids({ form: 'sole-trader', name: 'no', size: 'small', cakes: 'no', online: 'no' })).toEqual([
    'business-licence',
    'health-certificate',
    'small-restaurant',
    'show-licence',
  ])
})

test('a large one takes the food business permit, and a platform shop shows its licence', () => {
  expect(ids({ form: 'company', name: 'yes', size: 'large', cakes: 'no', online: 'yes' })).toEqual([
    'trade-name',
    'business-licence',
    'health-certificate',
    'food-permit',
    'show-licence-online',
    'show-licence',
  ])
})

test('decorated cakes take a small shop out of the registration', () => {
  expect(ids({ form: 'sole-trader', name: 'no', size: 'small', cakes: 'yes', online: 'no' })).toContain('food-permit')
})

test('open questions are those that still decide something', () => {
  expect(plan({ size: 'large' }).open.map((question) => question.id)).toEqual(['form', 'name', 'online'])
})

test('latest days follow the statutory limits one after the other', () => {
  const { steps } = plan({ form: 'sole-trader', name: 'no', size: 'small', cakes: 'no', online: 'no' }, '2026-09-28')
  const latest = Object.fromEntries(steps.map((step) => [step.card.id, step.latest]))
  // 28 September is a Monday: three working days are 29, 30 September and, after the holiday week, 8 October.
  expect(latest['business-licence']).toBe('2026-10-08')
  // Fifteen calendar days from there.
  expect(latest['small-restaurant']).toBe('2026-10-23')
  expect(latest['show-licence']).toBeNull()
})
