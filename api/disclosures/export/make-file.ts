/** One file of a list, made while it is read: the reader's pace sets ours. */
import type { Locale } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import type { Disclosure } from '../model.ts'
import { publicView } from '../public.ts'
import type { DisclosureFilter } from '../query.ts'
import type { ExportFormat } from './formats.ts'
import { readRows } from './read-rows.ts'
import type { LayoutType } from './shuanggongshi.ts'
import { writeCsv, writeJsonl, writeShuanggongshi } from './write-lines.ts'
import { writeXlsx } from './write-xlsx.ts'

export interface ExportJob {
  format: ExportFormat
  filter: DisclosureFilter
  locale: Locale
}

export function makeFile(deps: Deps, { format, filter, locale }: ExportJob): AsyncGenerator<string | Uint8Array> {
  const records = recordsOf(deps, filter, format === 'shuanggongshi' ? 'zh' : locale)
  switch (format) {
    case 'csv':
      return writeCsv(records, locale)
    case 'jsonl':
      return writeJsonl(records)
    case 'xlsx':
      return writeXlsx(records, locale)
    case 'shuanggongshi':
      return writeShuanggongshi(records, deps.content, filter.type?.[0] as LayoutType)
    default:
      return format satisfies never
  }
}

async function* recordsOf(deps: Deps, filter: DisclosureFilter, locale: Locale): AsyncGenerator<Disclosure[]> {
  for await (const rows of readRows(deps, filter)) yield rows.map((row) => publicView(deps, locale, row))
}
