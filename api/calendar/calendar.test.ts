import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadContent } from '../../content/load.ts'
import { addDays, chinaDate, createCalendar, isWeekend } from './calendar.ts'

const years = loadContent(join(import.meta.dirname, '../..')).calendar
const calendar = createCalendar(years)

/** Typed by hand from the State Council's notices for 2024, 2025 and 2026: first and last free day, then working weekends. */
const PUBLISHED: Record<string, { free: [string, string][]; working: string[] }> = {
  '2024': {
    free: [
      ['01-01', '01-01'],
      ['02-10', '02-17'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-10', '06-10'],
      ['09-15', '09-17'],
      ['10-01', '10-07'],
    ],
    working: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  '2025': {
    free: [
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'],
    ],
    working: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  '2026': {
    free: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ],
    working: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
}

/** Statutory holidays themselves: 11 days under the rules until 2024, 13 since. */
const STATUTORY: Record<string, string> = {
  '2024': '01-01 02-10 02-11 02-12 04-04 05-01 06-10 09-17 10-01 10-02 10-03',
  '2025': '01-01 01-28 01-29 01-30 01-31 04-04 05-01 05-02 05-31 10-01 10-02 10-03 10-06',
  '2026': '01-01 02-16 02-17 02-18 02-19 04-05 05-01 05-02 06-19 09-25 10-01 10-02 10-03',
  '2027': '01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03',
}

function daysOf(year: string): string[] {
  const days = []
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day)
  return days
}

describe('the loaded years', () => {
  test.each(Object.keys(PUBLISHED))('%s has exactly the working days that were published', (year) => {
    const notice = PUBLISHED[year]
    const expected = daysOf(year).filter((day) => {
      const short = day.slice(5)
      if (notice?.working.includes(short)) return true
      if (notice?.free.some(([first, last]) => first <= short && short <= last)) return false
      return !isWeekend(day)
    })
    expect(daysOf(year).filter((day) => calendar.isWorkday(day))).toEqual(expected)
    expect(calendar.isProvisional(`${year}-06-01`)).toBe(false)
  })

  test.each(Object.entries(STATUTORY))('%s has exactly its statutory holidays', (year, days) => {
    const found = daysOf(year).filter((day) => calendar.isStatutoryHoliday(day))
    expect(found.map((day) => day.slice(5)).join(' ')).toBe(days)
  })

  test('2027 says that it is provisional', () => {
    expect(calendar.isProvisional('2027-03-01')).toBe(true)
  })

  test('a year that is not loaded is named', () => {
    expect(() => calendar.isWorkday('2023-12-31')).toThrow(/2023 \(loaded: 2024, 2025, 2026, 2027\)/)
  })

  test('what is not a day is refused', () => {
    for (const wrong of ['2026-02-29', '2026-2-1', '2026-13-01', 'today', '2026-06-01T00:00:00Z']) {
      expect(() => calendar.isWorkday(wrong)).toThrow(RangeError)
    }
  })
})

describe('civil days in China', () => {
  test.each([
    ['2026-12-31T15:59:59.999Z', '2026-12-31'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2026-06-01T00:00:00+08:00', '2026-06-01'],
  ])('%s is %s', (instant, day) => {
    expect(chinaDate(new Date(instant))).toBe(day)
  })

  test('adding days crosses months, leap days and years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })
})
