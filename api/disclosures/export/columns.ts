/** Columns of the table a list is taken away as; the data dictionary is made from the same list. */
import { type Locale, t } from '../../../content/messages/index.ts'
import type { DisclosureLine } from '../public.ts'
import { listed } from '../words.ts'

export type Cell = string | number | boolean | null

interface Column {
  /** What a cell holds: sums are decimal strings of yuan, days ISO 8601. */
  kind: 'text' | 'day' | 'yuan' | 'number'
  value(record: DisclosureLine, locale: Locale): Cell
}

/** In order; each heading is the message `disclosures.column.<name>`. */
export const COLUMNS = {
  id: { kind: 'text', value: (d) => d.id },
  type: { kind: 'text', value: (d) => d.typeName },
  partyName: { kind: 'text', value: (d) => d.party.name },
  partyCategory: { kind: 'text', value: (d) => d.party.categoryName },
  uscc: { kind: 'text', value: (d) => d.party.uscc },
  decidedOn: { kind: 'day', value: (d) => d.decidedOn },
  publishedOn: { kind: 'day', value: (d) => d.publishedOn },
  lastDay: { kind: 'day', value: (d) => d.term.lastDay },
  authority: { kind: 'text', value: (d) => d.authority },
  station: { kind: 'text', value: (d) => d.stationName },
  documentNumber: { kind: 'text', value: (d) => d.documentNumber },
  topic: { kind: 'text', value: (d) => d.topic?.name ?? null },
  industry: { kind: 'text', value: (d) => d.industry?.name ?? null },
  breach: { kind: 'text', value: (d) => d.breach?.name ?? null },
  penaltyKinds: { kind: 'text', value: (d, locale) => names(locale, d.penaltyKinds) },
  fineYuan: { kind: 'yuan', value: (d) => d.fineYuan },
  confiscatedYuan: { kind: 'yuan', value: (d) => d.confiscatedYuan },
  result: { kind: 'text', value: (d) => d.resultName },
  summary: { kind: 'text', value: (d) => d.summary },
  laws: { kind: 'text', value: (d, locale) => lawNames(locale, d.laws) },
  version: { kind: 'number', value: (d) => d.version },
  demo: { kind: 'text', value: (d, locale) => t(locale, d.demo ? 'disclosures.yes' : 'disclosures.no') },
} as const satisfies Record<string, Column>
export type ColumnName = keyof typeof COLUMNS
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[]

export const headings = (locale: Locale): string[] =>
  COLUMN_NAMES.map((name) => t(locale, `disclosures.column.${name}`))

const VALUES = COLUMN_NAMES.map((name): Column['value'] => COLUMNS[name].value)

export const cellsOf = (record: DisclosureLine, locale: Locale): Cell[] => VALUES.map((value) => value(record, locale))

const names = (locale: Locale, named: DisclosureLine['penaltyKinds']) =>
  listed(
    locale,
    named.map(({ name }) => name),
  )

const lawNames = (locale: Locale, laws: DisclosureLine['laws']) =>
  listed(
    locale,
    laws.map(({ title, article }) => `${title}${locale === 'en' && article ? ' ' : ''}${article}`),
  )
