/** Orders of a table (CSV in UTF-8 or GB18030, also .gz, or .xlsx), row by row as the file is read. */
import { FileFault } from '../../../platform/spreadsheet/fault.ts'
import { openSource, type SourceRow } from '../../../platform/spreadsheet/rows.ts'
import { type Bound, bindHeadings, knownHeadings, type OrderLayout } from './layout.ts'
import { type OrderRow, readOrderRow } from './read-row.ts'

export interface SheetFound {
  encoding: string
  ignored: string[]
  /** Worksheets without headings of orders, which are left out; grows as the file is read. */
  otherSheets: Set<string>
  bound: Bound
}

/** Rows above the headings, such as a title over the whole width. */
const HEADER_WITHIN = 10
/** So many known headings make a row of headings. */
const SURE = 2

/**
 * @param found told once the headings are known
 * @throws FileFault when there are none; rows before a fault further down have come by then
 */
export async function* readOrderSheet(
  path: string,
  layout: OrderLayout,
  found: (sheet: SheetFound) => void,
): AsyncGenerator<OrderRow> {
  const source = await openSource(path)
  let bound: Bound | undefined
  let sheet: string | undefined
  let above = 0
  const otherSheets = new Set<string>()
  for await (const rows of source.rows())
    for (const row of rows) {
      if (bound && row.sheet === sheet) {
        yield readOrderRow(layout, bound, row, source.spreadsheet)
        continue
      }
      // A further sheet begins with headings of its own, or is passed over.
      const heads = knownHeadings(layout, row.cells) >= SURE
      if (!bound && !heads) {
        above += 1
        if (above >= HEADER_WITHIN) throw unknown(row)
      }
      if (!heads) {
        if (bound) otherSheets.add(row.sheet ?? '')
        continue
      }
      bound = bindHeadings(layout, row.cells, row.line)
      sheet = row.sheet
      found({ encoding: source.encoding, ignored: bound.ignored, otherSheets, bound })
    }
  if (bound) return
  if (above === 0) throw new FileFault('imports.file.empty')
  throw unknown({ line: 1 })
}

const unknown = ({ line }: Pick<SourceRow, 'line'>) => new FileFault('imports.orders.headerUnknown', { line }, line)
