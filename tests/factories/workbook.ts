/** A workbook (.xlsx) of a few sheets, with what a spreadsheet program would write into its cells. */
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** Text, number, or a formula with or without its stored result. */
export type WorkbookCell = string | number | { formula: string; result?: string }

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const column = (index: number) => String.fromCharCode(65 + index)

export async function workbook(sheets: Record<string, readonly (readonly WorkbookCell[])[]>): Promise<Buffer> {
  const zip = new ZipFile()
  const shared: string[] = []
  const names = Object.keys(sheets)
  const add = (name: string, xml: string) =>
    zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`), name)
  const cell = (value: WorkbookCell, at: string) => {
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if (typeof value === 'object')
      return `<c r="${at}" t="str"><f>${escaped(value.formula)}</f>${value.result === undefined ? '' : `<v>${escaped(value.result)}</v>`}</c>`
    shared.push(value)
    return `<c r="${at}" t="s"><v>${shared.length - 1}</v></c>`
  }
  for (const [index, name] of names.entries()) {
    const rows = (sheets[name] ?? []).map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((each, at) => (each === '' ? '' : cell(each, `${column(at)}${row + 1}`))).join('')}</row>`,
    )
    add(`xl/worksheets/sheet${index + 1}.xml`, `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`)
  }
  add('xl/sharedStrings.xml', `<sst>${shared.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`)
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships>${names.map((_, index) => `<Relationship Id="r${index}" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
  )
  add(
    'xl/workbook.xml',
    `<workbook><sheets>${names.map((name, index) => `<sheet name="${name}" r:id="r${index}"/>`).join('')}</sheets></workbook>`,
  )
  zip.end()
  return buffer(zip.outputStream)
}
