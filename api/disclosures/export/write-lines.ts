/** Text files of a list, made batch by batch: a table of comma-separated values, JSON lines, the national layout. */
import type { Locale } from '../../../content/messages/index.ts'
import type { Content } from '../../../content/schema.ts'
import type { Disclosure } from '../model.ts'
import { cellsOf, headings } from './columns.ts'
import { BYTE_ORDER_MARK, csvRow } from './csv.ts'
import { LAYOUTS, type LayoutType } from './shuanggongshi.ts'

export type Records = AsyncIterable<readonly Disclosure[]>

export const writeCsv = (records: Records, locale: Locale) =>
  table(records, headings(locale), (record) => csvRow(cellsOf(record, locale)))

export const writeShuanggongshi = (records: Records, content: Content, type: LayoutType) =>
  table(records, LAYOUTS[type].headings, (record) => csvRow(LAYOUTS[type].cells(record, content)))

/** One record of the API a line. */
export async function* writeJsonl(records: Records): AsyncGenerator<string> {
  for await (const batch of records) yield batch.map((record) => `${JSON.stringify(record)}\n`).join('')
}

async function* table(
  records: Records,
  columns: readonly string[],
  line: (record: Disclosure) => string,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRow(columns)
  for await (const batch of records) yield batch.map(line).join('')
}
