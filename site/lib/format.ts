/** Dates, money and telephone numbers as people read them. Times are shown in Chinese civil time. */
import { type Locale, t } from '../../content/messages/index.ts'

const TAG = { zh: 'zh-CN', en: 'en-GB' } as const
const ZONE = 'Asia/Shanghai'

/** A calendar date `YYYY-MM-DD` is a day, not an instant: it is formatted without a time zone. */
const dayOf = (date: string) => new Date(`${date}T00:00:00Z`)

/** Making a formatter costs fifty times what using it does; a list of records uses it a hundred times a page. */
function perLocale<T>(make: (tag: string) => T): Record<Locale, T> {
  return { zh: make(TAG.zh), en: make(TAG.en) }
}
const WEEKDAY = perLocale((tag) => new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }))
const DATE = perLocale((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }))
const ZONE_DATE = perLocale((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: ZONE }))
const ZONE_TIME = perLocale(
  (tag) => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE }),
)
const WHOLE = perLocale((tag) => new Intl.NumberFormat(tag))
const SHARE = perLocale((tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }))
const SHORT = perLocale((tag) => new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 }))
const CENTS = perLocale((tag) => new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }))

/** `2026年12月1日（星期二）`, `Tuesday 1 December 2026`. */
export function formatDay(locale: Locale, date: string): string {
  const plain = formatDate(locale, date)
  const weekday = WEEKDAY[locale].format(dayOf(date))
  return locale === 'en' ? `${weekday} ${plain}` : `${plain}（${weekday}）`
}

/** `2026年12月1日`, `1 December 2026`. */
export function formatDate(locale: Locale, date: string): string {
  return DATE[locale].format(dayOf(date))
}

/** `2026年11月22日 09:05`, `22 November 2026, 09:05`, from an ISO 8601 instant. */
export function formatTime(locale: Locale, instant: string): string {
  const date = new Date(instant)
  const day = ZONE_DATE[locale].format(date)
  const time = ZONE_TIME[locale].format(date)
  return locale === 'en' ? `${day}, ${time}` : `${day} ${time}`
}

/** A decimal string of the contract as money: `358.00` → `358 元`, `358.5` → `358.50 元`; English `¥358`. */
export function formatYuan(locale: Locale, yuan: string): string {
  const value = Number(yuan)
  return t(locale, 'common.amount', { amount: (Number.isInteger(value) ? WHOLE : CENTS)[locale].format(value) })
}

/** `0.125` → `12.5%`. */
export const formatShare = (locale: Locale, value: number) => SHARE[locale].format(value)
/** `5575000` → `557.5万`, `5.6m`. */
export const formatShort = (locale: Locale, value: number) => SHORT[locale].format(value)
export const formatNumber = (locale: Locale, value: number) => WHOLE[locale].format(value)

/** Address that dials `phone`, for instance `tel:053100000011`. */
export const telephone = (phone: string) => `tel:${phone.replace(/[^\d+]/g, '')}`

const TENTHS = perLocale((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }))

/** Size of a file: `312 KB`, `4.1 MB`. */
export function formatBytes(locale: Locale, bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024))
  return kilobytes < 1024 ? `${TENTHS[locale].format(kilobytes)} KB` : `${TENTHS[locale].format(kilobytes / 1024)} MB`
}
