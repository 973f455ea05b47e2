/** Workbooks, texts of decisions, very large files, and an import that is killed half way. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { correctDisclosure } from '../../api/disclosures/correct-disclosure.ts'
import { type ImportOptions, importDisclosures } from '../../api/disclosures/import/import-disclosures.ts'
import { systemClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { sentence } from '../../api/platform/spreadsheet/fault.ts'
import { type Cells, cells, csv, HEADINGS, line } from '../factories/penalty-files.ts'
import { workbook } from '../factories/workbook.ts'
import { openApi, type TestApi, testEnvironment } from '../harness/api.ts'

let api: TestApi
let folder: string
beforeAll(async () => {
  api = await openApi()
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'yc-import-'))
})
afterAll(async () => {
  await api.close()
  await fs.rm(folder, { recursive: true, force: true })
})

async function bring(file: string, options: Partial<ImportOptions> = {}) {
  const summary = await importDisclosures(api.deps, systemContext('test'), {
    kind: 'penalties',
    path: file,
    reportDir: folder,
    ...options,
  })
  return {
    ...summary,
    said: summary.report.first.map(({ line: at, column, reason }) => `${at} ${column}: ${sentence('zh', reason)}`),
  }
}
const stored = async (documentNumber: string) =>
  (await api.deps.sql`select * from disclosures where document_number = ${documentNumber}`)[0]
const count = async () => Number((await api.deps.sql`select count(*) from disclosures`)[0]?.['count'])
const values = (serial: number, change: Partial<Cells> = {}) => Object.values(cells(serial, change))

describe('workbooks', () => {
  const write = async (name: string, content: Buffer) => {
    await fs.writeFile(path.join(folder, name), content)
    return path.join(folder, name)
  }
  test('a title above the headings, days as numbers, formulas by their stored result, further sheets', async () => {
    const headings = Object.values(HEADINGS)
    const day = headings.indexOf('处罚决定日期')
    const fine = headings.indexOf('罚款金额（万元）')
    const changed = (row: (string | number | object)[], at: number, value: unknown) => row.with(at, value as string)
    const book = await workbook({
      一: [
        ['演示处罚公示表'],
        headings,
        changed(values(100_001), day, 46_148) as string[],
        changed(values(100_002), fine, { formula: '1/2', result: '0.5' }) as string[],
        changed(values(100_003), fine, { formula: '1/2' }) as string[],
      ],
      二: [headings, values(100_004)],
      说明: [['这里只是说明'], ['不是记录']],
    })
    const { said, ...summary } = await bring(await write('book.xlsx', book))
    expect(summary).toMatchObject({ stored: 3, rejected: 1, found: { otherSheets: ['说明'] } })
    expect(said).toEqual(['5 罚款金额（万元）: 这一格是公式，文件里没有结果。请粘贴为数值后再导入。'])
    expect(summary.report.kinds.get('imports.cell.formula')).toBe(1)
    expect(await stored('演示罚〔2026〕100001号')).toMatchObject({ fine_yuan: '5000.00' })
    const [{ day: written } = { day: '' }] = await api.deps.sql<{ day: string }[]>`
      select decided_on::text as day from disclosures where document_number = '演示罚〔2026〕100001号'`
    expect(written).toBe('2026-05-06')
  })
  test('cut off, or a ZIP of something else', async () => {
    const book = await workbook({ 一: [Object.values(HEADINGS), values(100_010)] })
    const refused = async (name: string, content: Buffer) =>
      bring(await write(name, content)).then(() => 'taken in', String)
    expect(await refused('cut.xlsx', book.subarray(0, book.length - 60))).toContain('这个 .xlsx 文件不完整')
    const damaged = Buffer.from(book)
    damaged.fill(0xff, 40, 120)
    expect(await refused('damaged.xlsx', damaged)).toMatch(/损坏|不完整/)
  })
})

describe('texts of decisions', () => {
  const DECISION = `# 演示生鲜超市销售超过保质期的食品案

**行政处罚决定书文号**：演示罚〔2026〕200001号

**被处罚单位（被处罚人）**：演示生鲜超市

**法定代表人（或单位负责人）**：周某某

**执法部门**：演示市场监督管理局

**作出行政处罚的日期**：2026-06-20

## 行政处罚决定

主要违法事实：当事人销售超过保质期的饼干20袋。 行政处罚种类、依据、内容：当事人的行为违反了《中华人民共和国食品安全法》第三十四条的规定。根据《中华人民共和国食品安全法》第一百二十四条第一款第（五）项的规定，决定对当事人处罚如下：1、没收违法所得95元；2、罚款人民币柒拾元整（¥70.00）。罚没款合计165元。 行政处罚履行方式和期限：当事人自收到行政处罚决定书之日起十五日内履行。
`
  test('party, number, facts, basis, penalty and day are read; a badly masked text is caught', async () => {
    const texts = path.join(folder, 'decisions')
    await fs.mkdir(texts)
    await fs.writeFile(path.join(texts, '1.md'), DECISION)
    const covered = DECISION.replaceAll('演示生鲜超市', '**某某超市').replace('200001', '**')
    await fs.writeFile(path.join(texts, '2.md'), `---\ntitle: "演示生鲜超市销售超过保质期的食品案"\n---\n\n${covered}`)
    const { said, ...summary } = await bring(texts)
    expect(summary).toMatchObject({ rows: 2, stored: 1, rejected: 1 })
    expect(said.join('\n')).toContain('遮盖得认不出了')
    expect(said.join('\n')).toContain('遮盖不完整')
    const row = await stored('演示罚〔2026〕200001号')
    expect(row).toMatchObject({
      party_name: '演示生鲜超市',
      fine_yuan: '70.00',
      confiscated_yuan: '95.00',
      penalty_kinds: ['confiscate-income', 'fine'],
      laws: [{ law: 'FSL', article: '124' }],
    })
    expect(row?.['detail'].facts).toBe('当事人销售超过保质期的饼干20袋。')
    expect(row?.['detail'].content).not.toContain('十五日内')
  })
})

test('300 MB come in with flat memory', { timeout: 300_000 }, async () => {
  const file = path.join(folder, 'large.csv')
  const out = createWriteStream(file)
  out.write(line(Object.values(HEADINGS)))
  const facts = '当事人经营超过保质期的食品。'.repeat(700)
  let size = 0
  for (let serial = 0; size < 300_000_000; serial += 1) {
    // Nine of ten name a record again, so that the test is about the file and not about the database.
    const row = line(values(300_000 + Math.floor(serial / 10), { facts }))
    size += Buffer.byteLength(row)
    if (!out.write(row)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  let early = 0
  let peak = 0
  const summary = await bring(file, {
    progress: () => {
      const now = process.memoryUsage().rss
      if (early === 0) early = now
      peak = Math.max(peak, now)
    },
  })
  expect(summary).toMatchObject({ stopped: null, rejected: 0 })
  expect(summary.stored).toBe(Math.ceil(summary.rows / 10))
  expect((peak - early) / 1e6).toBeLessThan(250)
})

test('options count wherever a runner of scripts leaves its --', async () => {
  const file = path.join(folder, 'options.csv')
  await fs.writeFile(file, csv([cells(400_001)]))
  const words = ['import', 'penalties', file, '--mapping', 'no-such-mapping.yaml']
  const env = { PATH: process.env['PATH'] ?? '', ...testEnvironment(api.database, folder) }
  const say = async (args: string[], more: Record<string, string> = {}) => {
    const child = spawn(process.execPath, ['api/cli/main.ts', ...args], { env: { ...env, ...more } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) for await (const piece of stream) said += piece
    return said
  }
  for (const args of [words, words.toSpliced(1, 0, '--'), words.toSpliced(2, 0, '--')])
    expect(await say(args)).toMatch(/^没有这个文件 \/ no such file: no-such-mapping.yaml\n/)
  // A trial run that npm swallowed is not done in earnest.
  expect(await say(words, { npm_config_dry_run: 'true' })).toMatch(/^npm .* -- /)
}, 60_000)

test('killed in the middle: whole batches stand, and the next run finishes', { timeout: 240_000 }, async () => {
  const rows = 20_000
  const file = path.join(folder, 'killed.csv')
  await fs.writeFile(file, csv(Array.from({ length: rows }, (_, index) => cells(500_000 + index))))
  const before = await count()
  const env = { PATH: process.env['PATH'] ?? '', ...testEnvironment(api.database, folder) }
  const run = () => spawn(process.execPath, ['api/cli/main.ts', 'import', 'penalties', file], { env, stdio: 'ignore' })
  const first = run()
  while ((await count()) === before && first.exitCode === null) await setTimeout(5)
  first.kill('SIGKILL')
  await once(first, 'exit')
  const half = (await count()) - before
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(rows)
  expect(half % 5000).toBe(0)
  // Each once, with the act that brought it in, and with a history that is whole after its first change.
  const brought = `document_number like '演示罚〔2026〕5_____号'`
  const [whole] = await api.deps.sql.unsafe(`
    select count(*)::int as records, count(distinct document_number)::int as numbers, min(id::text) as id,
      (select sum((after->>'records')::int)::int from audit_log where action = 'disclosure.imported') as acts
    from disclosures where ${brought}`)
  expect(whole).toMatchObject({ records: half, numbers: half, acts: half + before })
  const id = String(whole?.['id'])
  const history = async () => (await (await api.request(`/api/disclosures/${id}/versions`)).json()) as object
  expect(await history()).toMatchObject({ items: [{ version: 1, kind: 'original', changes: [] }] })
  const correction = { id, version: 1, changes: { fineYuan: '77.00' }, reason: '演示更正。' }
  // The killed import went by the clock of the machine.
  await correctDisclosure({ ...api.deps, clock: systemClock }, systemContext('test'), correction)
  const changes = [{ field: 'fineYuan', before: '5000.00', after: '77.00' }]
  const both = {
    items: [
      { version: 1, record: { fineYuan: '5000.00' } },
      { version: 2, changes },
    ],
  }
  expect(await history()).toMatchObject(both)
  const second = run()
  await once(second, 'exit')
  expect(second.exitCode).toBe(0)
  expect((await count()) - before).toBe(rows)
  expect(await history()).toMatchObject(both)
})
