/** The fast reader of tables gives the cells the forgiving one gives, wherever the text is cut, and stops before what is odd. */
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { PlainCsv } from './csv-plain.ts'

const forgiving = (text: string, end: '\n' | '\r\n' | null) =>
  parse(text, {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    ...(end === null ? {} : { record_delimiter: [end] }),
  }).filter((cells) => cells.some((cell) => cell !== ''))

/** All cells: the plain rows, and the rest as the forgiving reader has it. */
function read(text: string, cuts: readonly number[]) {
  const plain = new PlainCsv(',')
  const rows: string[][] = []
  const lines: number[] = []
  let at = 0
  for (const cut of [...cuts, text.length]) {
    if (plain.odd) break
    for (const { cells, line } of plain.read(text.slice(at, cut), cut === text.length)) {
      rows.push(cells)
      lines.push(line)
    }
    at = cut
  }
  const left = plain.odd ? plain.rest + text.slice(at) : ''
  return { rows: left === '' ? rows : [...rows, ...forgiving(left, plain.end)], lines, plain }
}

test('cells bare and in marks, with each end of a row', () => {
  for (const end of ['\n', '\r\n']) {
    const text = `甲,乙${end}"一,二","他说""好"""${end}${end},${end}"两${end}行",${end}末,`
    const { rows, lines, plain } = read(text, [])
    expect(plain.odd).toBe(false)
    expect(rows).toEqual([
      ['甲', '乙'],
      ['一,二', '他说"好"'],
      [`两${end}行`, ''],
      ['末', ''],
    ])
    expect(lines).toEqual([1, 2, 5, 7])
  }
})

test('a mark inside a bare cell, or one never closed, is left to the other reader', () => {
  for (const text of ['甲,乙\n一,二"三\n四,五\n', '甲,乙\n一,"二\n三,四\n', '甲,乙\n"一"二,三\n']) {
    const { rows, plain } = read(text, [])
    expect(plain.odd).toBe(true)
    expect(rows[0]).toEqual(['甲', '乙'])
    expect(plain.lines).toBe(1)
  }
})

test('anything, cut anywhere', () => {
  const random = seededRandom('tables')
  const signs = ['甲', 'b', ',', ',', '"', '""', '\n', '\r\n', ' ', '"甲,b"', '"甲\n乙"', '']
  for (let round = 0; round < 5000; round += 1) {
    const rest = Array.from({ length: random.below(14) }, () => random.pick(signs)).join('')
    const text = random.pick(['甲,乙\n', '甲,乙\r\n', '"甲",乙\n', '']) + rest
    const cuts = Array.from({ length: random.below(4) }, () => random.below(text.length + 1)).sort((a, b) => a - b)
    const { rows, plain } = read(text, cuts)
    const end = plain.end
    expect({ text, cuts, rows }).toEqual({ text, cuts, rows: forgiving(text, end) })
  }
})
