/** Rows of comma-separated values that a spreadsheet reads right and cannot be made to run (RFC 4180, UTF-8). Pure. */

/** Tells a spreadsheet that the text is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/
const NEEDS_QUOTES = /[",\r\n]/

export const csvRow = (cells: readonly (string | number | boolean | null)[]): string => csvLine(cells.map(csvCell))

/** A row of cells already written. */
export const csvLine = (cells: readonly string[]): string => `${cells.join()}\r\n`

/** A cell that begins like a formula is led by an apostrophe: the spreadsheet then shows it as text. */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
