/** Rows of a CSV, some at a time, each with the line it begins on. */
import { Readable } from 'node:stream'
import { type Info, parse } from 'csv-parse'
import { type Inspected, textChunks } from './bytes.ts'
import { PlainCsv } from './csv-plain.ts'
import { FileFault } from './fault.ts'
import type { SourceRow } from './rows.ts'

const DELIMITERS = [',', ';', '\t', '|']
/** A longer record is a quotation mark that was never closed. */
const LONGEST_RECORD = 4_000_000
const ROWS_AT_ONCE = 100

/** @throws FileFault where a quotation mark is never closed; rows before it have come by then */
export async function* csvRows(file: Inspected, delimiter = delimiterOf(file.head)): AsyncGenerator<SourceRow[]> {
  const plain = new PlainCsv(delimiter)
  const texts = textChunks(file)
  try {
    for (let more = true; more && !plain.odd; ) {
      const { value, done = false } = await texts.next()
      more = !done
      const rows = plain.read(value ?? '', done)
      if (rows.length > 0) yield rows
    }
    if (plain.odd) yield* forgivingRows(plain, texts, delimiter)
  } finally {
    await texts.return(undefined)
  }
}

/** The rows from the first odd one on. */
async function* forgivingRows(
  { rest, end, lines }: PlainCsv,
  texts: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<SourceRow[]> {
  const source = Readable.from(bytesOf(rest, texts), { objectMode: false })
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
    ...(end === null ? {} : { record_delimiter: [end] }),
  })
  let cut = false
  parser.on('skip', () => {
    cut = true
  })
  source.on('error', (error) => parser.destroy(error))
  let next = lines + 1
  let counted = 0
  let some: SourceRow[] = []
  for await (const { record, info } of source.pipe(parser) as AsyncIterable<{ record: string[]; info: Info }>) {
    const line = next
    // The parser counts a line break of two signs inside quotation marks twice.
    if (lines + info.lines - counted > line) counted += breaksOfTwo(record)
    next = lines + info.lines - counted + 1
    if (record.some((cell) => cell !== '')) some.push({ line, cells: record })
    if (some.length < ROWS_AT_ONCE) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
  if (cut) throw new FileFault('imports.file.cutInQuotes', { line: next }, next)
}

async function* bytesOf(first: string, texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  yield Buffer.from(first)
  for await (const text of texts) yield Buffer.from(text)
}

const breaksOfTwo = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + (cell.includes('\r\n') ? cell.split('\r\n').length - 1 : 0), 0)

/** The sign that stands oftenest outside quotation marks in the first line. */
function delimiterOf(head: string): string {
  const [first = ''] = head.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1)
  const counts = DELIMITERS.map((sign) => ({ sign, count: first.split(sign).length }))
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign
}
