import { expect, test } from 'vitest'
import { csvRow } from './csv-row.ts'

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+86', "'+86"],
  ['-5', "'-5"],
  ['@cmd', "'@cmd"],
  ['＝cmd', "'＝cmd"],
  ['\tx', "'\tx"],
  ['=a,b', '"\'=a,b"'],
  [12.5, '12.5'],
  [-3, '-3'],
  [true, 'true'],
  [null, ''],
])('%j is written %s', (cell, written) => {
  expect(csvRow([cell])).toBe(`${written}\r\n`)
})
