/**
 * Clocks that can stand still (可中止的期限). A clock stores the units that remain, never an end date, so the
 * date is worked out anew after every pause: 市场监督管理投诉举报处理办法 §22 (testing time is not counted).
 */
import type { DayUnit, DeadlineRule } from '../../content/schema.ts'
import type { WorkCalendar } from './calendar.ts'
import { dueOn, type RuleDue, unitsBetween } from './deadlines.ts'

/** A running or paused period, plain data fit for a database row. */
export interface Clock {
  /** Id of the deadline rule. */
  rule: string
  unit: DayUnit
  /** Units of the period, extension included. */
  count: number
  /** Day of the event the period begins with. */
  from: string
  /** Units left when it last began to run. */
  remaining: number
  /** Day since which it runs; null while it stands still. */
  runningSince: string | null
  /** Day since which it stands still; null while it runs. */
  pausedSince: string | null
  /** Units of all finished pauses. */
  pausedUnits: number
  /** Units granted by extension; 0 when not extended. */
  extendedUnits: number
}

/** Starts the clock of a rule with an event on `from`. */
export function startClock(rule: DeadlineRule, from: string): Clock {
  const { id, unit, count } = rule
  return {
    rule: id,
    unit,
    count,
    from,
    remaining: count,
    runningSince: from,
    pausedSince: null,
    pausedUnits: 0,
    extendedUnits: 0,
  }
}

/**
 * Stops the clock. The day itself is still counted, as the day of an event never begins a count.
 * The caller checks that the rule is `pausable`.
 *
 * @throws RangeError when it already stands still, `on` lies before it began to run, or the period has run out
 */
export function pause(clock: Clock, on: string, calendar: WorkCalendar): Clock {
  if (clock.runningSince === null) throw new RangeError(`The clock ${clock.rule} already stands still`)
  if (on < clock.runningSince) throw new RangeError(`The clock ${clock.rule} only runs since ${clock.runningSince}`)
  if (remaining(clock, on, calendar) < 0) throw new RangeError(`The clock ${clock.rule} ran out before ${on}`)
  const used = unitsBetween(clock.runningSince, on, clock.unit, calendar)
  // A last day moved off a holiday may lie beyond the counted units, hence never below 0.
  return { ...clock, remaining: Math.max(0, clock.remaining - used), runningSince: null, pausedSince: on }
}

/**
 * Lets a paused clock run on; counting goes on the day after `on`.
 *
 * @throws RangeError when it is not paused or `on` lies before the pause
 */
export function resume(clock: Clock, on: string, calendar: WorkCalendar): Clock {
  if (clock.pausedSince === null) throw new RangeError(`The clock ${clock.rule} is not paused`)
  if (on < clock.pausedSince)
    throw new RangeError(`The clock ${clock.rule} was paused on ${clock.pausedSince}, after ${on}`)
  const paused = unitsBetween(clock.pausedSince, on, clock.unit, calendar)
  return { ...clock, runningSince: on, pausedSince: null, pausedUnits: clock.pausedUnits + paused }
}

/**
 * Lengthens the period once by the units its rule allows (延长). Who approved belongs in the audit row.
 *
 * @throws RangeError when it was extended before: the rules allow one extension
 */
export function extend(clock: Clock, extension: { count: number }): Clock {
  if (clock.extendedUnits > 0) throw new RangeError(`The clock ${clock.rule} was already extended`)
  return {
    ...clock,
    count: clock.count + extension.count,
    remaining: clock.remaining + extension.count,
    extendedUnits: extension.count,
  }
}

/** Units left after the day `on`: 0 on the last day, negative by the units overdue, unchanged while paused. */
export function remaining(clock: Clock, on: string, calendar: WorkCalendar): number {
  const due = clockDue(clock, calendar)
  if (due === null) return clock.remaining
  if (on <= due.dueOn) return unitsBetween(on, due.dueOn, clock.unit, calendar)
  return -unitsBetween(due.dueOn, on, clock.unit, calendar)
}

/** The due date with its reasons, or null while the clock stands still: there is no date to promise then. */
export function clockDue(clock: Clock, calendar: WorkCalendar): RuleDue | null {
  if (clock.runningSince === null) return null
  const due = dueOn({ from: clock.runningSince, count: clock.remaining, unit: clock.unit, calendar })
  return { ...due, rule: clock.rule, count: clock.count, from: clock.from, pausedUnits: clock.pausedUnits }
}
