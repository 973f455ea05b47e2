/**
 * Day arithmetic for every period the bureau keeps (期限). Pure: the rules, the calendar and the days come in,
 * a date with its reasons goes out. Which rule applies is data (`content/rules/`), never an `if` here.
 *
 * Counting, 市场监督管理投诉举报处理办法 §45: the day of the event is not counted; counting begins on the next
 * working day or calendar day; a last day that is a statutory holiday moves to the first day after it.
 */
import type { DayUnit, DeadlineRule, UnitRule } from '../../content/schema.ts'
import { addDays, isWeekend, type WorkCalendar } from './calendar.ts'

/** One day of a period that is not what its weekday suggests, for "why this date" (为什么是这一天). */
export interface DueStep {
  date: string
  kind: 'weekend' | 'statutory-holiday' | 'moved-rest-day' | 'make-up-workday'
  /** Name in the calendar, for instance 国庆节; null for a plain weekend. */
  name: string | null
}

/** A due date and how it came about; shared by all who ask for the same. */
export interface Due {
  /** Last day of the period (截止日). */
  dueOn: string
  unit: DayUnit
  /** Units of the period itself, extension included, pauses not. */
  count: number
  /** The day of the event, not counted (起算日). */
  from: string
  /** Units during which the clock stood still. */
  pausedUnits: number
  /** Rest days left out and make-up working days counted, in order. */
  steps: readonly DueStep[]
  /** True when the sum uses a year whose holiday notice is not loaded. */
  provisional: boolean
}

/** A due date with the id of the rule it follows. */
export interface RuleDue extends Due {
  rule: string
}

/**
 * The unit of a period that a law states as a bare number of days.
 *
 * @param stated the unit when the article itself says 工作日 or 自然日; it then decides
 * @throws RangeError for a law without a unit rule, or one whose articles always state the unit when none is given
 */
export function unitOf(unitRules: readonly UnitRule[], lawId: string, count: number, stated?: DayUnit): DayUnit {
  if (stated) return stated
  const found = unitRules.find((unitRule) => unitRule.law === lawId)
  if (!found) throw new RangeError(`No unit rule for ${lawId}; add one to content/rules/units.yaml`)
  const { rule } = found
  switch (rule.kind) {
    case 'all':
      return rule.unit
    case 'listed':
      return rule.workingDays.includes(count) ? 'working-day' : 'calendar-day'
    case 'up-to':
      return count <= rule.max ? 'working-day' : 'calendar-day'
    case 'stated':
      if (rule.silent) return rule.silent
      throw new RangeError(`${lawId} states the unit in each article; say which one for ${count}`)
  }
}

/**
 * The last day of a period of `count` units that begins with an event on `from`.
 *
 * @throws RangeError when `count` is not a whole number of at least 0, or a needed calendar year is not loaded
 */
export function dueOn(period: Period & { calendar: WorkCalendar }): Due {
  const { from, count, unit, calendar } = period
  const known = sums.get(calendar) ?? new Map<string, Due>()
  const key = `${from} ${count} ${unit}`
  const due = known.get(key) ?? sumUp(period, calendar)
  if (known.size >= MOST_SUMS) known.clear()
  sums.set(calendar, known.set(key, due))
  return due
}

interface Period {
  from: string
  count: number
  unit: DayUnit
}

/** Every ticket of a day has the same sums; a calendar does not change. */
const sums = new WeakMap<WorkCalendar, Map<string, Due>>()
const MOST_SUMS = 5000

function sumUp({ from, count, unit }: Period, calendar: WorkCalendar): Due {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`A period is a whole number of days, not ${count}`)
  const steps: DueStep[] = []
  let day = from
  let left = count
  let provisional = calendar.isProvisional(from)
  // The second condition moves a last day that is a holiday; for working days it only matters when nothing is left.
  while (left > 0 || !mayEndOn(day, unit, calendar)) {
    const before = left
    day = addDays(day, 1)
    if (before > 0 && (unit === 'calendar-day' || calendar.isWorkday(day))) left -= 1
    const step = stepOn(day, calendar)
    const moved = before === 0 || (left === 0 && !mayEndOn(day, unit, calendar))
    if (step && (unit === 'working-day' || (moved && step.kind === 'statutory-holiday'))) steps.push(step)
    provisional ||= calendar.isProvisional(day)
  }
  return { dueOn: day, unit, count, from, pausedUnits: 0, steps, provisional }
}

/** The due date of one rule for an event on `from`. Throws RangeError as `dueOn` does. */
export function dueUnder(rule: DeadlineRule, from: string, calendar: WorkCalendar): RuleDue {
  return { rule: rule.id, ...dueOn({ from, count: rule.count, unit: rule.unit, calendar }) }
}

/**
 * The version of a rule in force on a day. Give the day the ticket was received: a ticket is judged by the rule
 * of its day, also when the law changes before it is closed.
 *
 * @throws RangeError when there is no such rule, none in force on that day, or it is a promise switched off
 */
export function ruleInForce(rules: readonly DeadlineRule[], id: string, on: string): DeadlineRule {
  const rule = rulesInForce(rules, on).find((candidate) => candidate.id === id)
  if (!rule) throw new RangeError(`No version of the deadline rule ${id} is in force on ${on}`)
  return rule
}

/** Every rule and promise in force on a day, in the order of the files; promises switched off are left out. */
export function rulesInForce(rules: readonly DeadlineRule[], on: string): DeadlineRule[] {
  return rules.filter((rule) => rule.enabled && rule.from <= on && (rule.to === null || on <= rule.to))
}

/** How many units lie after `from` up to and including `to`. Zero when `to` is not later. */
export function unitsBetween(from: string, to: string, unit: DayUnit, calendar: WorkCalendar): number {
  let units = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (unit === 'calendar-day' || calendar.isWorkday(day)) units += 1
  }
  return units
}

function mayEndOn(day: string, unit: DayUnit, calendar: WorkCalendar): boolean {
  return unit === 'working-day' ? calendar.isWorkday(day) : !calendar.isStatutoryHoliday(day)
}

function stepOn(day: string, calendar: WorkCalendar): DueStep | null {
  const exception = calendar.exceptionOn(day)
  const name = exception?.name ?? null
  if (exception?.isStatutoryHoliday) return { date: day, kind: 'statutory-holiday', name }
  if (calendar.isWorkday(day)) return isWeekend(day) ? { date: day, kind: 'make-up-workday', name } : null
  return { date: day, kind: isWeekend(day) ? 'weekend' : 'moved-rest-day', name }
}
