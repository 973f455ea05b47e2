/** House rules a reader should never have to police. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isTest, sources } from '../harness/sources.ts'

const all = [...sources(['site', 'api', 'search', 'content', 'tests', 'docs', '.ci'], ['']), ...atRoot()].filter(
  ({ file }) => !file.startsWith('api/migrations/') && !/\.(png|ico|svg|woff2)$/.test(file),
)
/** Tables of worked examples are read by row, not from top to bottom. */
const isTable = (file: string) => /\/cases(\.test)?\.ts$/.test(file)
const code = all.filter(({ file }) => /\.(ts|tsx|astro|css|mjs)$/.test(file))
const lineCount = (text: string) => text.trimEnd().split('\n').length

function atRoot() {
  const names = fs.readdirSync('.').filter((name) => fs.statSync(name).isFile() && name !== 'package-lock.json')
  return names.map((name) => ({ file: path.basename(name), text: fs.readFileSync(name, 'utf8') }))
}

test('a source file is at most 300 lines, a test 400, a page or component 140', () => {
  const limit = (file: string) => (file.endsWith('.astro') ? 140 : isTest({ file, text: '' }) ? 400 : 300)
  const long = code
    .map(({ file, text }) => ({ file, lines: lineCount(text) }))
    .filter(({ file, lines }) => lines > limit(file) && !isTable(file))
  expect(long.map(({ file, lines }) => `${file}: ${lines}`)).toEqual([])
})

/** `file:line` of every match. */
function found(pattern: RegExp, among = all): string[] {
  return among.flatMap(({ file, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) && !file.endsWith('invariants/files.test.ts') ? [`${file}:${index + 1}`] : [],
      ),
  )
}

test('no path of anybody’s machine', () => {
  expect(found(/(^|[\s'"`(=:])(\/(home|root|Users|work|farm)\/|\.\.\/shared\b|[A-Z]:\\)/)).toEqual([])
})

test('nothing left to do, nothing silenced', () => {
  expect(
    found(
      /\b(TODO|FIXME|HACK)\b|@ts-(ignore|nocheck|expect-error)|eslint-disable|\b(it|test|describe)\.(only|skip|todo)\b/,
      code,
    ),
  ).toEqual([])
})

test('a fixture is recognisably invented: mobile numbers of the reserved demo block', () => {
  const phones = all.flatMap(({ file, text }) =>
    [...text.matchAll(/(?<![\d.])1[3-9]\d{9}(?!\d)/g)].map((match) => `${file}: ${match[0]}`),
  )
  expect(phones.filter((line) => !/: 1\d{2}0000\d{4}$/.test(line))).toEqual([])
})
