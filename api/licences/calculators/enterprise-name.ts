/** A first look at an enterprise name (企业名称自查): its four parts, and words the provisions forbid. Pure; the registry decides. */
import type { Calculators } from '../../../content/schema-calculators.ts'
import { type Calculated, inBoth, type Line, line } from './words.ts'

export interface NameParts {
  district: string
  ownName: string
  trade: string
  form: string
}

const DISTRICT = /^(?:[\u4e00-\u9fff]{2,3}省)?[\u4e00-\u9fff]{2,5}?(?:省|市|自治区)(?:[\u4e00-\u9fff]{2,4}?(?:区|县))?/
const HAN = /^[\u4e00-\u9fff（）·]+$/

/** @param districts names of our own district and the places above it, long ones too, as people write them */
export function partsOf({ name: rule }: Calculators, typed: string, districts: readonly string[]): NameParts {
  const form = rule.forms.find(({ word }) => typed.endsWith(word))?.word ?? ''
  const body = form ? typed.slice(0, -form.length) : typed
  const begun = [DISTRICT.exec(body)?.[0] ?? '', ...districts.filter((each) => body.startsWith(each))]
  const district = begun.reduce((best, each) => (each.length > best.length ? each : best))
  const rest = body.slice(district.length)
  const trade = [...rule.trades].sort((a, b) => b.length - a.length).find((each) => rest.endsWith(each)) ?? ''
  return { district, ownName: trade ? rest.slice(0, -trade.length) : rest, trade, form }
}

export function enterpriseName(rules: Calculators, typed: string, districts: readonly string[]): Calculated {
  const rule = rules.name
  const name = typed.normalize('NFKC').replace(/\s/g, '').replaceAll('(', '（').replaceAll(')', '）')
  const parts = partsOf(rules, name, districts)
  const wrong: Line[] = [
    ...(HAN.test(name) ? [] : [line('licences.calc.name.han', {}, { law: rule.order.law, article: '5' })]),
    ...([...parts.ownName].length < rule.minimum
      ? [line('licences.calc.name.short', { own: parts.ownName || '–', count: rule.minimum }, rule.ownName)]
      : []),
    ...(parts.form ? [] : [line('licences.calc.name.noForm', {}, rule.order, rule.limitedBasis)]),
    ...hits(rule, name, 'refuse'),
  ]
  const look: Line[] = [
    ...(parts.district ? [] : [line('licences.calc.name.noDistrict', {}, rule.order)]),
    ...(parts.trade ? [] : [line('licences.calc.name.noTrade', {}, rule.order)]),
    ...hits(rule, name, 'look'),
  ]
  return {
    verdict: inBoth(
      wrong.length > 0
        ? 'licences.calc.name.bad'
        : look.length > 0
          ? 'licences.calc.name.look'
          : 'licences.calc.name.good',
      { name },
    ),
    tone: wrong.length > 0 ? 'bad' : look.length > 0 ? 'attention' : 'good',
    dates: [],
    working: [
      line(
        'licences.calc.name.parts',
        {
          district: parts.district || '–',
          own: parts.ownName || '–',
          trade: parts.trade || '–',
          form: parts.form || '–',
        },
        rule.order,
      ),
      ...wrong,
      ...look,
      line('licences.calc.name.same', {}, rule.same),
      line('licences.calc.name.kept', {}, rule.kept),
    ],
  }
}

const hits = ({ rules }: Calculators['name'], name: string, weight: 'refuse' | 'look'): Line[] =>
  rules.flatMap((each) => {
    const word = each.words.find((candidate) => name.includes(candidate))
    return each.weight === weight && word !== undefined
      ? [{ text: inBoth('licences.calc.name.word', { word, rule: each.text }), basis: [each.basis] }]
      : []
  })
