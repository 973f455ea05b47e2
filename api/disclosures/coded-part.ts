/** The part of a shown record that comes of its codes and days alone: thousands of records say the same. */
import type { Locale } from '../../content/messages/index.ts'
import { articleLabel } from '../../content/rules/cite.ts'
import { addDays } from '../calendar/calendar.ts'
import type { CitedLaw, Disclosure, RecordContent } from './model.ts'
import { earliestUnder, isNegative } from './publication-term.ts'
import { keeper, perLanguage, remembered } from './remembered.ts'
import type { DisclosureRow } from './tables.ts'
import { citedLaw, lawTitle, type Names, type NameTable, nameOf, resultName, typeName } from './words.ts'

/** The publication around a record's content. */
export type Published = Pick<DisclosureRow, 'id' | 'publishedOn' | 'withdrawOn' | 'termRule' | 'version' | 'demo'>

type CodesOfRecord = Pick<
  DisclosureRow,
  'type' | 'authority' | 'station' | 'laws' | 'breach' | 'penaltyKinds' | 'industry' | 'topic' | 'result'
>
type CodesAround = Omit<Published, 'id'>
export type Coded = CodesOfRecord & CodesAround

export type CodedPart = ReturnType<typeof codedPart>

export function codedPart(content: Names, locale: Locale, record: CodesOfRecord, about: CodesAround) {
  const named = (table: NameTable, id: string | null) => (id === null ? null : namedIn(content, locale)(table, id))
  const { type, station, result } = record
  return {
    type,
    typeName: typeName(locale, type),
    publishedOn: about.publishedOn,
    withdrawOn: about.withdrawOn,
    term: termOf(content, locale, record, about),
    authority: record.authority,
    station,
    stationName: station === null ? null : nameOf(content, locale, 'stations', station),
    laws: record.laws.map(citedIn(content, locale)),
    breach: named('breaches', record.breach),
    penaltyKinds: record.penaltyKinds.map((id) => namedIn(content, locale)('penaltyKinds', id)),
    industry: named('industries', record.industry),
    topic: named('topics', record.topic),
    result,
    resultName: resultName(content, locale, type, result),
    negative: isNegative(content.disclosures, record),
    version: about.version,
    demo: about.demo,
  }
}

/** The same object for the same codes. */
export function sharedPart(content: Names, locale: Locale, codes: Coded): CodedPart {
  const parts = partsIn(content, locale)
  const before = parts.get(codes)
  if (before) return before
  const part = Object.freeze(codedPart(content, locale, codes, codes))
  parts.set(codes, part)
  return part
}

const partsIn = perLanguage(() => new WeakMap<Coded, CodedPart>())

// Records are shown by the million, and what they name is named again and again. Frozen, since many hold the same.
const namedIn = perLanguage((names, locale) => {
  const kept = keeper<{ id: string; name: string }>()
  return (table: NameTable, id: string) =>
    kept(`${table} ${id}`, () => Object.freeze({ id, name: nameOf(names, locale, table, id) }))
})
const citedIn = perLanguage((names, locale) => {
  const kept = keeper<ReturnType<typeof citedLaw>>()
  return (cited: CitedLaw) =>
    kept(`${cited.law}\n${cited.article}\n${cited.title}`, () => Object.freeze(citedLaw(names, locale, cited)))
})
const termIn = perLanguage(() => keeper<Disclosure['term']>())

function termOf(names: Names, locale: Locale, record: CodesOfRecord, about: CodesAround): Disclosure['term'] {
  const key = `${about.termRule} ${about.withdrawOn} ${about.publishedOn} ${record.topic} ${record.penaltyKinds.join()}`
  return termIn(names, locale)(key, () => Object.freeze(termView(names, locale, record, about)))
}

const dayBefore = remembered((day) => addDays(day, -1))

function termView(
  content: Names,
  locale: Locale,
  { topic, penaltyKinds }: Pick<RecordContent, 'topic' | 'penaltyKinds'>,
  { withdrawOn, termRule, publishedOn }: CodesAround,
): Disclosure['term'] {
  const rule = content.disclosures.policy.terms.find(({ id }) => id === termRule)
  return {
    what: rule?.what[locale] ?? termRule,
    lastDay: withdrawOn === null ? null : dayBefore(withdrawOn),
    law: rule?.basis ? lawTitle(content, locale, { law: rule.basis.law, title: rule.basis.law }) : '',
    article: rule?.basis?.article ? articleLabel({ article: rule.basis.article }, locale) : '',
    confirmed: rule?.confirmed ?? false,
    earlyFrom: rule ? earliestUnder(content.disclosures, rule, { topic, penaltyKinds, publishedOn }) : null,
  }
}
