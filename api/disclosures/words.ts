/** Names of codes, sums and laws in the reader's language. */

import { type Locale, t } from '../../content/messages/index.ts'
import { articleLabel } from '../../content/rules/cite.ts'
import type { CodeTable, Content, DisclosureType } from '../../content/schema.ts'
import type { CitedLaw } from './model.ts'
import { UNSTATED } from './query.ts'

/** What a name is looked up in. */
export type NameTable = CodeTable | 'breaches' | 'stations' | 'laws'
/** The part of the content that names come from: little, and a thread can be given it. */
export interface Names {
  disclosures: Content['disclosures']
  find: Pick<Content['find'], 'law' | 'station'>
}

/** Name of a code; the code itself when the tables no longer know it. */
export function nameOf(content: Names, locale: Locale, table: NameTable, id: string): string {
  if (id === UNSTATED) return t(locale, 'disclosures.figures.noStation')
  if (table === 'breaches') return content.disclosures.find.breach.get(id)?.title[locale] ?? id
  if (table === 'stations') return content.find.station.get(id)?.name[locale] ?? id
  if (table === 'laws') return lawTitle(content, locale, { law: id, title: id })
  return content.disclosures.find.code[table].get(id)?.title[locale] ?? id
}

export const typeName = (locale: Locale, type: DisclosureType) => t(locale, `disclosures.type.${type}`)

/** The table a type's `result` comes from. */
export const RESULTS = {
  inspection: 'inspectionResults',
  sampling: 'samplingResults',
  permit: 'permitResults',
} as const

export function resultName(content: Names, locale: Locale, type: DisclosureType, result: string | null): string | null {
  if (result === null) return null
  return type in RESULTS ? nameOf(content, locale, RESULTS[type as keyof typeof RESULTS], result) : result
}

export function lawTitle(content: Names, locale: Locale, { law, title }: Pick<CitedLaw, 'law' | 'title'>): string {
  const known = law === null ? undefined : content.find.law.get(law)
  return known ? (locale === 'zh' ? known.title : known.titleEn) : title
}

/** A law cited, as shown. */
export function citedLaw(content: Names, locale: Locale, cited: CitedLaw) {
  const known = cited.law === null ? undefined : content.find.law.get(cited.law)
  return {
    title: lawTitle(content, locale, cited),
    article: cited.article === null ? '' : articleLabel({ article: cited.article }, locale),
    url: known?.url ?? null,
  }
}

/** `50,000 元`, from ten thousand on `5 万元`; English `¥50,000`. */
export function yuanWords(locale: Locale, yuan: string): string {
  const value = Number(yuan)
  if (locale === 'zh' && value >= 10_000 && value % 100 === 0) return `${number(value / 10_000)} 万元`
  return locale === 'zh' ? `${number(value)} 元` : `¥${number(value)}`
}

/** `2026 年 6 月 1 日`, `1 June 2026`. */
export function dayWords(locale: Locale, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  if (locale === 'zh') return `${year} 年 ${Number(month)} 月 ${Number(date)} 日`
  return ENGLISH_DAY.format(new Date(`${day}T00:00:00Z`))
}

// Made once: making a formatter costs fifty times what using it does.
const ENGLISH_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
/** With at most two decimals and a comma at each thousand, in both languages; an `Intl` formatter takes ten times as long. */
function number(value: number): string {
  const digits = value.toFixed(2)
  const point = digits.length - 3
  let end = ((point - 1) % 3) + 1
  let words = digits.slice(0, end)
  for (; end < point; end += 3) words += `,${digits.slice(end, end + 3)}`
  return digits.endsWith('.00') ? words : words + digits.slice(point, digits.endsWith('0') ? -1 : digits.length)
}

/** Joins parts the way the language lists things. */
export const listed = (locale: Locale, parts: readonly string[]) => parts.join(locale === 'zh' ? '、' : ', ')
