/** The only place where a record becomes something to show: page, JSON, CSV, index document and notice all come from here. */
import { type Locale, t } from '../../content/messages/index.ts'
import { articleLabel } from '../../content/rules/cite.ts'
import { addDays, chinaDate } from '../calendar/calendar.ts'
import { contentOf, type OpenRow } from './content-of.ts'
import { detailRows } from './detail-words.ts'
import type { CitedLaw, Disclosure, RecordContent, Withdrawal, WithdrawnNotice } from './model.ts'
import { earliestUnder, isNegative } from './publication-term.ts'
import { keeper, perLanguage, remembered } from './remembered.ts'
import type { DisclosureRow, VersionRow } from './tables.ts'
import {
  citedLaw,
  dayWords,
  lawTitle,
  listed,
  type Names,
  type NameTable,
  nameOf,
  resultName,
  typeName,
  yuanWords,
} from './words.ts'

/** The publication around a record's content. */
type Published = Pick<DisclosureRow, 'id' | 'publishedOn' | 'withdrawOn' | 'termRule' | 'version' | 'demo'>

/** All that showing a record needs. */
export interface Naming {
  content: Names
}

/** Whether anybody may see it today; a record past its period is hidden even before the sweep takes it down. */
export function isShown(row: Pick<DisclosureRow, 'state' | 'withdrawOn'>, today: string): boolean {
  return row.state === 'published' && (row.withdrawOn === null || row.withdrawOn > today)
}

/** A record for everybody. The caller has asked `isShown`. */
export const publicView = (deps: Naming, locale: Locale, row: OpenRow & Published): Disclosure =>
  viewOf(deps, locale, contentOf(row), row)

/** The part of a record that a table holds; the same words as the whole. */
export const publicLine = (deps: Naming, locale: Locale, row: OpenRow & Published): DisclosureLine =>
  lineOf(deps, locale, contentOf(row), row)

export type DisclosureLine = ReturnType<typeof lineOf>

/** Any version of a record for everybody. */
export function viewOf(deps: Naming, locale: Locale, record: RecordContent, about: Published): Disclosure {
  const { content } = deps
  const line = lineOf(deps, locale, record, about)
  const matter = matterOf(content, locale, record)
  return {
    ...line,
    title: t(locale, 'disclosures.title', { party: record.partyName, what: matter }),
    matter,
    detail: record.detail,
    rows: detailRows(content, locale, record),
    negative: isNegative(content.disclosures, record),
    url: `/disclosures/${about.id}`,
  }
}

function lineOf(deps: Naming, locale: Locale, record: RecordContent, about: Published) {
  const { content } = deps
  const named = (table: NameTable, id: string | null) => (id === null ? null : namedIn(content, locale)(table, id))
  const { type, partyCategory, station, breach, industry, topic, result } = record
  return {
    id: about.id,
    type,
    typeName: typeName(locale, type),
    party: {
      name: record.partyName,
      category: partyCategory,
      categoryName: nameOf(content, locale, 'partyCategories', partyCategory),
      uscc: record.uscc,
    },
    decidedOn: record.decidedOn,
    publishedOn: about.publishedOn,
    withdrawOn: about.withdrawOn,
    term: termOf(content, locale, record, about),
    authority: record.authority,
    station,
    stationName: station === null ? null : nameOf(content, locale, 'stations', station),
    documentNumber: record.documentNumber,
    summary: summaryOf(deps, locale, record),
    laws: record.laws.map(citedIn(content, locale)),
    breach: named('breaches', breach),
    penaltyKinds: record.penaltyKinds.map((id) => namedIn(content, locale)('penaltyKinds', id)),
    industry: named('industries', industry),
    topic: named('topics', topic),
    fineYuan: record.fineYuan,
    confiscatedYuan: record.confiscatedYuan,
    result,
    resultName: resultName(content, locale, type, result),
    version: about.version,
    demo: about.demo,
  } satisfies Partial<Disclosure>
}

