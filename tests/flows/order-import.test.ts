/** Orders of a hotline as a table: what is made, what is named and left out, and that a second run makes nothing. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey } from '../../api/api-keys/create-key.ts'
import { type Context, systemContext } from '../../api/platform/context.ts'
import { sentence } from '../../api/platform/spreadsheet/fault.ts'
import { type Entry, openReport } from '../../api/platform/spreadsheet/report.ts'
import { importOrders, type MadeOrder } from '../../api/tickets/hotlines/sheet/import-orders.ts'
import { openTicket } from '../../api/tickets/open-ticket.ts'
import { workbook } from '../factories/workbook.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
let folder: string
beforeAll(async () => {
  api = await openApi()
  folder = await mkdtemp(path.join(os.tmpdir(), 'yc-orders-'))
})
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true })
})

let files = 0
const fileOf = async (content: Buffer | string, ending = 'csv') => {
  files += 1
  const file = path.join(folder, `orders-${files}.${ending}`)
  await writeFile(file, content)
  return file
}
const take = async (
  file: string,
  { dryRun = false, ctx = systemContext('test') }: { dryRun?: boolean; ctx?: Context } = {},
) => {
  const said: Entry[] = []
  const made: MadeOrder[] = []
  const summary = await importOrders(api.deps, ctx, {
    ...{ path: file, source: '12345' as const, dryRun },
    say: (entry) => void said.push(entry),
    made: (order) => void made.push(order),
  })
  return { summary, said, made }
}
const told = (said: readonly Entry[]) =>
  said.map(({ outcome, line, column, reason }) => [outcome, line, column, sentence('zh', reason)])
const staff: Context = {
  actor: { kind: 'staff', id: 'reader', permissions: ['tickets.read', 'tickets.all'], station: null, section: null },
  requestId: 'test',
  locale: 'zh',
  client: 'test',
}
const count = async () =>
  Number((await api.deps.sql<{ n: string }[]>`select count(*) as n from tickets where channel = '12345'`)[0]?.n)

const HEAD =
  '登记编号,类型,接收方式,企业名称,企业地址,诉求内容,问题类别,事发地,具体问题,初查受理状态,处理机构,处理部门,反馈内容,来电人,联系电话,涉及金额,是否保密,收到时间'
const row = (changes: Record<string, string> = {}) =>
  Object.values({
    number: 'CSV-1',
    kind: '投诉',
    way: '电话',
    business: '演示烤肉店',
    address: '舜华路 1 号',
    text: '演示：结账时多收了60元服务费，要求退钱。',
    problem: '市场调节价问题',
    place: '舜华路',
    details: '菜单上没有写服务费。',
    state: '待核',
    body: '演示区局',
    department: '',
    feedback: '',
    caller: '演示 李四',
    phone: '138 0000 0003',
    amount: '358元',
    secret: '是',
    received: '2026-11-20 09:12',
    ...changes,
  }).join(',')

test('a dry run says what would be made and makes nothing; the run makes it; a second run makes nothing', async () => {
  const file = await fileOf(
    `${HEAD}\n${row()}\n${row({ number: 'CSV-2', kind: '咨询', text: '开一家奶茶店要办哪些手续？', details: '' })}\n`,
  )
  const before = await count()
  const dry = await take(file, { dryRun: true })
  expect(dry.summary).toMatchObject({ rows: 2, stored: 2, known: 0, rejected: 0 })
  expect(dry.made[0]).toMatchObject({ line: 2, number: 'CSV-1', kind: 'complaint', ticket: null })
  expect(dry.made[0]?.route).toMatchObject({ station: 'shunhualu', needsReview: false })
  expect(await count()).toBe(before)

  const real = await take(file)
  expect([real.summary.stored, real.said]).toEqual([2, []])
  const again = await take(file)
  expect(again.summary).toMatchObject({ rows: 2, stored: 0, known: 2, rejected: 0 })
  expect(await count()).toBe(before + 2)

  const ticket = await openTicket(api.deps, staff, { number: real.made[0]?.ticket ?? '' })
  expect(ticket).toMatchObject({
    kind: 'complaint',
    sourceNumber: 'CSV-1',
    problem: { code: 'P06' },
    draft: {
      narrative: '演示：结账时多收了60元服务费，要求退钱。\n菜单上没有写服务费。',
      respondent: { name: '演示烤肉店', address: '舜华路 1 号' },
      contact: { name: '演示 李四', phone: '13800000003', keepSecret: true },
      purchase: { amountYuan: '358.00' },
    },
  })
  // The clocks count from the day the table says the bureau got it.
  expect(ticket.promises.find(({ why }) => why.rule === 'reply-12345')).toMatchObject({ dueOn: '2026-11-27' })
  expect(ticket.timeline.find(({ type }) => type === 'noted')?.reason).toBe(
    '接收方式：电话\n问题类别：市场调节价问题\n初查受理状态：待核\n处理机构：演示区局',
  )
})

test('an order that came by its key is not made again by the table, nor the other way', async () => {
  const { key } = await createKey(api.deps, systemContext('test'), { source: '12345', label: '演示' })
  const send = async (number: string, text: string) =>
    (
      await api.post(
        '/api/hotlines/12345/orders',
        { text },
        { authorization: `Bearer ${key}`, 'idempotency-key': number },
      )
    ).status
  expect(await send('API-1', '演示：舜华路路边的电梯停了。')).toBe(201)
  const text = '工单编号,诉求内容\nAPI-1,演示：舜华路路边的电梯停了。\nAPI-2,演示：孙村的秤不准。\n'
  expect((await take(await fileOf(text))).summary).toMatchObject({ stored: 1, known: 1 })
  expect(await send('API-2', '演示：孙村的秤不准。')).toBe(201)
  const rows = await api.deps.sql`select number from tickets where source_number = 'API-2'`
  expect(rows.length).toBe(1)
  const other = await take(await fileOf('工单编号,诉求内容\nAPI-2,演示：说的是另一件事。\n'))
  expect(other.summary).toMatchObject({ stored: 0, known: 0 })
  expect(told(other.said)[0]?.[0]).toBe('differs')
})

test('every row that cannot be taken in is named by line, column and reason; the rest is made', async () => {
  const rows = [
    row({ number: 'BAD 1' }),
    row({ number: 'BAD-2', kind: '打听' }),
    row({ number: 'BAD-3', text: '', details: '' }),
    row({ number: 'BAD-4', phone: '12' }),
    row({ number: 'BAD-5', amount: '三百多' }),
    row({ number: 'BAD-6', received: '2027-01-01' }),
    row({ number: 'BAD-7', secret: '也许' }),
    row({ number: 'GOOD-1' }),
    row({ number: 'GOOD-1' }),
    `${row({ number: 'BAD-8' })},多一格`,
    row({ number: 'GOOD-2', problem: '外星人' }),
  ]
  const { summary, said } = await take(await fileOf(`演示标题行\n${HEAD}\n${rows.join('\n')}\n`))
  expect(summary).toMatchObject({ rows: 11, stored: 2, known: 0, rejected: 8 })
  expect(told(said).map((entry) => entry.slice(0, 3))).toEqual([
    ['rejected', 3, '登记编号'],
    ['rejected', 4, '类型'],
    ['rejected', 5, '诉求内容'],
    ['rejected', 6, '联系电话'],
    ['rejected', 7, '涉及金额'],
    ['rejected', 8, '收到时间'],
    ['rejected', 9, '是否保密'],
    ['duplicate', 11, ''],
    ['rejected', 12, ''],
    ['note', 13, '问题类别'],
  ])
  expect(told(said)[1]?.[3]).toBe('不认识“打听”，没有对应的代码。')
})

test('GB18030 and a workbook are read like UTF-8; formulas never run, and a report of them is harmless', async () => {
  // 工单编号,诉求内容 / GB-1,演示：店里的秤不准。
  const gb18030 = Buffer.from(
    'b9a4b5a5b1e0bac52ccbdfc7f3c4dac8dd0a47422d312cd1ddcabea3bab5eac0efb5c4b3d3b2bbd7bca1a30a',
    'hex',
  )
  const read = await take(await fileOf(gb18030))
  expect(read.summary).toMatchObject({ stored: 1, found: { encoding: 'gb18030' } })

  const sheet = await workbook({
    工单: [
      ['登记编号', '诉求内容', '类型'],
      ['XL-1', '=cmd|演示：这一格像公式。', '投诉'],
      ['XL-2', { formula: 'A1&"x"', result: '演示：公式的结果。' }, '投诉'],
      ['XL-3', { formula: 'NOW()' }, '投诉'],
    ],
    说明: [['这一页不是工单'], ['没有列名']],
  })
  const { summary, said, made } = await take(await fileOf(sheet, 'xlsx'))
  expect(summary).toMatchObject({ rows: 3, stored: 2, rejected: 1 })
  expect([...(summary.found?.otherSheets ?? [])]).toEqual(['说明'])
  expect(told(said).map(([outcome, line, column]) => [outcome, line, column])).toEqual([
    ['note', 2, '诉求内容'],
    ['note', 3, '诉求内容'],
    ['rejected', 4, '诉求内容'],
  ])
  const { draft } = await openTicket(api.deps, staff, { number: made[0]?.ticket ?? '' })
  expect(draft.narrative).toBe('=cmd|演示：这一格像公式。')

  const report = openReport(folder, 'report')
  await report.add({ outcome: 'rejected', where: '', line: 2, column: '=1+1', reason: { key: 'imports.cell.missing' } })
  await report.close()
  expect(await readFile(report.file ?? '', 'utf8')).toContain(",'=1+1,")
})

test('a file cut off in the middle keeps what came before, and says so; no headings make nothing', async () => {
  const cut = await take(await fileOf('登记编号,诉求内容\nCUT-1,演示：第一件。\nCUT-2,"演示：没有写完'))
  expect(cut.summary).toMatchObject({ stored: 1, stopped: { line: 3 } })
  await expect(take(await fileOf('甲,乙\n1,2\n'))).rejects.toThrow('没有认得的列名')
  await expect(take(await fileOf('登记编号,类型\nA-1,投诉\n'))).rejects.toThrow('诉求内容')
  await expect(take(await fileOf(''))).rejects.toThrow('空的')
})

test('only the system and who may dispatch bring orders in; the run stands in the audit log', async () => {
  const file = await fileOf('登记编号,诉求内容\nWHO-1,演示：第一件。\n')
  await expect(take(file, { ctx: staff })).rejects.toMatchObject({ code: 'forbidden' })
  await take(file)
  const rows = await api.deps.sql`select after from audit_log where action = 'hotline.orders-imported'`
  expect(rows.map(({ after }) => after)).toContainEqual({ rows: 1, stored: 1, known: 0, rejected: 0 })
})
