/** One file of a list, made while it is read: the reader's pace sets ours. */
import type { Locale } from '../../../content/messages/index.ts'
import { type Naming, publicLine, publicParts, publicView, type SharedRow } from '../public.ts'
import type { DisclosureFilter } from '../query.ts'
import type { ExportFormat } from './formats.ts'
import { type Reading, readRows } from './read-rows.ts'
import type { LayoutType } from './shuanggongshi.ts'
import { writeCsv, writeJsonl, writeShuanggongshi } from './write-lines.ts'
import { writeXlsx } from './write-xlsx.ts'

export interface ExportJob {
  format: ExportFormat
  filter: DisclosureFilter
  /** What its words find, as `foundByWords` gives it. */
  found: Float64Array | null
  locale: Locale
}

export function makeFile(
  deps: Reading & Naming,
  { format, filter, found, locale }: ExportJob,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const rows = readRows(deps, filter, found)
  switch (format) {
    case 'csv':
      return writeCsv(
        each(rows, (row) => publicLine(deps, locale, row)),
        locale,
      )
    case 'jsonl':
      return writeJsonl(each(rows, (row) => publicParts(deps, locale, row)))
    case 'xlsx':
      return writeXlsx(
        each(rows, (row) => publicLine(deps, locale, row)),
        locale,
      )
    case 'shuanggongshi':
      return writeShuanggongshi(
        each(rows, (row) => publicView(deps, 'zh', row)),
        deps.content,
        filter.type?.[0] as LayoutType,
      )
    default:
      return format satisfies never
  }
}

async function* each<T>(
  batches: AsyncIterable<Iterable<SharedRow>>,
  view: (row: SharedRow) => T,
): AsyncGenerator<Iterable<T>> {
  for await (const rows of batches) yield viewed(rows, view)
}

function* viewed<T>(rows: Iterable<SharedRow>, view: (row: SharedRow) => T): Generator<T> {
  for (const row of rows) yield view(row)
}
