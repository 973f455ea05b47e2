/** Rows of an Excel workbook (.xlsx), read sheet by sheet as they are unpacked. Formulas are never run: their stored value counts. */

import { Parser } from 'htmlparser2'
import { openPromise, type ZipFile } from 'yauzl'
import { FileFault } from './fault.ts'
import type { SourceRow } from './rows.ts'
import { columnOf, readEscapes, textsOf } from './xlsx-parts.ts'

type Entries = ReadonlyMap<string, Parameters<ZipFile['openReadStreamPromise']>[0]>

/** @throws FileFault when the workbook is cut off, locked or holds no sheet */
export async function* xlsxRows(path: string): AsyncGenerator<SourceRow> {
  const zip = await open(path)
  try {
    const entries = await listOf(zip)
    const shared = await textsOf(streamOf(zip, entries, 'xl/sharedStrings.xml'))
    const sheets = await sheetsOf(zip, entries)
    if (sheets.length === 0) throw new FileFault('imports.file.noSheet')
    for (const { name, part } of sheets)
      for await (const row of sheetRows(streamOf(zip, entries, part), shared))
        yield sheets.length > 1 ? { ...row, sheet: name } : row
  } catch (error) {
    throw error instanceof FileFault ? error : new FileFault('imports.file.damagedXlsx')
  } finally {
    zip.close()
  }
}

async function open(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
  } catch {
    throw new FileFault('imports.file.cutXlsx')
  }
}

async function listOf(zip: ZipFile): Promise<Entries> {
  const entries = new Map<string, Parameters<ZipFile['openReadStreamPromise']>[0]>()
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new FileFault('imports.file.locked')
    entries.set(entry.fileName, entry)
  }
  if (!entries.has('xl/workbook.xml')) throw new FileFault('imports.file.notXlsx')
  return entries
}

async function* streamOf(zip: ZipFile, entries: Entries, name: string): AsyncGenerator<string> {
  const entry = entries.get(name)
  if (!entry) return
  const decoder = new TextDecoder()
  for await (const chunk of await zip.openReadStreamPromise(entry))
    yield decoder.decode(chunk as Buffer, { stream: true })
}

/** Visible sheets in their order. */
async function sheetsOf(zip: ZipFile, entries: Entries): Promise<{ name: string; part: string }[]> {
  const targets = new Map<string, string>()
  for await (const { name, attributes } of elements(streamOf(zip, entries, 'xl/_rels/workbook.xml.rels')))
    if (name === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '')
  const sheets: { name: string; part: string }[] = []
  for await (const { name, attributes } of elements(streamOf(zip, entries, 'xl/workbook.xml'))) {
    const target = targets.get(attributes['r:id'] ?? '')
    if (name !== 'sheet' || target === undefined || attributes['state'] === 'hidden') continue
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    sheets.push({ name: attributes['name'] ?? '', part })
  }
  return sheets
}

async function* elements(
  xml: AsyncIterable<string>,
): AsyncGenerator<{ name: string; attributes: Record<string, string> }> {
  const found: { name: string; attributes: Record<string, string> }[] = []
  const parser = new Parser(
    { onopentag: (name, attributes) => found.push({ name, attributes: { ...attributes } }) },
    { xmlMode: true },
  )
  for await (const text of xml) {
    parser.write(text)
    yield* found.splice(0)
  }
}

async function* sheetRows(xml: AsyncIterable<string>, shared: readonly string[]): AsyncGenerator<SourceRow> {
  const done: SourceRow[] = []
  let line = 0
  let cells: string[] = []
  let formulas: Map<number, boolean> | undefined
  let column = -1
  let kind = ''
  let value = ''
  let reading = false
  let calculated = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'row') {
          line = Number(attributes['r'] ?? line + 1)
          cells = []
          formulas = undefined
          column = -1
        } else if (name === 'c') {
          column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'])
          kind = attributes['t'] ?? 'n'
          value = ''
          calculated = false
        } else if (name === 'f') calculated = true
        reading = name === 'v' || name === 't'
      },
      ontext(text) {
        if (reading) value += text
      },
      onclosetag(name) {
        reading = false
        if (name === 'c') {
          while (cells.length < column) cells.push('')
          cells[column] =
            kind === 's' ? (shared[Number(value)] ?? '') : kind === 'n' ? plain(value) : readEscapes(value)
          if (calculated) formulas = (formulas ?? new Map()).set(column, value !== '' && kind !== 'e')
        } else if (name === 'row' && (cells.some((cell) => cell !== '') || formulas)) {
          done.push(formulas ? { line, cells, formulas } : { line, cells })
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  for await (const text of xml) {
    parser.write(text)
    yield* done.splice(0)
  }
  parser.end()
}

/** 5.0000000000000001E-4 as Excel stores it → 0.0005. */
function plain(number: string): string {
  return /[eE]|\.\d{12}/.test(number) ? String(Number(Number(number).toPrecision(15))) : number
}
