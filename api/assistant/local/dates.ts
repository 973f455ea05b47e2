import { addDays, endOfMonth, isoDate, monthBefore, weekdayOf } from './day-arithmetic.ts'
import { FESTIVAL_NAMES, festivalDay } from './holidays.ts'
import { readNumeral } from './numerals.ts'
import type { Span } from './types.ts'

/** A day named in a message (normalised text); never later than today. */
export interface DateMention extends Span {
  readonly iso: string
  /** 上个月底, 双十一: probably that day, to be confirmed. */
  readonly approximate: boolean
}

type Reader = (groups: readonly (string | undefined)[], today: string) => string | undefined

const figure = (words: string | undefined): number =>
  words === undefined ? Number.NaN : /^\d+$/.test(words) ? Number(words) : (readNumeral(words) ?? Number.NaN)
const HAN = '[一二两三四五六七八九十]{1,3}'
const WEEKDAYS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  末: 6,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
  '5': 5,
  '6': 6,
  '7': 7,
}
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?'
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const RELATIVE_DAYS: Readonly<Record<string, number>> = { 今: 0, 昨: 1, 前: 2, 大前: 3 }

/** A month and day without a year: the latest such day that is not in the future. */
const latest = (month: number, day: number, today: string): string | undefined => {
  const year = Number(today.slice(0, 4))
  const thisYear = isoDate(year, month, day)
  return thisYear !== undefined && thisYear <= today ? thisYear : isoDate(year - 1, month, day)
}

/** Day `weekday` of the week `weeksBack` weeks ago (weeks start on Monday). */
const dayOfWeek = (weekday: number, weeksBack: number, today: string): string =>
  addDays(today, weekday - weekdayOf(today) - 7 * weeksBack)

/** The most recent past day of that name, today excluded. */
const lastNamed = (weekday: number, today: string): string =>
  addDays(today, -((weekdayOf(today) - weekday + 6) % 7) - 1)

const yearOf = (words: string | undefined, today: string): number => {
  const thisYear = Number(today.slice(0, 4))
  if (words === undefined) return thisYear
  if (words.startsWith('去')) return thisYear - 1
  if (words.startsWith('前')) return thisYear - 2
  if (words.startsWith('今')) return thisYear
  const year = Number(words.replace(/\D/g, ''))
  return year < 100 ? 2000 + year : year
}

