/**
 * The work calendar (工作日历): which days are working days and which are statutory holidays. Days are
 * `YYYY-MM-DD` strings in Chinese civil time; no function here looks at the machine's time zone.
 *
 * Authority: 全国年节及纪念日放假办法 §2, §6, §7 and the State Council's yearly notices, loaded as data.
 */
import type { CalendarException, CalendarYear } from '../../content/schema.ts'

const MILLISECONDS_PER_DAY = 86_400_000

/** Answers about single days. Every method throws RangeError, naming the year, outside the loaded years. */
export interface WorkCalendar {
  /** True when public offices work on this day (工作日), make-up days included. */
  isWorkday(date: string): boolean
  /** True on a statutory holiday itself (法定节假日), false on rest days moved next to it (调休). */
  isStatutoryHoliday(date: string): boolean
  /** True while the State Council's notice for that year is not loaded, so the answer may still change. */
  isProvisional(date: string): boolean
  /** The entry for a day that is not what its weekday says, or null for an ordinary day. */
  exceptionOn(date: string): CalendarException | null
}

/** Builds a calendar from the loaded years; pure, holds no clock. */
export function createCalendar(years: readonly CalendarYear[]): WorkCalendar {
  const yearOf = new Map(years.map((year) => [String(year.year), year]))
  const exceptions = new Map(years.flatMap((year) => year.days.map((day) => [day.date, day])))

  function loadedYear(date: string): CalendarYear {
    assertDay(date)
    const year = yearOf.get(date.slice(0, 4))
    if (!year) {
      const loaded = [...yearOf.keys()].sort().join(', ')
      throw new RangeError(
        `No work calendar for ${date.slice(0, 4)} (loaded: ${loaded}); add that year under content/calendar`,
      )
    }
    return year
  }

  return {
    isWorkday(date) {
      loadedYear(date)
      return exceptions.get(date)?.isWorkday ?? !isWeekend(date)
    },
    isStatutoryHoliday(date) {
      loadedYear(date)
      return exceptions.get(date)?.isStatutoryHoliday ?? false
    },
    isProvisional: (date) => loadedYear(date).provisional,
    exceptionOn(date) {
      loadedYear(date)
      return exceptions.get(date) ?? null
    },
  }
}

/** The day `days` calendar days later (earlier when negative). Throws RangeError when `date` is not a real day. */
export function addDays(date: string, days: number): string {
  return new Date(assertDay(date) + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)
}

/** Saturday or Sunday, whatever the holiday arrangement says. */
export function isWeekend(date: string): boolean {
  const weekday = new Date(assertDay(date)).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** The civil day in China (UTC+8, no summer time since 1992) at an instant. */
export function chinaDate(instant: Date): string {
  const day = Math.floor((instant.getTime() + 8 * 3_600_000) / MILLISECONDS_PER_DAY)
  // Asked for many thousand times within one day.
  if (day !== latest.day) latest = { day, text: new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10) }
  return latest.text
}

let latest = { day: Number.NaN, text: '' }

function assertDay(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`Not a calendar day of the form YYYY-MM-DD: ${date}`)
  }
  return time
}
