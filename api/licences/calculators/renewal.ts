/** When to ask for the next term of a permit (延续). Pure; the periods stand on the service cards. */
import type { ServiceCard } from '../../../content/schema-licences.ts'
import { addDays, type WorkCalendar } from '../../calendar/calendar.ts'
import { type Calculated, inBoth, line } from './words.ts'

type Before = NonNullable<ServiceCard['renewal']>['closes']

/** @throws RangeError when a needed calendar year is not loaded */
export function renewal(
  card: ServiceCard,
  expiresOn: string,
  today: string,
  calendar: WorkCalendar,
): Calculated | undefined {
  const rule = card.renewal
  if (!rule) return undefined
  const opens = rule.opens && back(expiresOn, rule.opens, calendar)
  const closes = back(expiresOn, rule.closes, calendar)
  const late = today > closes
  const early = opens !== null && today < opens
  const name = { what: card.title, day: { day: closes } }
  return {
    verdict: inBoth(
      today > expiresOn
        ? 'licences.calc.renewal.expired'
        : late
          ? 'licences.calc.renewal.late'
          : early
            ? 'licences.calc.renewal.early'
            : 'licences.calc.renewal.now',
      { ...name, opens: { day: opens ?? today } },
    ),
    tone: late ? 'bad' : early ? 'good' : 'attention',
    dates: [
      ...(opens ? [{ what: inBoth('licences.calc.renewal.opens'), on: opens }] : []),
      { what: inBoth('licences.calc.renewal.closes'), on: closes },
      { what: inBoth('licences.calc.renewal.expires'), on: expiresOn },
    ],
    working: [
      ...(rule.opens && opens ? [counted(rule.opens, expiresOn, opens, rule.basis)] : []),
      counted(rule.closes, expiresOn, closes, rule.basis),
    ],
  }
}

const counted = (before: Before, from: string, to: string, basis: NonNullable<ServiceCard['renewal']>['basis']) =>
  line(
    `licences.calc.renewal.back.${before.unit}`,
    { count: before.count, from: { day: from }, to: { day: to } },
    basis,
  )

/** The day that lies so long before; a month back from the 31st is the last day of a shorter month. */
function back(from: string, { count, unit }: Before, calendar: WorkCalendar): string {
  if (unit === 'calendar-day') return addDays(from, -count)
  if (unit === 'month') {
    const [year = 0, month = 0, day = 0] = from.split('-').map(Number)
    const last = new Date(Date.UTC(year, month - count, 0)).getUTCDate()
    return new Date(Date.UTC(year, month - 1 - count, Math.min(day, last))).toISOString().slice(0, 10)
  }
  let at = from
  for (let left = count; left > 0; ) {
    at = addDays(at, -1)
    if (calendar.isWorkday(at)) left -= 1
  }
  return at
}
