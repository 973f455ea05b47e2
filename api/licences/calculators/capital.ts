/** By when subscribed capital (认缴出资) has to be paid. Pure. */
import type { Calculators } from '../../../content/schema-calculators.ts'
import { addDays } from '../../calendar/calendar.ts'
import { type Calculated, inBoth, line } from './words.ts'

export interface CapitalInput {
  formedOn: string
  /** Last day the articles of association give now; null when they give none. */
  promisedUntil: string | null
  form: 'limited' | 'joint-stock'
}

export function capital({ capital: rule }: Calculators, { formedOn, promisedUntil, form }: CapitalInput): Calculated {
  if (formedOn > rule.oldUntil) {
    const last = yearsLater(formedOn, rule.years)
    const late = promisedUntil !== null && promisedUntil > last
    return {
      verdict: inBoth(late ? 'licences.calc.capital.tooLong' : 'licences.calc.capital.new', { day: { day: last } }),
      tone: late ? 'attention' : 'good',
      dates: [{ what: inBoth('licences.calc.capital.paidBy'), on: last }],
      working: [
        line(
          'licences.calc.capital.formedAfter',
          { formed: { day: formedOn }, limit: { day: rule.oldUntil } },
          rule.oldBasis,
        ),
        line('licences.calc.capital.fiveYears', { count: rule.years, day: { day: last } }, rule.basis),
      ],
    }
  }
  const before = line(
    'licences.calc.capital.formedBefore',
    { formed: { day: formedOn }, limit: { day: rule.oldUntil } },
    rule.oldBasis,
  )
  if (form === 'joint-stock') {
    return {
      verdict: inBoth('licences.calc.capital.jointStock', { day: { day: rule.adjustBy } }),
      tone: 'attention',
      dates: [{ what: inBoth('licences.calc.capital.paidBy'), on: rule.adjustBy }],
      working: [before, line('licences.calc.capital.jointStockRule', { day: { day: rule.adjustBy } }, rule.oldBasis)],
    }
  }
  const last = addDays(yearsLater(rule.countFrom, rule.years), -1)
  const long = promisedUntil !== null && promisedUntil > last
  return {
    verdict: long
      ? inBoth('licences.calc.capital.adjust', { day: { day: rule.adjustBy }, last: { day: last } })
      : promisedUntil === null
        ? inBoth('licences.calc.capital.lookUp', { last: { day: last } })
        : inBoth('licences.calc.capital.keep', { promised: { day: promisedUntil } }),
    tone: long || promisedUntil === null ? 'attention' : 'good',
    dates: long
      ? [
          { what: inBoth('licences.calc.capital.adjustBy'), on: rule.adjustBy },
          { what: inBoth('licences.calc.capital.paidBy'), on: last },
        ]
      : promisedUntil === null
        ? []
        : [{ what: inBoth('licences.calc.capital.paidBy'), on: promisedUntil }],
    working: [
      before,
      line(
        'licences.calc.capital.oldRule',
        { count: rule.years, from: { day: rule.countFrom }, last: { day: last }, adjust: { day: rule.adjustBy } },
        rule.oldBasis,
      ),
    ],
  }
}

/** The same day some years later; 29 February becomes 28 February. */
function yearsLater(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years
  const leap = day.endsWith('02-29') && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
  return leap ? `${year}-02-28` : `${year}${day.slice(4)}`
}