const RULES: readonly { pattern: RegExp; read: Reader; approximate?: boolean }[] = [
  {
    pattern: /(?<!\d)((?:19|20)\d{2})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?:日|号)?(?!\d)/g,
    read: ([, y, m, d]) => isoDate(Number(y), Number(m), Number(d)),
  },
  {
    pattern: /(?<!\d)(\d{2}年|今年的?|去年的?|前年的?)(\d{1,2})(?:月|\.)(\d{1,2})(?:日|号)/g,
    read: ([, y, m, d], today) => isoDate(yearOf(y, today), Number(m), Number(d)),
  },
  {
    pattern: new RegExp(`(今年|去年|前年)的?(${HAN})月(?:份的?)?(${HAN})(?:日|号)`, 'g'),
    read: ([, y, m, d], today) => isoDate(yearOf(y, today), figure(m), figure(d)),
  },
  {
    pattern: /(?<![\d年.])(\d{1,2})月(?:份的?)?(\d{1,2})(?:日|号)?(?![\d个])/g,
    read: ([, m, d], today) => latest(Number(m), Number(d), today),
  },
  {
    pattern: new RegExp(`(?<![一二三四五六七八九十年])(${HAN})月(?:份的?)?(${HAN})(?:日|号)`, 'g'),
    read: ([, m, d], today) => latest(figure(m), figure(d), today),
  },
  {
    pattern: /(?<![\d.])(\d{1,2})[./](\d{1,2})(?:日|号)(?![\d楼店])/g,
    read: ([, m, d], today) => latest(Number(m), Number(d), today),
  },
  {
    pattern: new RegExp(`(上上|上|这|本)个?月的?(\\d{1,2}|${HAN})[日号]`, 'g'),
    read: ([, which, d], today) => {
      const { year, month } = monthBefore(today, which === '上上' ? 2 : which === '上' ? 1 : 0)
      return isoDate(year, month, figure(d))
    },
  },
  {
    pattern: /(上上|上)个?月(?:的)?(?:底|末|最后一天)/g,
    approximate: true,
    read: ([, which], today) => {
      const { year, month } = monthBefore(today, which === '上上' ? 2 : 1)
      return endOfMonth(year, month)
    },
  },
  {
    pattern: /(上上|上|这|本)?(?:个)?(?:周|星期|礼拜)(?:的)?([一二三四五六日天末1-7])(?![\d年月个\u5e74])/g,
    read: ([, which, name], today) => {
      const weekday = WEEKDAYS[name ?? ''] ?? 7
      if (which === undefined) return lastNamed(weekday, today)
      return dayOfWeek(weekday, which === '上上' ? 2 : which === '上' ? 1 : 0, today)
    },
  },
  {
    pattern: new RegExp(`(?<![\\d十])(\\d{1,3}|${HAN})(?:天|日)(?:之前|以前|前)`, 'g'),
    read: ([, n], today) => addDays(today, -figure(n)),
  },
  {
    pattern: /(大前|前|昨|今)(?:天|日(?!子)|儿个?|晚上?|早上?|夜里)/g,
    read: ([, which], today) => addDays(today, -(RELATIVE_DAYS[which ?? ''] ?? 0)),
  },
  { pattern: /(?:刚刚|刚才)/g, approximate: true, read: (_, today) => today },
  {
    pattern: new RegExp(`(今年|去年|前年)的?(${FESTIVAL_NAMES})(?!期间|假期|前|后)(?:节)?(?:那天|当天|当日)?`, 'g'),
    approximate: true,
    read: ([, year, name], today) => {
      const end = `${yearOf(year, today)}-12-31`
      return festivalDay(name ?? '', end < today ? end : today)
    },
  },
  {
    pattern: new RegExp(
      `(${FESTIVAL_NAMES})(?!期间|假期|前|后|路|街|店|大)(?:节)?(?:那天|当天|当日|那日|晚上|这天)?`,
      'g',
    ),
    approximate: true,
    read: ([, name], today) => festivalDay(name ?? '', today),
  },
  {
    pattern: /(?<![\d.月路街巷道弄村区])([12]?\d|3[01])号(?=[^楼线院店桌门铺柜码机位库的房厅馆台口车窗][^院楼]|$)/g,
    read: ([, d], today) => {
      const { year, month } = monthBefore(today, 0)
      const here = isoDate(year, month, Number(d))
      if (here !== undefined && here <= today) return here
      const last = monthBefore(today, 1)
      return isoDate(last.year, last.month, Number(d))
    },
  },
  { pattern: /\b(?:the )?day before yesterday\b/g, read: (_, today) => addDays(today, -2) },
  { pattern: /\b(?:yesterday|last night)\b/g, read: (_, today) => addDays(today, -1) },
  { pattern: /\b(?:today|this (?:morning|afternoon|evening)|tonight|just now)\b/g, read: (_, today) => today },
  {
    pattern: /\b(last|on|this past|this) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/g,
    read: ([, , name], today) => lastNamed(DAYS.indexOf(name ?? '') + 1, today),
  },
  {
    pattern: new RegExp(`\\b${MONTH_NAME} (\\d{1,2})(?:st|nd|rd|th)?(?:,? ((?:19|20)\\d{2}))?\\b`, 'g'),
    read: ([, m, d, y], today) => monthDay(m, d, y, today),
  },
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH_NAME}(?:,? ((?:19|20)\\d{2}))?\\b`, 'g'),
    read: ([, d, m, y], today) => monthDay(m, d, y, today),
  },
  {
    pattern: /\b(\d{1,3}|one|two|three|four|five|six|seven|ten) days? ago\b/g,
    read: ([, n], today) => addDays(today, -englishCount(n)),
  },
]

const monthDay = (
  month: string | undefined,
  day: string | undefined,
  year: string | undefined,
  today: string,
): string | undefined => {
  const number = MONTHS.indexOf((month ?? '').slice(0, 3)) + 1
  return year === undefined ? latest(number, Number(day), today) : isoDate(Number(year), number, Number(day))
}
const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
}
const englishCount = (words: string | undefined): number => WORDS[words ?? ''] ?? Number(words)

/** 生产日期, 保质期: these days say something about the goods, not about the event. */
const ABOUT_GOODS =
  /(?:生产日期|保质期|有效期|生产于|到期|截止|截至|过期|日期|批号)(?:是|为|到|至|于|在|:|标的?|写的?|打的?|\s){0,3}$/
const ABOUT_GOODS_AFTER = /^(?:之?前)?(?:到期|过期|生产(?!商)|出厂|截止|之前有效)/

/** More days than this in one message are a list, not a story; also keeps the time bounded. */
const MOST_DAYS = 40

/**
 * Days named in a lower-case normalised message, in order of appearance. Vague times (上周, 前几天, 最近)
 * and days after `today` are left out. `today` is the calendar day in Asia/Shanghai.
 */
export const findDates = (lower: string, today: string): DateMention[] => {
  const found: DateMention[] = []
  for (const { pattern, read, approximate = false } of RULES) {
    for (const match of lower.matchAll(pattern)) {
      if (found.length >= MOST_DAYS) break
      const start = match.index
      const end = start + match[0].length
      if (found.some((other) => start < other.end && other.start < end)) continue
      if (
        ABOUT_GOODS.test(lower.slice(Math.max(0, start - 10), start)) ||
        ABOUT_GOODS_AFTER.test(lower.slice(end, end + 6))
      )
        continue
      const iso = safeRead(read, match, today)
      if (iso !== undefined && iso <= today && iso >= '1990-01-01') found.push({ start, end, iso, approximate })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

const safeRead = (read: Reader, match: readonly (string | undefined)[], today: string): string | undefined => {
  const iso = read(match, today)
  return iso !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso : undefined
}