/** What is left at the address of a record no longer shown: nothing of the party, nothing of the text. */
export function noticeOf(
  locale: Locale,
  row: DisclosureRow,
  versions: readonly Pick<VersionRow, 'version' | 'kind' | 'at' | 'withdrawnAt' | 'withdrawal'>[],
): WithdrawnNotice {
  const kind = row.withdrawal ?? 'expired'
  const withdrawnOn = row.withdrawnAt ? chinaDate(row.withdrawnAt) : (row.withdrawOn ?? row.publishedOn)
  const { id, type, publishedOn, demo } = row
  return {
    id,
    type,
    typeName: typeName(locale, type),
    kind,
    sentence: t(locale, `disclosures.withdrawn.${kind}`),
    publishedOn,
    withdrawnOn,
    history: [
      ...versions.flatMap((each) => {
        const { version, kind: act, at } = each
        const before = suspensionOf(locale, each)
        return [
          ...(before ? [{ on: before.on, sentence: before.sentence }] : []),
          {
            on: act === 'original' ? publishedOn : chinaDate(at),
            sentence: t(locale, `disclosures.version.${act}`, { version }),
          },
        ]
      }),
      { on: withdrawnOn, sentence: t(locale, `disclosures.withdrawn.${kind}`) },
    ],
    demo,
  }
}

/** That a record had been taken down before it was published again. */
export function suspensionOf(
  locale: Locale,
  { withdrawnAt, withdrawal }: Pick<VersionRow, 'withdrawnAt' | 'withdrawal'>,
): { on: string; kind: Withdrawal; sentence: string } | null {
  if (!withdrawnAt || !withdrawal) return null
  return { on: chinaDate(withdrawnAt), kind: withdrawal, sentence: t(locale, `disclosures.withdrawn.${withdrawal}`) }
}

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

function termOf(names: Names, locale: Locale, record: RecordContent, about: Published): Disclosure['term'] {
  const key = `${about.termRule} ${about.withdrawOn} ${about.publishedOn} ${record.topic} ${record.penaltyKinds.join()}`
  return termIn(names, locale)(key, () => Object.freeze(termView(names, locale, record, about)))
}

const dayBefore = remembered((day) => addDays(day, -1))

function termView(
  content: Names,
  locale: Locale,
  { topic, penaltyKinds }: RecordContent,
  { withdrawOn, termRule, publishedOn }: Published,
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

/** What the record is about, in a few words. */
function matterOf(content: Names, locale: Locale, record: RecordContent): string {
  const { type, breach, result } = record
  const outcome = resultName(content, locale, type, result) ?? typeName(locale, type)
  switch (type) {
    case 'penalty':
      return breach === null ? typeName(locale, type) : nameOf(content, locale, 'breaches', breach)
    case 'inspection':
      return outcome
    case 'permit':
      return nameOf(content, locale, 'permits', record.detail.permit)
    case 'abnormal':
      return t(locale, `disclosures.list.${record.detail.list}`)
    case 'sampling':
      return t(locale, 'disclosures.title.sampling', { product: record.detail.product, result: outcome })
    case 'complaint-summary':
      return t(locale, 'disclosures.title.complaints', {
        from: dayWords(locale, record.detail.from),
        to: dayWords(locale, record.detail.to),
      })
    default:
      return record satisfies never
  }
}

/** One line under the title, from codes and sums, so that it reads in both languages. */
function summaryOf({ content }: Naming, locale: Locale, record: RecordContent): string {
  switch (record.type) {
    case 'penalty':
      return listed(
        locale,
        record.penaltyKinds.map((kind) => sanction(content, locale, record, kind)),
      )
    case 'inspection':
      return t(locale, 'disclosures.summary.inspection', {
        kind: nameOf(content, locale, 'inspectionKinds', record.detail.kind),
        results: listed(
          locale,
          record.detail.results.map((each) => nameOf(content, locale, 'inspectionResults', each)),
        ),
      })
    case 'permit':
      return record.detail.validTo === undefined
        ? t(locale, 'disclosures.summary.permitLongTerm')
        : t(locale, 'disclosures.summary.permit', { day: dayWords(locale, record.detail.validTo) })
    case 'sampling':
      return record.detail.failed.length === 0
        ? (resultName(content, locale, record.type, record.result) ?? '')
        : listed(locale, record.detail.failed)
    case 'abnormal':
      return record.detail.cause
    case 'complaint-summary': {
      const { received, accepted, settled } = record.detail
      return t(locale, 'disclosures.summary.complaints', { received, accepted, settled })
    }
    default:
      return record satisfies never
  }
}

function sanction(content: Names, locale: Locale, record: RecordContent, kind: string): string {
  const name = nameOf(content, locale, 'penaltyKinds', kind)
  const sum = kind === 'fine' ? record.fineYuan : kind === 'confiscate-income' ? record.confiscatedYuan : null
  return sum === null ? name : t(locale, 'disclosures.sanction', { name, sum: yuanWords(locale, sum) })
}
