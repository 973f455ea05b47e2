/** Text files of a list, made batch by batch: a table of comma-separated values, JSON lines, the national layout. */
import type { Locale } from '../../../content/messages/index.ts'
import type { Disclosure } from '../model.ts'
import type { DisclosureLine } from '../public.ts'
import type { Names } from '../words.ts'
import { cellsOf, headings } from './columns.ts'
import { BYTE_ORDER_MARK, csvRow } from './csv.ts'
import { LAYOUTS, type LayoutType } from './shuanggongshi.ts'

export type Records<T> = AsyncIterable<readonly T[]>

export const writeCsv = (records: Records<DisclosureLine>, locale: Locale) =>
  table(records, headings(locale), (record) => csvRow(cellsOf(record, locale)))

export const writeShuanggongshi = (records: Records<Disclosure>, content: Names, type: LayoutType) =>
  table(records, LAYOUTS[type].headings, (record) => csvRow(LAYOUTS[type].cells(record, content)))

/** One record of the API a line. */
export async function* writeJsonl(records: Records<Disclosure>): AsyncGenerator<string> {
  for await (const batch of records) {
    let lines = ''
    for (const record of batch) lines += `${JSON.stringify(record)}\n`
    yield lines
  }
}

async function* table<T>(
  records: Records<T>,
  columns: readonly string[],
  line: (record: T) => string,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRow(columns)
  for await (const batch of records) {
    let lines = ''
    for (const record of batch) lines += line(record)
    yield lines
  }
}
