/** When the annual report (年度报告) is due. Pure; the window is content/licences/calculators.yaml. */
import type { Calculators } from '../../../content/schema-calculators.ts'
import { type Calculated, inBoth, line } from './words.ts'

export interface AnnualReportInput {
  formedOn: string
  form: 'sole-trader' | 'company'
}

export function annualReport(
  { annualReport: rule }: Calculators,
  { formedOn, form }: AnnualReportInput,
  today: string,
): Calculated {
  const formed = Number(formedOn.slice(0, 4))
  const thisYear = Number(today.slice(0, 4))
  const first = formed + 1
  const notYet = thisYear < first
  const year = notYet ? first : thisYear
  const opens = `${year}-${rule.opens}`
  const closes = `${year}-${rule.closes}`
  const late = !notYet && today > closes
  const next = { opens: `${year + 1}-${rule.opens}`, closes: `${year + 1}-${rule.closes}` }
  const params = { about: year - 1, day: { day: closes }, opens: { day: opens } }
  return {
    verdict: notYet
      ? inBoth('licences.calc.annual.notYet', params)
      : inBoth(late ? 'licences.calc.annual.late' : 'licences.calc.annual.open', params),
    tone: late ? 'bad' : notYet ? 'good' : 'attention',
    dates: [
      { what: inBoth('licences.calc.annual.opens', { about: year - 1 }), on: opens },
      { what: inBoth('licences.calc.annual.closes', { about: year - 1 }), on: closes },
      ...(late ? [{ what: inBoth('licences.calc.annual.closes', { about: year }), on: next.closes }] : []),
    ],
    working: [
      line('licences.calc.annual.first', { formed, first }, rule.firstYearBasis),
      line(
        'licences.calc.annual.window',
        { opens: { day: opens }, closes: { day: closes }, about: year - 1 },
        ...rule.basis,
      ),
      ...(form === 'sole-trader' ? [line('licences.calc.annual.soleTrader', {}, rule.soleTraderBasis)] : []),
      line(late ? 'licences.calc.annual.missed' : 'licences.calc.annual.ifMissed', {}, rule.missedBasis),
    ],
  }
}
