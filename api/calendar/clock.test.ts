import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { createCalendar } from './calendar.ts'
import { type Clock, clockDue, extend, pause, remaining, resume, startClock } from './clock.ts'
import { ruleInForce } from './deadlines.ts'

const content = loadContent(join(import.meta.dirname, '../..'))
const calendar = createCalendar(content.calendar)
const start = (id: string, from: string) => startClock(ruleInForce(content.deadlines, id, from), from)
const stopped = (clock: Clock, from: string, to: string) => resume(pause(clock, from, calendar), to, calendar)

describe('pauses', () => {
  test('testing for fifteen days moves the end of mediation by fifteen days', () => {
    const clock = stopped(start('mediate', '2026-06-10'), '2026-06-30', '2026-07-15')
    expect(clock.remaining).toBe(40)
    expect(clockDue(clock, calendar)).toMatchObject({
      dueOn: '2026-08-24',
      pausedUnits: 15,
      count: 60,
      from: '2026-06-10',
    })
  })

  test('two pauses add up', () => {
    const once = stopped(start('mediate', '2026-06-10'), '2026-06-20', '2026-06-25')
    const twice = stopped(once, '2026-07-05', '2026-07-20')
    expect(clockDue(twice, calendar)).toMatchObject({ dueOn: '2026-08-29', pausedUnits: 20 })
  })

  test('a pause over 国庆节 counts its working days only', () => {
    const clock = stopped(start('verify', '2026-09-21'), '2026-09-24', '2026-10-08')
    expect(clockDue(clock, calendar)).toMatchObject({ dueOn: '2026-10-23', pausedUnits: 4 })
  })

  test('a pause inside a holiday changes nothing for working days', () => {
    const clock = start('accept', '2026-09-28')
    expect(clockDue(clock, calendar)?.dueOn).toBe('2026-10-13')
    expect(clockDue(stopped(clock, '2026-10-01', '2026-10-07'), calendar)).toMatchObject({
      dueOn: '2026-10-13',
      pausedUnits: 0,
    })
  })

  test('paused and resumed on one day changes nothing', () => {
    const clock = start('mediate', '2026-06-10')
    expect(clockDue(stopped(clock, '2026-06-15', '2026-06-15'), calendar)?.dueOn).toBe('2026-08-09')
  })

  test('the new end, too, moves off a holiday', () => {
    const clock = stopped(start('mediate', '2026-06-10'), '2026-06-30', '2026-08-22')
    expect(clockDue(clock, calendar)?.dueOn).toBe('2026-10-04')
  })

  test('paused on a last day that a holiday moved, it ends when it resumes', () => {
    const clock = stopped(start('mediate', '2026-08-02'), '2026-10-03', '2026-10-20')
    expect(clock.remaining).toBe(0)
    expect(clockDue(clock, calendar)).toMatchObject({ dueOn: '2026-10-20', pausedUnits: 17 })
  })

  test('while it stands still there is no date', () => {
    const clock = pause(start('mediate', '2026-06-10'), '2026-06-30', calendar)
    expect(clockDue(clock, calendar)).toBeNull()
    expect(remaining(clock, '2026-12-01', calendar)).toBe(40)
  })

  test('acts out of order are refused', () => {
    const clock = start('mediate', '2026-06-10')
    const paused = pause(clock, '2026-06-30', calendar)
    expect(() => resume(clock, '2026-07-01', calendar)).toThrow(/not paused/)
    expect(() => pause(paused, '2026-07-01', calendar)).toThrow(/already stands still/)
    expect(() => pause(clock, '2026-06-09', calendar)).toThrow(/2026-06-10/)
    expect(() => resume(paused, '2026-06-29', calendar)).toThrow(/2026-06-30/)
    expect(() => pause(clock, '2026-08-10', calendar)).toThrow(/ran out/)
  })
})

describe('extension and what is left', () => {
  test('fifteen more working days, once', () => {
    const clock = start('verify', '2026-06-01')
    expect(clockDue(clock, calendar)?.dueOn).toBe('2026-06-23')
    const longer = extend(clock, { count: 15 })
    expect(clockDue(longer, calendar)).toMatchObject({ dueOn: '2026-07-14', count: 30 })
    expect(() => extend(longer, { count: 15 })).toThrow(/already extended/)
  })

  test('a paused clock can be extended', () => {
    const paused = pause(start('verify', '2026-09-21'), '2026-09-24', calendar)
    expect(extend(paused, { count: 15 }).remaining).toBe(27)
  })

  test.each([
    ['2026-06-10', 60],
    ['2026-08-08', 1],
    ['2026-08-09', 0],
    ['2026-08-10', -1],
    ['2026-08-19', -10],
  ])('on %s there are %i days left', (on, left) => {
    expect(remaining(start('mediate', '2026-06-10'), on, calendar)).toBe(left)
  })

  test('working days overdue leave out the weekend', () => {
    expect(remaining(start('accept', '2026-06-01'), '2026-06-15', calendar)).toBe(-3)
  })
})
