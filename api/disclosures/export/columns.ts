/** Columns of the table a list is taken away as; the data dictionary is made from the same list. */
import { type Locale, t } from '../../../content/messages/index.ts'
import type { CodedPart } from '../coded-part.ts'
import type { LineParts, OwnLine } from '../public.ts'
import { listed } from '../words.ts'

export type Cell = string | number | boolean | null
/** Of what a cell holds: sums are decimal strings of yuan, days ISO 8601. */
type Kind = 'text' | 'day' | 'yuan' | 'number'

const own = (kind: Kind, value: (line: OwnLine) => Cell) => ({ kind, coded: false as const, value })
const coded = (kind: Kind, value: (part: CodedPart, locale: Locale) => Cell) => ({ kind, coded: true as const, value })

/** In order; each heading is the message `disclosures.column.<name>`. */
export const COLUMNS = {
  id: own('text', (d) => d.id),
  type: coded('text', (d) => d.typeName),
  partyName: own('text', (d) => d.party.name),
  partyCategory: own('text', (d) => d.party.categoryName),
  uscc: own('text', (d) => d.party.uscc),
  decidedOn: own('day', (d) => d.decidedOn),
  publishedOn: coded('day', (d) => d.publishedOn),
  lastDay: coded('day', (d) => d.term.lastDay),
  authority: coded('text', (d) => d.authority),
  station: coded('text', (d) => d.stationName),
  documentNumber: own('text', (d) => d.documentNumber),
  topic: coded('text', (d) => d.topic?.name ?? null),
  industry: coded('text', (d) => d.industry?.name ?? null),
  breach: coded('text', (d) => d.breach?.name ?? null),
  penaltyKinds: coded('text', (d, locale) => names(locale, d.penaltyKinds)),
  fineYuan: own('yuan', (d) => d.fineYuan),
  confiscatedYuan: own('yuan', (d) => d.confiscatedYuan),
  result: coded('text', (d) => d.resultName),
  summary: own('text', (d) => d.summary),
  laws: coded('text', (d, locale) => lawNames(locale, d.laws)),
  version: coded('number', (d) => d.version),
  demo: coded('text', (d, locale) => t(locale, d.demo ? 'disclosures.yes' : 'disclosures.no')),
}
export type ColumnName = keyof typeof COLUMNS
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[]

export const headings = (locale: Locale): string[] =>
  COLUMN_NAMES.map((name) => t(locale, `disclosures.column.${name}`))

const IN_ORDER = COLUMN_NAMES.map((name) => COLUMNS[name])

export const cellsOf = (record: OwnLine & CodedPart, locale: Locale): Cell[] =>
  IN_ORDER.map(({ value }) => value(record, locale))

/**
 * Writes the cells of one record after another. Those that come of codes are written once for all records that share them.
 *
 * @param write a cell, and its column
 */
export function cellWriter(
  locale: Locale,
  write: (cell: Cell, column: number) => string,
): (line: LineParts) => readonly string[] {
  const written = new WeakMap<CodedPart, readonly string[]>()
  const common = (part: CodedPart) => {
    const cells = IN_ORDER.map((column, at) => (column.coded ? write(column.value(part, locale), at) : ''))
    written.set(part, cells)
    return cells
  }
  const owns = IN_ORDER.flatMap((column, at) => (column.coded ? [] : [{ at, value: column.value }]))
  return (line) => {
    const cells = [...(written.get(line.coded) ?? common(line.coded))]
    for (const { at, value } of owns) cells[at] = write(value(line.own), at)
    return cells
  }
}

const names = (locale: Locale, named: CodedPart['penaltyKinds']) =>
  listed(
    locale,
    named.map(({ name }) => name),
  )

const lawNames = (locale: Locale, laws: CodedPart['laws']) =>
  listed(
    locale,
    laws.map(({ title, article }) => `${title}${locale === 'en' && article ? ' ' : ''}${article}`),
  )
