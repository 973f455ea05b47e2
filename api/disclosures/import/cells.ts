/** From the cells of a row to values of our fields. */
import { isUsable, normaliseUscc } from '../../enterprises/credit-code.ts'
import { CellFault, type Reason } from '../../platform/spreadsheet/fault.ts'
import type { SourceRow } from '../../platform/spreadsheet/rows.ts'
import { FIELDS } from './fields.ts'
import type { Bound, BoundColumn } from './header.ts'
import { bare, isCrushedNumber, LONG_TERM, readDay, readList, readYuan } from './values.ts'
import type { Words } from './words.ts'

/** Read values by field; a field the row says nothing about is absent. */
export interface Values {
  one: Map<string, string>
  many: Map<string, string[]>
}

/** Something said of a row: why it is left out, or what to mind though it is taken in. */
export interface Remark {
  reason: Reason
  /** Heading of the column. */
  column: string
}

export interface Reading {
  values: Values
  faults: Remark[]
  notes: Remark[]
}

export interface Reader {
  bound: Bound
  words: Words
  spreadsheet: boolean
}

export function readCells({ bound, words, spreadsheet }: Reader, { cells, formulas }: SourceRow): Reading {
  const reading: Reading = { values: { one: new Map(), many: new Map() }, faults: [], notes: [] }
  if (cells.length > bound.headings.length && cells.slice(bound.headings.length).some((cell) => cell !== ''))
    reading.faults.push({
      column: '',
      reason: { key: 'imports.row.tooManyCells', params: { found: cells.length, expected: bound.headings.length } },
    })
  else if (!spreadsheet && cells.length < bound.headings.length)
    reading.faults.push({
      column: '',
      reason: { key: 'imports.row.tooFewCells', params: { found: cells.length, expected: bound.headings.length } },
    })
  if (reading.faults.length > 0) return reading
  for (const column of bound.columns) {
    const known = formulas?.get(column.index)
    if (known === false) reading.faults.push({ column: column.heading, reason: { key: 'imports.cell.formulaUnknown' } })
    else if (known === true) reading.notes.push({ column: column.heading, reason: { key: 'imports.cell.formula' } })
    readCell(reading, column, cells[column.index] ?? '', words, spreadsheet)
  }
  for (const [field, value] of Object.entries(bound.mapping.constants)) {
    const read = FIELDS[bound.mapping.kind][field]?.read
    if (read && !reading.values.one.has(field) && !reading.values.many.has(field))
      take(reading, { field, read, heading: field, inWan: false }, value, words, false)
  }
  return reading
}

const BEGINS_LIKE_FORMULA = /^[=+@＝＋＠]|^-(?![\d.—-])/

function readCell(reading: Reading, column: BoundColumn, cell: string, words: Words, spreadsheet: boolean): void {
  if (cell === '') return
  const text = bare(cell)
  if (text === '') return
  const ours = column.values.size > 0 ? (column.values.get(text) ?? text) : text
  if (BEGINS_LIKE_FORMULA.test(text))
    reading.notes.push({ column: column.heading, reason: { key: 'imports.cell.formulaText' } })
  take(reading, column, ours, words, spreadsheet)
}

function take(
  { values: { one, many }, faults, notes }: Reading,
  { field, read, heading, inWan }: Pick<BoundColumn, 'field' | 'read' | 'heading' | 'inWan'>,
  text: string,
  words: Words,
  spreadsheet: boolean,
): void {
  try {
    switch (read.as) {
      case 'date':
      case 'until': {
        const day = readDay(text, spreadsheet)
        if (day !== LONG_TERM) one.set(field, day)
        else if (read.as === 'date') throw new CellFault('imports.cell.longTerm')
        return
      }
      case 'money':
        one.set(field, readYuan(text, inWan))
        return
      case 'list':
        many.set(field, readList(text))
        return
      case 'uscc': {
        const code = codeOf(text)
        if (code !== null) one.set(field, code)
        else {
          one.set('legacyNumber', text)
          notes.push({ column: heading, reason: { key: 'imports.cell.legacyNumber' } })
        }
        return
      }
      case 'codes': {
        const ids = readList(text).flatMap((part) =>
          words.within(read.table, part).length > 0
            ? words.within(read.table, part)
            : (words.code(read.table, part) ?? []),
        )
        if (ids.length === 0) throw new CellFault('imports.cell.word', { word: shortened(text) })
        many.set(field, [...new Set(ids)])
        return
      }
      case 'code': {
        const id = words.code(read.table, text)
        if (id === null)
          notes.push({ column: heading, reason: { key: 'imports.cell.word', params: { word: shortened(text) } } })
        else one.set(field, id)
        return
      }
      default:
        one.set(field, text)
    }
  } catch (error) {
    if (!(error instanceof CellFault)) throw error
    faults.push({ column: heading, reason: error.reason })
  }
}

/** @returns null for a number from before the unified code */
function codeOf(text: string): string | null {
  if (isCrushedNumber(text)) throw new CellFault('imports.cell.crushed')
  const code = normaliseUscc(text)
  if (isUsable(code)) return code
  if (/^\d{13}(\d{2})?$/.test(code)) return null
  throw new CellFault('imports.cell.uscc')
}

const shortened = (text: string) => (text.length > 30 ? `${text.slice(0, 30)}…` : text)
