/** How cells are written, and what they mean: days, sums, nothing at all. Pure. */

import { readNumeral } from '../../../search/language/numerals.ts'
import { CellFault } from '../../platform/spreadsheet/fault.ts'
import { remembered } from '../remembered.ts'

const NOTHING = new Set([
  '',
  '-',
  '--',
  '—',
  '——',
  '/',
  '\\',
  '无',
  '空',
  '暂无',
  '不详',
  'null',
  'NULL',
  'None',
  'N/A',
  'n/a',
  '#N/A',
])
/** What a date column says for "long-term" (长期). */
export const LONG_TERM = 'long-term'
/** Excel counts days from here; its 1900 has a day too many. */
const EXCEL_DAY_0 = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000
const DATE = /^(\d{4})\s*(?:[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))(?:[T\s].*)?$/
const CHINESE_DATE = /^([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/

const LONGEST_NOTHING = 4

/** A cell without ornament; '' when it says nothing. */
export function bare(cell: string): string {
  const whole = cell.isWellFormed() && !cell.includes('\0') ? cell : cell.toWellFormed().replaceAll('\0', '')
  const text = whole.trim()
  return text.length <= LONGEST_NOTHING && NOTHING.has(text) ? '' : text
}

/**
 * A day as YYYY-MM-DD, or LONG_TERM for 长期, 永久 and every day from 2099-12-31 on.
 *
 * @param serial whether a plain number counts days as in a spreadsheet
 * @throws CellFault when it is no real day
 */
export const readDay = (text: string, serial: boolean): string => dayIn(text, serial ? 1 : 0)

/** Columns of days and sums say the same few thousand over and over. */
const dayIn = remembered((text, serial) => dayOf(text, serial === 1))

function dayOf(text: string, serial: boolean): string {
  if (/^(长期|永久|长期有效|永久有效|无固定期限)$/.test(text)) return LONG_TERM
  const folded = text.normalize('NFKC')
  if (serial && /^\d{5}(\.\d+)?$/.test(folded)) return iso(EXCEL_DAY_0 + Math.floor(Number(folded)) * DAY_MS)
  const found = DATE.exec(folded)
  const [year, month, day] = found
    ? [found[1], found[2] ?? found[4], found[3] ?? found[5]]
    : (CHINESE_DATE.exec(folded)?.slice(1) ?? [])
  const numbers = [year, month, day].map((part) => readNumeral((part ?? '').replaceAll('〇', '零')))
  const [y, m, d] = numbers
  if (!y || !m || !d) throw new CellFault('imports.cell.date')
  const written = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  if (iso(Date.UTC(y, m - 1, d)) !== written) throw new CellFault('imports.cell.date')
  return written >= '2099-12-31' ? LONG_TERM : written
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 10)

/**
 * A sum in yuan with two decimals: `1,234.5`, `.15元`, `0.5万元`, `￥70`. Fractions of a fen are rounded.
 *
 * @param inWan whether the column counts in 万元
 * @throws CellFault when it is no sum of money
 */
export const readYuan = (text: string, inWan: boolean): string => yuanIn(text, inWan ? 1 : 0)

const yuanIn = remembered((text, inWan) => yuanOf(text, inWan === 1))

function yuanOf(text: string, inWan: boolean): string {
  const folded = text
    .normalize('NFKC')
    .replaceAll(/[,\s]/g, '')
    .replace(/^(?:人民币)?[¥¥]?/, '')
  const found = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?(万)?元?整?$/.exec(folded)
  const [, whole = '', fraction = '', exponent = '0', wan] = found ?? []
  if (!found || whole + fraction === '')
    throw new CellFault(folded.startsWith('-') ? 'imports.cell.negative' : 'imports.cell.money')
  const shift = Number(exponent) + (wan || inWan ? 4 : 0) + 3
  const digits = `${whole}${fraction.padEnd(Math.max(0, shift), '0')}`
  const point = whole.length + shift
  const thousandths = BigInt(point <= 0 ? '0' : digits.slice(0, point))
  const fen = (thousandths + 5n) / 10n
  const yuan = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
  if (yuan.length > 15) throw new CellFault('imports.cell.money')
  return yuan
}

/** Excel has turned a long number into 9.13E+17. */
export const isCrushedNumber = (text: string): boolean => /^\d(\.\d+)?E\+\d+$/i.test(text)

/** Several values in one cell. */
export const readList = (text: string): string[] =>
  text
    .split(/[;；,，、|║\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
