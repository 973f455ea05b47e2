/** Worked examples of every calculator, each with its working. */
import { expect, test } from 'vitest'
import { loadContent } from '../../../content/load.ts'
import { createCalendar } from '../../calendar/calendar.ts'
import { annualReport } from './annual-report.ts'
import { capital } from './capital.ts'
import { creditCode } from './credit-code.ts'
import { enterpriseName, partsOf } from './enterprise-name.ts'
import { renewal } from './renewal.ts'
import { simpleDeregistration } from './simple-deregistration.ts'
import type { Calculated } from './words.ts'

const content = loadContent(process.cwd())
const calendar = createCalendar(content.calendar)
const rules = content.licences.calculators
const TODAY = '2026-11-22'
const days = ({ dates }: Calculated) => dates.map(({ on }) => on)
const grounded = ({ working }: Calculated) =>
  working.flatMap(({ basis }) => basis.map(({ law, article }) => `${law} ${article}`))

test.each([
  // Formed this year: the first report is next year's.
  { formedOn: '2026-03-01', today: TODAY, tone: 'good', on: ['2027-01-01', '2027-06-30'] },
  // Last year's company, in the window and on its last day.
  { formedOn: '2025-12-31', today: '2026-01-01', tone: 'attention', on: ['2026-01-01', '2026-06-30'] },
  { formedOn: '2025-12-31', today: '2026-06-30', tone: 'attention', on: ['2026-01-01', '2026-06-30'] },
  // A day late: still to be filed, and the next one named.
  { formedOn: '2020-01-01', today: '2026-07-01', tone: 'bad', on: ['2026-01-01', '2026-06-30', '2027-06-30'] },
])('annual report: formed $formedOn, today $today', ({ formedOn, today, tone, on }) => {
  const found = annualReport(rules, { formedOn, form: 'company' }, today)
  expect([found.tone, days(found)]).toEqual([tone, on])
  expect(grounded(found)).toEqual(expect.arrayContaining(['EID 8', 'REGR 63', 'REGR 70']))
})

test('simple deregistration: twenty days, moved by a holiday, then twenty to apply; ten for a sole trader', () => {
  const company = simpleDeregistration(rules, { form: 'company', startOn: '2026-12-01', bars: [] }, calendar)
  expect(days(company)).toEqual(['2026-12-21', '2027-01-10'])
  // Twenty days from 12 December end on New Year's Day, a statutory holiday.
  const moved = simpleDeregistration(rules, { form: 'company', startOn: '2026-12-12', bars: [] }, calendar)
  expect(days(moved)[0]).toBe('2027-01-02')
  const sole = simpleDeregistration(rules, { form: 'sole-trader', startOn: '2026-12-01', bars: [] }, calendar)
  expect(days(sole)).toEqual(['2026-12-11'])
})

test.each(rules.simpleDeregistration.bars.map(({ id }) => id))('simple deregistration is barred: %s', (bar) => {
  const found = simpleDeregistration(rules, { form: 'company', startOn: '2026-12-01', bars: [bar] }, calendar)
  expect([found.tone, days(found)]).toEqual(['bad', []])
  expect(found.working.length).toBe(2)
})

test.each([
  { formedOn: '2024-07-01', promisedUntil: null, form: 'limited', tone: 'good', on: ['2029-07-01'] },
  {
    formedOn: '2024-06-30',
    promisedUntil: '2050-01-01',
    form: 'limited',
    tone: 'attention',
    on: ['2027-06-30', '2032-06-30'],
  },
  { formedOn: '2024-06-30', promisedUntil: '2032-06-30', form: 'limited', tone: 'good', on: ['2032-06-30'] },
  {
    formedOn: '2024-06-30',
    promisedUntil: '2032-07-01',
    form: 'limited',
    tone: 'attention',
    on: ['2027-06-30', '2032-06-30'],
  },
  { formedOn: '2010-05-05', promisedUntil: null, form: 'limited', tone: 'attention', on: [] },
  { formedOn: '2010-05-05', promisedUntil: null, form: 'joint-stock', tone: 'attention', on: ['2027-06-30'] },
  { formedOn: '2028-02-29', promisedUntil: '2034-01-01', form: 'limited', tone: 'attention', on: ['2033-02-28'] },
] as const)('capital: formed $formedOn, promised $promisedUntil, $form', ({ tone, on, ...input }) => {
  const found = capital(rules, input)
  expect([found.tone, days(found)]).toEqual([tone, on])
})

test('renewal: thirty calendar days, thirty and ninety working days, one month', () => {
  const card = (id: string) => {
    const found = content.licences.cards.find((each) => each.id === id)
    if (!found) throw new Error(id)
    return found
  }
  const of = (id: string, expires: string, today = TODAY) => renewal(card(id), expires, today, calendar)
  expect(days(of('small-restaurant', '2027-03-31') as Calculated)).toEqual(['2027-03-01', '2027-03-31'])
  expect(of('small-restaurant', '2026-12-22')?.tone).toBe('attention')
  expect(of('small-restaurant', '2026-12-21')?.tone).toBe('bad')
  expect(days(of('special-equipment-inspection', '2027-03-31') as Calculated)).toEqual(['2027-02-28', '2027-03-31'])
  const device = of('device-class-three', '2027-06-30') as Calculated
  expect([device.tone, device.dates.length]).toEqual(['good', 3])
  expect(of('trade-name', '2027-06-30')).toBeUndefined()
})

test.each([
  ['91330100799655058B', 'good', 300, 1384],
  ['914403001922038216', 'good', 164, 831],
  ['91370200264574251E', 'good', 219, 1009],
  ['91330100799655058C', 'bad', 300, 1384],
  ['91370200264574521E', 'bad', null, 949],
  ['91370100000000001W', 'attention', 0, 282],
])('credit code %s is %s', (code, tone, inner, last) => {
  const found = creditCode(code)
  expect(found.tone).toBe(tone)
  const words = found.working.map(({ text }) => text.zh).join('\n')
  if (inner !== null) expect(words).toContain(`= ${inner}，除以 11`)
  expect(words).toContain(`= ${last}，除以 31`)
})

test('a credit code as people write it, too short, or with a letter that cannot be', () => {
  expect(creditCode(' 9137 0171-ma0dem005w ').tone).toBe('good')
  expect(creditCode('9137020026457425E').working).toEqual([])
  expect(creditCode('9133010079965505SB').tone).toBe('bad')
})

const DISTRICTS = ['济南高新区', '济南']
test.each([
  [
    '济南市晴天演示餐饮管理有限公司',
    { district: '济南市', ownName: '晴天演示', trade: '餐饮管理', form: '有限公司' },
    'good',
  ],
  ['济南市历下区晴天演示餐饮店', { district: '济南市历下区', ownName: '晴天演示', trade: '餐饮', form: '店' }, 'good'],
  ['济南市晴商贸有限公司', { district: '济南市', ownName: '晴', trade: '商贸', form: '有限公司' }, 'bad'],
  [
    '济南市中国晴天商贸有限公司',
    { district: '济南市', ownName: '中国晴天', trade: '商贸', form: '有限公司' },
    'attention',
  ],
  ['济南市美国晴天商贸有限公司', { district: '济南市', ownName: '美国晴天', trade: '商贸', form: '有限公司' }, 'bad'],
  ['晴天演示商贸', { district: '', ownName: '晴天演示', trade: '商贸', form: '' }, 'bad'],
])('name %s', (name, parts, tone) => {
  expect(partsOf(rules, name, DISTRICTS)).toEqual(parts)
  expect(enterpriseName(rules, name, DISTRICTS).tone).toBe(tone)
})
