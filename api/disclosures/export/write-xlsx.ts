/** A workbook of a list (Office Open XML, ECMA-376), streamed: text as inline strings, which no spreadsheet runs. */
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Locale } from '../../../content/messages/index.ts'
import { t } from '../../../content/messages/index.ts'
import { escapeXml } from '../../platform/xml.ts'
import type { LineParts } from '../public.ts'
import { type Cell, COLUMN_NAMES, COLUMNS, cellWriter, headings } from './columns.ts'
import type { Records } from './write-lines.ts'

/** Rows of data a sheet holds below its heading. */
const SHEET_ROWS = 1_048_575
const QUICK = { compressionLevel: 3 }
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const NUMERIC = COLUMN_NAMES.map((name) => COLUMNS[name].kind === 'yuan' || COLUMNS[name].kind === 'number')

export async function* writeXlsx(
  records: Records<LineParts>,
  locale: Locale,
  sheetRows = SHEET_ROWS,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const failed = (error: unknown) => void output.destroy(error as Error)
  const written = writeSheets(zip, records, locale, sheetRows).catch(failed)
  yield* output
  await written
}

/** Sheet after sheet, each begun when the one before is full; the parts that name them come last. */
async function writeSheets(
  zip: ZipFile,
  records: Records<LineParts>,
  locale: Locale,
  sheetRows: number,
): Promise<void> {
  const batches = records[Symbol.asyncIterator]()
  const cells = cellWriter(locale, (cell, column) => cellXml(cell, NUMERIC[column] === true))
  let waiting: string[] = []
  let more = true
  const next = async () => {
    const result = await batches.next()
    if (result.done) more = false
    else waiting = Array.from(result.value, (record) => rowXml(cells(record)))
  }
  async function* sheet() {
    yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rowXml(headings(locale).map((heading) => cellXml(heading, false)))}`
    for (let left = sheetRows; left > 0 && (more || waiting.length > 0); ) {
      const rows = waiting.splice(0, left)
      left -= rows.length
      yield rows.join('')
      if (waiting.length === 0 && more) await next()
    }
    yield '</sheetData></worksheet>'
  }
  await next()
  let count = 0
  do {
    count += 1
    const stream = Readable.from(sheet(), { objectMode: false })
    zip.addReadStream(stream, `xl/worksheets/sheet${count}.xml`, QUICK)
    await once(stream, 'end')
  } while (more || waiting.length > 0)
  for (const [name, text] of Object.entries(partsOf(count, t(locale, 'disclosures.title.list'))))
    zip.addBuffer(Buffer.from(XML + text), name)
  zip.end()
}

function partsOf(count: number, title: string): Record<string, string> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  const sheets = numbers.map(
    (n) => `<sheet name="${escapeXml(count > 1 ? `${title} ${n}` : title)}" sheetId="${n}" r:id="rId${n}"/>`,
  )
  const links = numbers.map(
    (n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  )
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const types = numbers.map(
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${kind}.worksheet+xml"/>`,
  )
  return {
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}</Relationships>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>${types.join('')}</Types>`,
  }
}

const rowXml = (cells: readonly string[]) => `<row>${cells.join('')}</row>`

function cellXml(cell: Cell, numeric: boolean): string {
  if (cell === null || cell === '') return '<c/>'
  if (numeric) return `<c><v>${cell}</v></c>`
  return `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(String(cell))}</t></is></c>`
}
