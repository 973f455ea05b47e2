import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import type { DayUnit } from '../../content/schema.ts'
import { createCalendar } from './calendar.ts'
import { dueOn, dueUnder, ruleInForce, rulesInForce, unitOf, unitsBetween } from './deadlines.ts'

const content = loadContent(join(import.meta.dirname, '../..'))
const calendar = createCalendar(content.calendar)
const due = (from: string, count: number, unit: DayUnit) => dueOn({ from, count, unit, calendar }).dueOn

describe('working days, counted by hand on a printed calendar', () => {
  test.each([
    // [event, working days, last day, what makes it worth a row]
    ['2026-06-01', 7, '2026-06-10', 'one weekend'],
    ['2026-06-06', 7, '2026-06-16', 'begins on a Saturday'],
    ['2026-06-11', 7, '2026-06-23', 'over 端午节'],
    ['2026-11-19', 5, '2026-11-26', 'plain 12345 reply'],
    ['2026-02-10', 7, '2026-02-26', 'over 春节, with Saturday 14 February worked'],
    ['2026-02-13', 5, '2026-02-27', 'eve of 春节: one day before, four after'],
    ['2026-02-23', 5, '2026-02-28', 'begins on a rest day, ends on a worked Saturday'],
    ['2026-02-14', 15, '2026-03-13', 'begins on a worked Saturday'],
    ['2026-09-18', 7, '2026-09-29', 'worked Sunday, then 中秋节'],
    ['2026-09-24', 5, '2026-10-09', '中秋节 and 国庆节'],
    ['2026-09-30', 7, '2026-10-15', 'after 国庆节 a worked Saturday'],
    ['2026-10-01', 1, '2026-10-08', 'begins on a holiday'],
    ['2026-04-30', 7, '2026-05-13', 'over 劳动节, worked Saturday'],
    ['2026-04-30', 10, '2026-05-18', 'the same, ten days'],
    ['2026-04-03', 1, '2026-04-07', 'over 清明节 with its day in lieu'],
    ['2026-06-15', 20, '2026-07-14', 'twenty days over 端午节'],
    ['2026-01-05', 45, '2026-03-13', 'forty-five days over 春节'],
    ['2025-12-29', 5, '2026-01-06', 'over the year end, worked Sunday'],
    ['2025-12-31', 1, '2026-01-04', 'next working day is a Sunday'],
    ['2026-12-28', 5, '2027-01-05', 'into a provisional year'],
    ['2025-01-24', 5, '2025-02-07', '春节 2025, worked Sunday before'],
    ['2025-02-07', 1, '2025-02-08', 'worked Saturday after 春节'],
    ['2025-09-26', 7, '2025-10-13', '国庆节 with 中秋节 inside'],
    ['2024-02-08', 7, '2024-02-23', '除夕 2024 was still a working day'],
    ['2024-04-03', 3, '2024-04-09', '清明节 2024, worked Sunday'],
    ['2024-04-26', 5, '2024-05-07', 'worked Sunday before 劳动节'],
    ['2024-09-13', 5, '2024-09-23', 'worked Saturday, 中秋节'],
    ['2024-09-27', 7, '2024-10-12', 'ends on a worked Saturday'],
  ])('%s + %i → %s (%s)', (from, count, expected) => {
    expect(due(from, count, 'working-day')).toBe(expected)
  })
})

describe('calendar days', () => {
  test.each([
    ['2026-06-10', 60, '2026-08-09', 'a Sunday is a last day like any other'],
    ['2026-11-22', 60, '2027-01-21', 'over the year end'],
    ['2026-08-01', 60, '2026-09-30', 'the day before 国庆节'],
    ['2026-08-02', 60, '2026-10-04', 'last day is 1 October'],
    ['2026-08-04', 60, '2026-10-04', 'last day is 3 October'],
    ['2026-08-05', 60, '2026-10-04', '4 October is a rest day but no statutory holiday'],
    ['2026-08-08', 60, '2026-10-07', 'a moved rest day stays the last day'],
    ['2026-07-27', 60, '2026-09-26', 'last day is 中秋节'],
    ['2026-04-20', 60, '2026-06-20', 'last day is 端午节'],
    ['2026-12-07', 60, '2027-02-09', 'last day is 除夕 2027'],
    ['2026-01-05', 90, '2026-04-06', 'last day is 清明节'],
    ['2026-02-01', 15, '2026-02-20', 'last day is 除夕 2026'],
    ['2026-04-16', 15, '2026-05-03', '1 and 2 May are statutory since 2025'],
    ['2024-03-02', 60, '2024-05-02', 'in 2024 only 1 May was'],
    ['2024-01-01', 60, '2024-03-01', 'leap year'],
    ['2025-12-31', 60, '2026-03-01', 'no leap year'],
  ])('%s + %i → %s (%s)', (from, count, expected) => {
    expect(due(from, count, 'calendar-day')).toBe(expected)
  })
})

