/** One row of a table of orders: an order as the hotline would send it, or why it cannot be one. Pure. */
import { bare, LONG_TERM, readDay, readYuan } from '../../../disclosures/import/values.ts'
import { CellFault, type Reason } from '../../../platform/spreadsheet/fault.ts'
import type { SourceRow } from '../../../platform/spreadsheet/rows.ts'
import { HotlineOrder, OrderNumber } from '../model.ts'
import { type Bound, type OrderField, type OrderLayout, plainWord } from './layout.ts'

/** Something said of a row, by the heading of its column. */
export interface RowRemark {
  column: string
  reason: Reason
}

export interface OrderRow {
  line: number
  sheet: string
  /** As they came, and what stands above them. */
  cells: readonly string[]
  headings: readonly string[]
  /** The hotline's own number, where it has the form of one. */
  number: string | undefined
  /** Undefined when the row cannot be taken in. */
  order: HotlineOrder | undefined
  /** Day the bureau got it, when the table says so. */
  receivedOn: string | undefined
  /** What the source says of its own handling, to be kept as a note among staff. */
  remark: string | undefined
  faults: RowRemark[]
  notes: RowRemark[]
}

/** What the source did before us: no field of an order, kept word for word. */
const REMARKED = ['way', 'problem', 'state', 'body', 'department', 'feedback'] as const satisfies readonly OrderField[]
/** Field of the table behind a path of the order. */
const FIELD_OF: Record<string, OrderField> = {
  text: 'text',
  'caller.name': 'callerName',
  'caller.phone': 'callerPhone',
  'caller.address': 'callerAddress',
  'contact.name': 'callerName',
  'contact.phone': 'callerPhone',
  'contact.address': 'callerAddress',
  'respondent.name': 'respondent',
  'respondent.uscc': 'respondentUscc',
  'respondent.address': 'respondentAddress',
  'place.text': 'place',
  occurredOn: 'occurredOn',
  amountYuan: 'amountYuan',
  'purchase.amountYuan': 'amountYuan',
}
const BEGINS_LIKE_FORMULA = /^[=+@＝＋＠]|^-(?![\d.—-])/

/** The heading a person sees for the path of a refused field. */
export function headingOf({ headings, at }: Bound, path: string): string {
  const field = FIELD_OF[path]
  return (field && headings[at.get(field) ?? -1]) ?? ''
}

export function readOrderRow(layout: OrderLayout, bound: Bound, row: SourceRow, spreadsheet: boolean): OrderRow {
  const faults: RowRemark[] = []
  const notes: RowRemark[] = []
  const heading = (field: OrderField) => bound.headings[bound.at.get(field) ?? -1] ?? ''
  const expected = bound.headings.length
  const found = row.cells.length
  const beyond = row.cells.slice(expected).some((cell) => cell !== '')
  if (beyond) faults.push({ column: '', reason: { key: 'imports.row.tooManyCells', params: { found, expected } } })
  else if (!spreadsheet && found < expected)
    faults.push({ column: '', reason: { key: 'imports.row.tooFewCells', params: { found, expected } } })

  const text = (field: OrderField): string | undefined => {
    const index = bound.at.get(field)
    if (index === undefined) return undefined
    const stored = row.formulas?.get(index)
    const about = (key: Reason['key']) => ({ column: heading(field), reason: { key } })
    if (stored === false) faults.push(about('imports.cell.formulaUnknown'))
    else if (stored === true) notes.push(about('imports.cell.formula'))
    const cell = bare(row.cells[index] ?? '')
    if (cell === '') return undefined
    if (BEGINS_LIKE_FORMULA.test(cell) && !/^\+\d+$/.test(cell)) notes.push(about('imports.cell.formulaText'))
    return cell
  }
  const read = <T>(field: OrderField, how: (cell: string) => T): T | undefined => {
    const cell = text(field)
    if (cell === undefined) return undefined
    try {
      return how(cell)
    } catch (error) {
      if (!(error instanceof CellFault)) throw error
      faults.push({ column: heading(field), reason: error.reason })
      return undefined
    }
  }
  const day = (field: OrderField) =>
    read(field, (cell) => {
      const found = readDay(cell, spreadsheet)
      if (found === LONG_TERM) throw new CellFault('imports.cell.date')
      return found
    })
  const yesNo = (field: OrderField) =>
    read(field, (cell) => {
      const word = plainWord(cell)
      if (!layout.yes.has(word) && !layout.no.has(word)) throw new CellFault('imports.cell.word', { word: cell })
      return layout.yes.has(word)
    })

  const missing = (field: OrderField) => {
    if (!faults.some(({ column }) => column === heading(field)))
      faults.push({ column: heading(field), reason: { key: 'imports.cell.missing' } })
  }

  const said = new Map(REMARKED.map((field) => [field, text(field)]))
  const problem = layout.problems.get(plainWord(said.get('problem') ?? ''))
  if (said.get('problem') && !problem)
    notes.push({ column: heading('problem'), reason: { key: 'imports.orders.problemUnread' } })
  const number = text('number')
  if (number === undefined) missing('number')
  else if (!OrderNumber.safeParse(number).success)
    faults.push({ column: heading('number'), reason: { key: 'imports.orders.number' } })
  const words = [text('text'), text('details')].filter((part) => part !== undefined)
  const story = words[0]?.includes(words[1] ?? '') ? words[0] : words.join('\n')
  if (!story) missing('text')
  const kind = read('kind', (cell) => {
    const known = layout.kinds.get(plainWord(cell))
    if (!known) throw new CellFault('imports.cell.word', { word: cell })
    return known
  })
  const place = text('place')
  const order = {
    text: story,
    kind,
    problem,
    caller: defined({
      name: text('callerName'),
      phone: text('callerPhone')?.replaceAll(/[\s()（）]/g, ''),
      address: text('callerAddress'),
      keepSecret: yesNo('keepSecret'),
      wantsReply: yesNo('wantsReply'),
    }),
    respondent: defined({
      name: text('respondent'),
      uscc: text('respondentUscc'),
      address: text('respondentAddress'),
    }),
    place: place === undefined ? undefined : { text: place },
    occurredOn: day('occurredOn'),
    amountYuan: read('amountYuan', (cell) => readYuan(cell, /万元/.test(heading('amountYuan')))),
    anonymous: yesNo('anonymous'),
  }
  const receivedOn = day('receivedOn')
  const parsed = faults.length > 0 ? undefined : HotlineOrder.safeParse(defined(order))
  for (const issue of parsed?.error?.issues ?? [])
    faults.push({ column: headingOf(bound, issue.path.join('.')), reason: { key: 'errors.field.format' } })
  const remark = REMARKED.flatMap((field) => (said.get(field) ? [`${heading(field)}：${said.get(field)}`] : []))
  return {
    line: row.line,
    sheet: row.sheet ?? '',
    cells: row.cells,
    headings: bound.headings,
    number,
    order: faults.length > 0 ? undefined : parsed?.data,
    receivedOn,
    remark: remark.length > 0 ? remark.join('\n').slice(0, 4000) : undefined,
    faults,
    notes,
  }
}

const defined = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
