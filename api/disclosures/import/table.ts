/** Records of a table: its headings fitted to a layout, then the rows. */

import { FileFault } from '../../platform/spreadsheet/fault.ts'
import { openSource, type SourceRow } from '../../platform/spreadsheet/rows.ts'
import { readCells } from './cells.ts'
import { type Bound, bestFit, bind, HEADER_WITHIN } from './header.ts'
import type { Incoming, Recognised } from './incoming.ts'
import type { Mapping } from './mapping.ts'
import type { Words } from './words.ts'

/**
 * @param recognised told once the headings are found
 * @throws FileFault when no layout fits; rows before a fault further down have come by then
 */
export async function* tableRecords(
  path: string,
  mappings: readonly Mapping[],
  words: Words,
  recognised: (found: Recognised) => void,
): AsyncGenerator<Incoming[]> {
  const only = mappings.length === 1 ? mappings[0] : undefined
  const source = await openSource(path, { encoding: only?.encoding, delimiter: only?.delimiter })
  const above: SourceRow[] = []
  const otherSheets: string[] = []
  let bound: Bound | undefined
  let sheet: string | undefined
  const begin = () => {
    bound = headingsOf(mappings, above)
    sheet = above[0]?.sheet
    const { mapping, ignored, personal, headings } = bound
    recognised({ layout: mapping.id, encoding: source.encoding, ignored, personal, otherSheets })
    const at = above.findIndex(({ cells }) => cells === headings)
    return above.slice(at + 1).map((row) => incoming(bound as Bound, row, words, source.spreadsheet))
  }
  const take = (row: SourceRow): Incoming[] => {
    if (!bound) {
      above.push(row)
      return above.length >= HEADER_WITHIN || fitsWhole(mappings, row) ? begin() : []
    }
    if (row.sheet === sheet) return [incoming(bound, row, words, source.spreadsheet)]
    if (otherSheets.at(-1) === row.sheet) return []
    // A further sheet goes on under the same headings, or holds something else.
    const fit = bestFit([bound.mapping], row.cells)
    if (fit?.missing.length === 0) {
      bound = bind(fit, row.cells, row.line)
      sheet = row.sheet
    } else otherSheets.push(row.sheet ?? '')
    return []
  }
  for await (const rows of source.rows()) yield rows.flatMap(take)
  if (bound) return
  if (above.length === 0) throw new FileFault('imports.file.empty')
  yield begin()
}

function incoming(bound: Bound, row: SourceRow, words: Words, spreadsheet: boolean): Incoming {
  return {
    where: row.sheet ?? '',
    line: row.line,
    headings: bound.names,
    ...readCells({ bound, words, spreadsheet }, row),
  }
}

const fitsWhole = (mappings: readonly Mapping[], { cells }: SourceRow) => bestFit(mappings, cells)?.missing.length === 0

/** The row that fits best is the headings. */
function headingsOf(mappings: readonly Mapping[], rows: readonly SourceRow[]): Bound {
  const fits = rows.flatMap((row) => {
    const fit = bestFit(mappings, row.cells)
    return fit ? [{ fit, row }] : []
  })
  const best = fits.reduce((a, b) => (b.fit.found > a.fit.found ? b : a), fits[0] ?? fail())
  if (best.fit.found === 0)
    throw new FileFault('imports.header.unknown', { line: rows[0]?.line ?? 1 }, rows[0]?.line ?? 1)
  return bind(best.fit, best.row.cells, best.row.line)
}

function fail(): never {
  throw new FileFault('imports.header.unknown', { line: 1 })
}
