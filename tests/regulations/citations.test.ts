/** `npm run citations`: this product's own citations against a collection written here, with and without a gap. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { articleLabel } from '../../content/rules/cite.ts'

let root: string
let laws: string

beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'yc-citations-'))
  laws = path.join(root, 'laws')
  for (const folder of ['laws', 'site', 'api', 'search']) mkdirSync(path.join(root, folder))
  cpSync('content', path.join(root, 'content'), { recursive: true })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const ITEMS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].map((sign) => `（${sign}）演示。`)

/** Articles of the complaint measures in our own words: their numbers alone matter. */
function writeMeasures(without: number | null): void {
  const articles = Array.from({ length: 46 }, (_, at) => at + 1)
    .filter((number) => number !== without)
    .map((number) => `${articleLabel({ article: String(number) }, 'zh')} 演示：\n${ITEMS.join('\n')}`)
  const text = ['# 市场监督管理投诉举报处理办法', '2026年4月15日 施行', '<!-- INFO END -->', ...articles].join('\n\n')
  writeFileSync(path.join(laws, '市场监督管理投诉举报处理办法.md'), text)
}

function citations(): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const program = path.resolve('api/cli/main.ts')
    execFile(
      process.execPath,
      [program, 'citations', '--laws', laws],
      { env: { ...process.env, YICHUANG_ROOT: root } },
      (error, out, problems) => resolve({ code: error ? Number(error.code) : 0, out: out + problems }),
    )
  })
}

test('every cited article is there: laws the collection lacks are told apart and fail nothing', async () => {
  writeMeasures(null)
  const { code, out } = await citations()
  expect(out).toContain('不在这批法规里')
  expect(out).toMatch(/ 0 missing/)
  expect(code).toBe(0)
})

test('a missing article is named with file and line, in rules, notes and sentences; exit code 1', async () => {
  writeMeasures(16)
  const { code, out } = await citations()
  expect(code).toBe(1)
  for (const place of [
    /content\/rules\/grounds\.yaml:\d+ {2}《市场监督管理投诉举报处理办法》第十六条第一项：2026-04-15 的版本没有这一条/,
    /content\/rules\/retention\.yaml:\d+ {2}《市场监督管理投诉举报处理办法》第十六条：/,
    /content\/messages\/zh\/tickets\.json:\d+ {2}《市场监督管理投诉举报处理办法》第十六条：/,
    /content\/messages\/en\/tickets\.json:\d+ {2}《市场监督管理投诉举报处理办法》第十六条：/,
  ])
    expect(out).toMatch(place)
})

test('an item beyond those the article has is missing too', async () => {
  writeMeasures(null)
  writeFileSync(
    path.join(root, 'content/calendar/extra.yaml'),
    '- { law: C121, article: "16", item: 11, from: 2026-04-15 }\n',
  )
  const { code, out } = await citations()
  expect(code).toBe(1)
  expect(out).toMatch(/calendar\/extra\.yaml:1 {2}《市场监督管理投诉举报处理办法》第十六条第十一项：.*没有这一项/)
})
