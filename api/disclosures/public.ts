/**
 * The only place where a record becomes something to show, with coded-part.ts: page, JSON, CSV, index document and notice all
 * come from here.
 */
import { type Locale, t } from '../../content/messages/index.ts'
import { chinaDate } from '../calendar/calendar.ts'
import { type Coded, type CodedPart, codedPart, type Published, sharedPart } from './coded-part.ts'
import { contentOf, type OpenRow } from './content-of.ts'
import { detailRows } from './detail-words.ts'
import type { Disclosure, RecordContent, Withdrawal, WithdrawnNotice } from './model.ts'
import type { DisclosureRow, VersionRow } from './tables.ts'
import { dayWords, listed, type Names, nameOf, resultName, typeName, yuanWords } from './words.ts'

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

/** Any version of a record for everybody. */
export function viewOf(deps: Naming, locale: Locale, record: RecordContent, about: Published): Disclosure {
  return { ...ownPart(deps, locale, record, about), ...codedPart(deps.content, locale, record, about) }
}

/** A record of which many are read at once: those that say the same in codes hold the same `codes`. */
export type SharedRow = OpenRow & Published & { readonly codes: Coded }

/** A record for everybody in two parts, the second one made once for all that hold the same codes. */
export interface Parts<Own> {
  own: Own
  coded: CodedPart
}
export type ViewParts = Parts<OwnPart>
/** As far as a table holds it; the same words as the whole. */
export type LineParts = Parts<OwnLine>

/** Both together have the fields of `publicView` in its order. */
export const publicParts = (deps: Naming, locale: Locale, row: SharedRow): ViewParts => ({
  own: ownPart(deps, locale, row as RecordContent, row),
  coded: sharedPart(deps.content, locale, row.codes),
})

export const publicLine = (deps: Naming, locale: Locale, row: SharedRow): LineParts => ({
  own: ownLine(deps, locale, row as RecordContent, row),
  coded: sharedPart(deps.content, locale, row.codes),
})

export type OwnPart = ReturnType<typeof ownPart>
export type OwnLine = ReturnType<typeof ownLine>

function ownPart(deps: Naming, locale: Locale, record: RecordContent, about: Published) {
  const line = ownLine(deps, locale, record, about)
  const matter = matterOf(deps.content, locale, record)
  return {
    id: line.id,
    title: t(locale, 'disclosures.title', { party: record.partyName, what: matter }),
    matter,
    party: line.party,
    decidedOn: line.decidedOn,
    documentNumber: line.documentNumber,
    summary: line.summary,
    fineYuan: line.fineYuan,
    confiscatedYuan: line.confiscatedYuan,
    detail: record.detail,
    rows: detailRows(deps.content, locale, record),
    url: `/disclosures/${about.id}`,
  }
}

function ownLine(deps: Naming, locale: Locale, record: RecordContent, about: Published) {
  const { partyName: name, partyCategory: category, uscc } = record
  return {
    id: about.id,
    party: { name, category, categoryName: nameOf(deps.content, locale, 'partyCategories', category), uscc },
    decidedOn: record.decidedOn,
    documentNumber: record.documentNumber,
    summary: summaryOf(deps, locale, record),
    fineYuan: record.fineYuan,
    confiscatedYuan: record.confiscatedYuan,
  }
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
