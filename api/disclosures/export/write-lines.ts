/** Text files of a list, made batch by batch: a table of comma-separated values, JSON lines, the national layout. */
import type { Locale } from '../../../content/messages/index.ts'
import { BYTE_ORDER_MARK, csvCell, csvLine, csvRow } from '../../platform/spreadsheet/csv-row.ts'
import type { CodedPart } from '../coded-part.ts'
import type { Disclosure } from '../model.ts'
import type { LineParts, ViewParts } from '../public.ts'
import type { Names } from '../words.ts'
import { cellWriter, headings } from './columns.ts'
import { Pieces } from './pieces.ts'
import { LAYOUTS, type LayoutType } from './shuanggongshi.ts'

export type Records<T> = AsyncIterable<Iterable<T>>

export function writeCsv(records: Records<LineParts>, locale: Locale): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const cells = cellWriter(locale, csvCell)
  return table(records, headings(locale), (record) => csvLine(cells(record)))
}

export const writeShuanggongshi = (records: Records<Disclosure>, content: Names, type: LayoutType) =>
  table(records, LAYOUTS[type].headings, (record) => csvRow(LAYOUTS[type].cells(record, content)))

/** One record of the API a line: its own fields, then those of its codes, which many lines share. */
export async function* writeJsonl(records: Records<ViewParts>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const ends = new WeakMap<CodedPart, Buffer>()
  const endOf = (part: CodedPart) => {
    const end = Buffer.from(`,${JSON.stringify(part).slice(1)}\n`)
    ends.set(part, end)
    return end
  }
  const pieces = new Pieces()
  for await (const batch of records) {
    for (const { own, coded } of batch) {
      pieces.text(JSON.stringify(own).slice(0, -1))
      pieces.bytes(ends.get(coded) ?? endOf(coded))
      if (pieces.full) yield pieces.take()
    }
  }
  yield pieces.take()
}

async function* table<T>(
  records: Records<T>,
  columns: readonly string[],
  line: (record: T) => string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const pieces = new Pieces()
  pieces.text(BYTE_ORDER_MARK + csvRow(columns))
  for await (const batch of records) {
    for (const record of batch) {
      pieces.text(line(record))
      if (pieces.full) yield pieces.take()
    }
  }
  yield pieces.take()
}
