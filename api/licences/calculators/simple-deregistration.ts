/** Whether simple deregistration (简易注销) is possible, and its days. Pure. */
import type { Calculators } from '../../../content/schema-calculators.ts'
import type { WorkCalendar } from '../../calendar/calendar.ts'
import { dueOn } from '../../calendar/deadlines.ts'
import { type Calculated, inBoth, line } from './words.ts'

export interface SimpleDeregistrationInput {
  form: 'sole-trader' | 'company'
  /** Day of the application, or of publication. */
  startOn: string
  /** Ids of the bars that apply. */
  bars: readonly string[]
}

/** @throws RangeError when a needed calendar year is not loaded */
export function simpleDeregistration(
  { simpleDeregistration: rule }: Calculators,
  { form, startOn, bars }: SimpleDeregistrationInput,
  calendar: WorkCalendar,
): Calculated {
  const barred = rule.bars.filter(({ id }) => bars.includes(id))
  const checked = line('licences.calc.simple.checked', { count: rule.bars.length }, ...rule.basis)
  if (barred.length > 0) {
    return {
      verdict: inBoth('licences.calc.simple.barred'),
      tone: 'bad',
      dates: [],
      working: [checked, ...barred.map(({ text, basis }) => ({ text, basis: [basis] }))],
    }
  }
  const day = (limit: { count: number; unit: 'working-day' | 'calendar-day' }, from: string) =>
    dueOn({ from, ...limit, calendar }).dueOn
  if (form === 'sole-trader') {
    const ends = day(rule.soleTrader, startOn)
    return {
      verdict: inBoth('licences.calc.simple.soleTrader', { day: { day: ends } }),
      tone: 'good',
      dates: [{ what: inBoth('licences.calc.simple.objections'), on: ends }],
      working: [
        checked,
        line(
          'licences.calc.simple.pushed',
          { count: rule.soleTrader.count, start: { day: startOn }, day: { day: ends } },
          ...rule.basis.slice(0, 1),
        ),
      ],
    }
  }
  const published = day(rule.publication, startOn)
  const until = day(rule.applyWithin, published)
  return {
    verdict: inBoth('licences.calc.simple.company', { day: { day: published }, until: { day: until } }),
    tone: 'good',
    dates: [
      { what: inBoth('licences.calc.simple.published'), on: published },
      { what: inBoth('licences.calc.simple.until'), on: until },
    ],
    working: [
      checked,
      line(
        'licences.calc.simple.publication',
        { count: rule.publication.count, start: { day: startOn }, day: { day: published } },
        ...rule.basis,
      ),
      line('licences.calc.simple.apply', { count: rule.applyWithin.count, day: { day: until } }, ...rule.basis),
    ],
  }
}
