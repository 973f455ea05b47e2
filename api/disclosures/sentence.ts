/** The filter as a sentence and as removable parts: 食品类行政处罚，罚款 5 万元以上，2026 年 6 月 1 日以来，共 38 件. */
import { type Locale, t } from '../../content/messages/index.ts'
import type { Content } from '../../content/schema.ts'
import { CODE_FILTERS, type DisclosureFilter } from './query.ts'
import { dayWords, lawTitle, listed, nameOf, RESULTS, typeName, yuanWords } from './words.ts'

/** One part of a filter in words; taking `param`'s `value` out of the address removes it. */
export interface Applied {
  param: keyof DisclosureFilter
  value: string
  label: string
}

/** Every part of the filter that can be taken off on its own, in the order of the sentence. */
export function appliedFilters(content: Content, locale: Locale, filter: DisclosureFilter): Applied[] {
  const { q, type = [], result = [], law = [], uscc, from, to, fineMin, fineMax } = filter
  const one = (param: Applied['param'], value: string | undefined, label: (value: string) => string): Applied[] =>
    value ? [{ param, value, label: label(value) }] : []
  return [
    ...one('q', q, (words) => t(locale, 'disclosures.part.words', { words })),
    ...type.map((value) => ({ param: 'type' as const, value, label: typeName(locale, value) })),
    ...Object.entries(CODE_FILTERS).flatMap(([param, table]) =>
      (filter[param as keyof typeof CODE_FILTERS] ?? []).map((value) => ({
        param: param as keyof typeof CODE_FILTERS,
        value,
        label: nameOf(content, locale, table, value),
      })),
    ),
    ...result.map((value) => ({ param: 'result' as const, value, label: anyResult(content, locale, value) })),
    ...law.map((value) => ({ param: 'law' as const, value, label: lawWords(content, locale, value) })),
    ...one('uscc', uscc, (value) => value),
    ...one('fineMin', fineMin, (sum) => t(locale, 'disclosures.part.fineMin', { sum: yuanWords(locale, sum) })),
    ...one('fineMax', fineMax, (sum) => t(locale, 'disclosures.part.fineMax', { sum: yuanWords(locale, sum) })),
    ...one('from', from, (day) => t(locale, 'disclosures.part.from', { day: dayWords(locale, day) })),
    ...one('to', to, (day) => t(locale, 'disclosures.part.to', { day: dayWords(locale, day) })),
  ]
}

export function sentenceOf(content: Content, locale: Locale, filter: DisclosureFilter, total: number): string {
  return capital(t(locale, 'disclosures.sentence', { parts: filterWords(content, locale, filter), count: total }))
}

/** The sentence without its count: what a filter is about. */
export function filterWords(content: Content, locale: Locale, filter: DisclosureFilter): string {
  const { type, topic, fineMin, fineMax, from, to } = filter
  const kinds =
    listed(
      locale,
      (type ?? []).map((each) => typeName(locale, each)),
    ) || t(locale, 'disclosures.part.everything')
  const matters = listed(
    locale,
    (topic ?? []).map((each) => within(locale, nameOf(content, locale, 'topics', each))),
  )
  const fine =
    fineMin && fineMax
      ? t(locale, 'disclosures.part.fineBetween', { min: yuanWords(locale, fineMin), max: yuanWords(locale, fineMax) })
      : undefined
  const days =
    from && to
      ? t(locale, 'disclosures.part.between', { from: dayWords(locale, from), to: dayWords(locale, to) })
      : undefined
  const said: readonly string[] = [
    'type',
    'topic',
    ...(fine ? ['fineMin', 'fineMax'] : []),
    ...(days ? ['from', 'to'] : []),
  ]
  const others = appliedFilters(content, locale, filter).filter(({ param }) => !said.includes(param))
  const isDay = ({ param }: Applied) => param === 'from' || param === 'to'
  const parts = [
    matters === '' ? kinds : t(locale, 'disclosures.part.about', { kinds, matters }),
    ...others
      .filter((part) => !isDay(part))
      .map(({ param, label }) => (param === 'station' ? label : within(locale, label))),
    ...(fine ? [fine] : []),
    ...(days ? [days] : others.filter(isDay).map(({ label }) => label)),
  ]
  return parts.join(t(locale, 'disclosures.part.separator'))
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

/** A name in the middle of a sentence: English then begins it small. */
const within = (locale: Locale, name: string) => (locale === 'en' ? name.charAt(0).toLowerCase() + name.slice(1) : name)

/** A result code names itself whatever the type: the tables share no code. */
export function anyResult(content: Content, locale: Locale, value: string): string {
  const table = Object.values(RESULTS).find((each) => content.disclosures.find.code[each].has(value))
  return table ? nameOf(content, locale, table, value) : value
}

function lawWords(content: Content, locale: Locale, value: string): string {
  const [law = '', article] = value.split('/')
  const title = lawTitle(content, locale, { law, title: law })
  return article === undefined
    ? t(locale, 'disclosures.part.law', { law: title })
    : t(locale, 'disclosures.part.article', { law: title, article })
}
