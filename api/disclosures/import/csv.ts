/** Rows of a CSV, one at a time, each with the line it begins on. */
import { Readable } from 'node:stream'
import { type Info, parse } from 'csv-parse'
import { type Inspected, utf8Chunks } from './bytes.ts'
import { FileFault } from './fault.ts'
import type { SourceRow } from './rows.ts'

const DELIMITERS = [',', ';', '\t', '|']
/** A longer record is a quotation mark that was never closed. */
const LONGEST_RECORD = 4_000_000

/** @throws FileFault where a quotation mark is never closed; rows before it have come by then */
export async function* csvRows(file: Inspected, delimiter = delimiterOf(file.head)): AsyncGenerator<SourceRow> {
  const source = Readable.from(utf8Chunks(file), { objectMode: false })
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // Told apart from an error, which would throw away rows that are already read.
    skip_records_with_error: true,
    max_record_size: LONGEST_RECORD,
  })
  let cut = false
  parser.on('skip', () => {
    cut = true
  })
  source.on('error', (error) => parser.destroy(error))
  let next = 1
  let counted = 0
  for await (const { record, info } of source.pipe(parser) as AsyncIterable<{ record: string[]; info: Info }>) {
    const line = next
    // The parser counts a line break of two signs inside quotation marks twice.
    if (info.lines - counted > line) counted += breaksOfTwo(record)
    next = info.lines - counted + 1
    if (record.some((cell) => cell !== '')) yield { line, cells: record }
  }
  if (cut) throw new FileFault('imports.file.cutInQuotes', { line: next }, next)
}

const breaksOfTwo = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + (cell.includes('\r\n') ? cell.split('\r\n').length - 1 : 0), 0)

/** The sign that stands oftenest outside quotation marks in the first line. */
function delimiterOf(head: string): string {
  const [first = ''] = head.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1)
  const counts = DELIMITERS.map((sign) => ({ sign, count: first.split(sign).length }))
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign
}
