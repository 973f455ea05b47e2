import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadContent } from './load.ts'

const project = join(import.meta.dirname, '..')
let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'content-'))
  for (const folder of readdirSync(join(project, 'content'), { withFileTypes: true })) {
    if (folder.isDirectory())
      cpSync(join(project, 'content', folder.name), join(root, 'content', folder.name), { recursive: true })
  }
})
afterEach(() => rmSync(root, { recursive: true }))

function edit(file: string, from: string, to: string) {
  const path = join(root, 'content', file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} no longer contains ${from}`)
  writeFileSync(path, text.replace(from, to))
}

test('the content that ships is whole', () => {
  const content = loadContent(project)
  expect(content.stations).toHaveLength(9)
  expect(content.problems.map((problem) => problem.code)).toHaveLength(20)
  expect(content.hotlines.map((line) => line.number)).toEqual(['12345', '12315', '12331', '12365', '12358'])
  expect(content.find.street.get('suncun')?.station.id).toBe('suncun')
  expect(content.find.problem.get('P06')?.title.en).toBe('Prices and charges')
})

test('every problem is easy to recognise: enough words, no word twice', () => {
  for (const { code, keywords } of loadContent(project).problems) {
    expect(keywords.zh.length, code).toBeGreaterThanOrEqual(15)
    expect(keywords.en.length, code).toBeGreaterThanOrEqual(5)
    expect(new Set(keywords.zh).size, code).toBe(keywords.zh.length)
  }
})

describe('mistakes are explained, all at once', () => {
  test('several files, a misspelt key and a missing text', () => {
    edit('problems/groups.yaml', 'problems: [P16]', 'problem: [P16]')
    edit('bureau/bureau.yaml', 'en: Yichuang', "en: ''")
    rmSync(join(root, 'content/bureau/hotlines.yaml'))
    const load = () => loadContent(root)
    expect(load).toThrow(/problems\/groups\.yaml: row 9 \(equipment\)/)
    expect(load).toThrow(/bureau\/bureau\.yaml: siteName\.en/)
    expect(load).toThrow(/bureau\/hotlines\.yaml: the file is missing/)
  })

  test.each([
    ['problems/problems.yaml', 'basis: [{ law: SEL }]', 'basis: [{ law: SELL }]', /P16 names the law SELL/],
    ['problems/problems.yaml', '- code: P02', '- code: P01', /code P01 stands there twice/],
    ['problems/groups.yaml', 'problems: [P19]', 'problems: [P18]', /P19 is in no group/],
    ['bureau/sections.yaml', 'overrides: [P16]', 'overrides: [P17]', /override P17 stands there twice/],
    ['bureau/stations.yaml', '[孙村新区, ', '[舜华南路, ', /“舜华南路” stands under shunhualu and suncun/],
    ['bureau/hotlines.yaml', 'nowAnsweredBy: ["12315", "12345"]', 'nowAnsweredBy: ["12331"]', /open hotline 12331/],
    ['bureau/emergencies.yaml', 'patterns: []', 'patterns: ["("]', /not a regular expression/],
    ['rules/deadlines.yaml', 'to: 2026-04-14', 'to: 2026-04-15', /two versions of accept/],
    ['rules/deadlines.yaml', 'law: C121\n  article: "15"', 'law: null\n  article: null', /names law and article/],
    ['calendar/2026.json', '2026-01-04', '2025-01-04', /2025-01-04 belongs to another year/],
    ['calendar/2026.json', '"year": 2026', '"year": 2024', /year 2024 stands there twice/],
  ])('%s: %s → %s', (file, from, to, message) => {
    edit(file, from, to)
    expect(() => loadContent(root)).toThrow(message)
  })

  test('a year missing between two others', () => {
    rmSync(join(root, 'content/calendar/2025.json'))
    expect(() => loadContent(root)).toThrow(/2025\.json: missing/)
  })
})
