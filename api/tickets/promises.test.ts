import { expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { complaintDraft, consultationDraft, reportDraft } from '../../tests/factories/drafts.ts'
import { createCalendar } from '../calendar/calendar.ts'
import { TicketDraft } from './model.ts'
import { promisesFor } from './promises.ts'
import { nameShownToBusiness, whoReads } from './who-reads.ts'

const content = loadContent(process.cwd())
const calendar = createCalendar(content.calendar)
const promised = (draft: unknown, on: string, locale: 'zh' | 'en' = 'zh') =>
  promisesFor(TicketDraft.parse(draft), on, content, calendar, locale)
const dates = (draft: unknown, on: string) =>
  Object.fromEntries(promised(draft, on).map(({ why, dueOn }) => [why.rule, dueOn]))

test('a complaint under the order of 2026: seven working days, then sixty calendar days at the latest', () => {
  // Sunday 2026-11-22: the first day counted is Monday the 23rd, the seventh working day Tuesday 1 December.
  expect(dates(complaintDraft(), '2026-11-22')).toEqual({
    'first-contact': '2026-11-23',
    accept: '2026-12-01',
    mediate: '2027-01-30',
  })
})

test('a complaint received before 2026-04-15 is judged by the rule of its day: forty-five working days', () => {
  const mediate = promised(complaintDraft({ occurredOn: '2026-03-01' }), '2026-04-14').find(
    ({ why }) => why.rule === 'mediate',
  )
  expect(mediate?.why).toMatchObject({ unit: 'working-day', count: 45 })
  expect(mediate?.basis).toMatchObject({ law: '市场监督管理投诉举报处理暂行办法', article: '第二十一条' })
})

test('an order of 12345 runs the reply clock beside the legal one', () => {
  const order = complaintDraft({ source: { channel: '12345', number: '演示-1' } })
  expect(dates(order, '2026-11-22')).toMatchObject({ 'reply-12345': '2026-11-27', accept: '2026-12-01' })
})

test('reports are verified in fifteen working days, anonymous ones too', () => {
  expect(dates(reportDraft({ anonymous: true }), '2026-11-22')).toEqual({ verify: '2026-12-11' })
})

test('questions are answered by the bureau’s own promise, which names no article', () => {
  const [answer] = promised(consultationDraft(), '2026-11-22')
  expect(answer).toMatchObject({
    dueOn: '2026-11-27',
    basis: { law: '本局的服务承诺', article: '', url: null },
    why: { rule: 'answer', unit: 'working-day', count: 5, from: '2026-11-22', pausedUnits: 0 },
  })
})

test('matters only an officer can judge promise nothing by themselves', () => {
  const rules = promised(reportDraft(), '2026-11-22').map(({ why }) => why.rule)
  expect(rules).not.toContain('business-environment')
  expect(rules).not.toContain('false-disclosure')
})

test('every promise gives its reason in both languages, nearest first', () => {
  for (const locale of ['zh', 'en'] as const) {
    const all = promised(complaintDraft({ source: { channel: '12345' } }), '2026-11-22', locale)
    expect(all.map(({ dueOn }) => dueOn)).toEqual(all.map(({ dueOn }) => dueOn).sort())
    for (const { what, basis } of all) expect([what, basis.law].every(Boolean)).toBe(true)
  }
})

test.each([
  ['complaint', complaintDraft(), 'in-mediation'],
  [
    'secret complaint',
    complaintDraft({ contact: { name: '演示甲', phone: '13800000001', address: '演示路', keepSecret: true } }),
    'after-asking',
  ],
  ['report', reportDraft(), 'never'],
  ['anonymous report', reportDraft({ anonymous: true }), 'never'],
  ['consultation', consultationDraft(), 'never'],
])('who reads a %s', (_, draft, shown) => {
  const parsed = TicketDraft.parse(draft)
  expect(nameShownToBusiness(parsed)).toBe(shown)
  expect(whoReads(parsed, 'zh').length).toBeGreaterThan(2)
  expect(new Set([...whoReads(parsed, 'zh'), ...whoReads(parsed, 'en')]).size).toBe(whoReads(parsed, 'zh').length * 2)
})
