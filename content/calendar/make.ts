/**
 * Writes one year of the work calendar. Run by hand once a year, after the State Council's notice is out and
 * the `chinese-days` package (a development dependency) carries it; then read the diff against the notice.
 */
import { writeFileSync } from 'node:fs'
import chineseDays from 'chinese-days'
import type { CalendarException, CalendarYear } from '../schema.ts'

const HELP = `Make content/calendar/YEAR.json, one year of the work calendar (工作日历).

  node content/calendar/make.ts YEAR "SOURCE NOTICE"   a published year; name the State Council's notice
  node content/calendar/make.ts YEAR --provisional     not published yet: statutory holidays only, by the law
  node content/calendar/make.ts --help

Run it in the project's root. Days come from the npm package chinese-days; statutory holidays are worked out
from 全国年节及纪念日放假办法 and must all be free days in the package, otherwise nothing is written.`

const LAW = '全国年节及纪念日放假办法（2024年11月10日修订）第二条'

/** Statutory holidays of a year (§2). The 2024 amendment added 除夕 and 2 May, first used for 2025. */
function statutoryHolidays(year: number): Map<string, string> {
  const longer = year >= 2025
  const newYear = chineseDays.getSolarDateFromLunar(`${year}-01-01`).date
  const days = new Map([[`${year}-01-01`, '元旦']])
  for (let offset = longer ? -1 : 0; offset < 3; offset++) days.set(shift(newYear, offset), '春节')
  days.set(chineseDays.getSolarTermDate(year, 4, 'pure_brightness'), '清明节')
  days.set(`${year}-05-01`, '劳动节')
  if (longer) days.set(`${year}-05-02`, '劳动节')
  days.set(chineseDays.getSolarDateFromLunar(`${year}-05-05`).date, '端午节')
  // 国庆节 first: when 中秋节 falls into 1–3 October the day keeps both names.
  for (const day of ['01', '02', '03']) days.set(`${year}-10-${day}`, '国庆节')
  const midAutumn = chineseDays.getSolarDateFromLunar(`${year}-08-15`).date
  days.set(midAutumn, days.has(midAutumn) ? '国庆节、中秋节' : '中秋节')
  return days
}

function shift(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
}

/** Every day that differs from its weekday, and every free day of an arrangement, so the page can name it. */
function publishedDays(year: number, statutory: Map<string, string>): CalendarException[] {
  const days: CalendarException[] = []
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = shift(date, 1)) {
    const detail = chineseDays.getDayDetail(date)
    // The package names ordinary days by their English weekday and arranged days as "English,中文,count".
    const arranged = detail.name.split(',')[1]
    if (!arranged && !statutory.has(date)) continue
    if (statutory.has(date) && detail.work) {
      throw new Error(
        `${date} is ${statutory.get(date)} by law but chinese-days has no arrangement for it; use --provisional`,
      )
    }
    const holiday = statutory.get(date)
    const name =
      holiday ?? (detail.work ? `${arranged}调休上班` : isWeekend(date) ? `${arranged}假期` : `${arranged}调休放假`)
    days.push({ date, isWorkday: detail.work, isStatutoryHoliday: holiday !== undefined, name })
  }
  if (!days.some((day) => day.isWorkday)) {
    throw new Error(`chinese-days has no arrangement for ${year} yet; use --provisional`)
  }
  return days
}

function makeYear(year: number, notice: string): CalendarYear {
  const statutory = statutoryHolidays(year)
  if (notice !== '--provisional') {
    return { year, sourceNotice: notice, provisional: false, days: publishedDays(year, statutory) }
  }
  const days = [...statutory].sort().map(([date, name]) => ({ date, isWorkday: false, isStatutoryHoliday: true, name }))
  return { year, sourceNotice: `${LAW}；国务院办公厅当年放假安排尚未载入`, provisional: true, days }
}

const [yearText = '', notice = ''] = process.argv.slice(2)
if (!/^20\d\d$/.test(yearText) || notice === '') {
  process.stdout.write(`${HELP}\n`)
  process.exitCode = yearText === '--help' ? 0 : 1
} else {
  const made = makeYear(Number(yearText), notice)
  // One day a line keeps a year's diff readable next to the printed notice.
  const { days, ...head } = made
  const lines = days.map((day) => `    ${JSON.stringify(day)}`).join(',\n')
  writeFileSync(
    `content/calendar/${yearText}.json`,
    `${JSON.stringify({ ...head, days: [] }, null, 2).replace('"days": []', `"days": [\n${lines}\n  ]`)}\n`,
  )
}
