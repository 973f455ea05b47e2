/** Dates, money and telephone numbers as people read them. Times are shown in Chinese civil time. */
import { type Locale, t } from '../../content/messages/index.ts'

const TAG = { zh: 'zh-CN', en: 'en-GB' } as const
const ZONE = 'Asia/Shanghai'

/** A calendar date `YYYY-MM-DD` is a day, not an instant: it is formatted without a time zone. */
const dayOf = (date: string) => new Date(`${date}T00:00:00Z`)

/** `2026年12月1日（星期二）`, `Tuesday 1 December 2026`. */
export function formatDay(locale: Locale, date: string): string {
  const plain = formatDate(locale, date)
  const weekday = new Intl.DateTimeFormat(TAG[locale], { weekday: 'long', timeZone: 'UTC' }).format(dayOf(date))
  return locale === 'en' ? `${weekday} ${plain}` : `${plain}（${weekday}）`
}

/** `2026年12月1日`, `1 December 2026`. */
export function formatDate(locale: Locale, date: string): string {
  return new Intl.DateTimeFormat(TAG[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(dayOf(date))
}

/** `2026年11月22日 09:05`, `22 November 2026, 09:05`, from an ISO 8601 instant. */
export function formatTime(locale: Locale, instant: string): string {
  const date = new Date(instant)
  const day = new Intl.DateTimeFormat(TAG[locale], { dateStyle: 'long', timeZone: ZONE }).format(date)
  const time = new Intl.DateTimeFormat(TAG[locale], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: ZONE,
  }).format(date)
  return locale === 'en' ? `${day}, ${time}` : `${day} ${time}`
}

/** A decimal string of the contract as money: `358.00` → `358 元`, `358.5` → `358.50 元`; English `¥358`. */
export function formatYuan(locale: Locale, yuan: string): string {
  const value = Number(yuan)
  const digits = Number.isInteger(value) ? 0 : 2
  const text = new Intl.NumberFormat(TAG[locale], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)
  return t(locale, 'common.amount', { amount: text })
}

export const formatNumber = (locale: Locale, value: number) => new Intl.NumberFormat(TAG[locale]).format(value)

/** Address that dials `phone`, for instance `tel:053100000011`. */
export const telephone = (phone: string) => `tel:${phone.replace(/[^\d+]/g, '')}`
