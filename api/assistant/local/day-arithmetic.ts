/** Plain calendar arithmetic on ISO dates; no clock, no time zone. */

const DAY = 86_400_000
const toNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`)
const fromNumber = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** The day `days` after (or before) an ISO day. */
export const addDays = (iso: string, days: number): string => fromNumber(toNumber(iso) + days * DAY)

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (iso: string): number => new Date(toNumber(iso)).getUTCDay() || 7

/** An ISO date, or undefined when there is no such day (31 June). */
export const isoDate = (year: number, month: number, day: number): string | undefined => {
  if (!(year >= 1990 && year <= 2100) || !(month >= 1 && month <= 12) || !(day >= 1 && day <= 31)) return undefined
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return fromNumber(toNumber(iso)) === iso ? iso : undefined
}

/** Year and month `back` months before that of `iso`. */
export const monthBefore = (iso: string, back: number): { year: number; month: number } => {
  const months = Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1 - back
  return { year: Math.floor(months / 12), month: (months % 12) + 1 }
}

/** Last day of a month. */
export const endOfMonth = (year: number, month: number): string => fromNumber(Date.UTC(year, month, 0))