describe('the unit of a bare number of days', () => {
  test.each<[string, number, DayUnit]>([
    ['APL', 2, 'working-day'],
    ['APL', 3, 'working-day'],
    ['APL', 5, 'working-day'],
    ['APL', 7, 'working-day'],
    ['APL', 10, 'calendar-day'],
    ['APL', 15, 'calendar-day'],
    ['APL', 90, 'calendar-day'],
    ['AEL', 3, 'working-day'],
    ['AEL', 10, 'working-day'],
    ['AEL', 30, 'calendar-day'],
    ['ALL', 20, 'working-day'],
    ['ALL', 45, 'working-day'],
    ['REG', 45, 'calendar-day'],
    ['SDFOOD', 15, 'calendar-day'],
    ['C121', 60, 'calendar-day'],
  ])('%s %i → %s', (law, count, unit) => {
    expect(unitOf(content.units, law, count)).toBe(unit)
  })

  test('the article decides when it says the unit', () => {
    expect(unitOf(content.units, 'C121', 7, 'working-day')).toBe('working-day')
    expect(unitOf(content.units, 'REG', 3, 'working-day')).toBe('working-day')
  })

  test('a law that always says the unit wants it said', () => {
    expect(() => unitOf(content.units, 'EID', 20)).toThrow(/EID states the unit/)
    expect(() => unitOf(content.units, 'XYZ', 20)).toThrow(/units\.yaml/)
  })

  test('the unit changes the date: fifteen days of a penalty notice, ten and thirty of a seizure', () => {
    expect(due('2026-02-10', 7, unitOf(content.units, 'APL', 7))).toBe('2026-02-26')
    expect(due('2026-04-20', 15, unitOf(content.units, 'APL', 15))).toBe('2026-05-05')
    expect(due('2026-09-18', 10, unitOf(content.units, 'AEL', 10))).toBe('2026-10-09')
    expect(due('2026-09-01', 30, unitOf(content.units, 'AEL', 30))).toBe('2026-10-04')
  })
})

describe('a ticket is judged by the rule of its day', () => {
  const mediate = (on: string) => dueUnder(ruleInForce(content.deadlines, 'mediate', on), on, calendar)

  test('until 14 April 2026 forty-five working days, from 15 April sixty calendar days', () => {
    expect(mediate('2026-04-14')).toMatchObject({
      rule: 'mediate',
      count: 45,
      unit: 'working-day',
      dueOn: '2026-06-18',
    })
    expect(mediate('2026-04-15')).toMatchObject({
      rule: 'mediate',
      count: 60,
      unit: 'calendar-day',
      dueOn: '2026-06-14',
    })
  })

  test('a complaint received before the change and accepted after it keeps the older rule', () => {
    const rule = ruleInForce(content.deadlines, 'mediate', '2026-04-13')
    expect(dueUnder(rule, '2026-04-20', calendar).dueOn).toBe('2026-06-25')
  })

  test.each([
    ['accept', '2026-04-14', 'C20', '14'],
    ['accept', '2026-04-15', 'C121', '15'],
    ['notify-end', '2026-04-14', 'C20', '21'],
    ['notify-end', '2026-04-15', 'C121', '23'],
    ['tell-filing', '2026-04-14', 'C20', '31'],
    ['tell-filing', '2026-04-15', null, null],
  ])('%s on %s rests on %s §%s', (id, on, law, article) => {
    expect(ruleInForce(content.deadlines, id, on)).toMatchObject({ law, article })
  })

  test('a rule that is not there, not yet there or switched off is named', () => {
    expect(() => ruleInForce(content.deadlines, 'acept', '2026-06-01')).toThrow(/acept/)
    expect(() => ruleInForce(content.deadlines, 'accept', '2019-12-31')).toThrow(/2019-12-31/)
    const off = content.deadlines.map((rule) => (rule.id === 'answer' ? { ...rule, enabled: false } : rule))
    expect(() => ruleInForce(off, 'answer', '2026-06-01')).toThrow(/answer/)
    expect(rulesInForce(off, '2026-06-01').map((rule) => rule.id)).not.toContain('answer')
  })

  test('each rule has one version on any day', () => {
    for (const on of ['2024-06-01', '2026-04-14', '2026-04-15', '2027-06-01']) {
      const ids = rulesInForce(content.deadlines, on).map((rule) => rule.id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('why this date', () => {
  test('names the days left out and the weekends worked', () => {
    const { steps, provisional } = dueOn({ from: '2026-09-18', count: 7, unit: 'working-day', calendar })
    expect(steps).toEqual([
      { date: '2026-09-19', kind: 'weekend', name: null },
      { date: '2026-09-20', kind: 'make-up-workday', name: '国庆节调休上班' },
      { date: '2026-09-25', kind: 'statutory-holiday', name: '中秋节' },
      { date: '2026-09-26', kind: 'weekend', name: '中秋假期' },
      { date: '2026-09-27', kind: 'weekend', name: '中秋假期' },
    ])
    expect(provisional).toBe(false)
  })

  test('for calendar days names only the holidays that moved the end', () => {
    const { steps } = dueOn({ from: '2026-08-02', count: 60, unit: 'calendar-day', calendar })
    expect(steps.map((step) => step.date)).toEqual(['2026-10-01', '2026-10-02', '2026-10-03'])
  })

  test('says when the holidays of a year are not published yet', () => {
    expect(dueOn({ from: '2026-12-28', count: 5, unit: 'working-day', calendar }).provisional).toBe(true)
  })
})

test('units between two days leave out the first and count the last', () => {
  expect(unitsBetween('2026-09-30', '2026-10-08', 'working-day', calendar)).toBe(1)
  expect(unitsBetween('2026-09-30', '2026-10-08', 'calendar-day', calendar)).toBe(8)
  expect(unitsBetween('2026-10-08', '2026-09-30', 'calendar-day', calendar)).toBe(0)
})

test('a period that is no whole number of days is refused', () => {
  for (const count of [-1, 1.5, Number.NaN]) expect(() => due('2026-06-01', count, 'working-day')).toThrow(RangeError)
})
