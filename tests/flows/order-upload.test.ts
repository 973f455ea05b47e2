/** A table of orders handed in at the desk: looked through first, taken in once, what was left out given back, gone after a day. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobsOf } from '../../api/jobs.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { t } from '../../content/messages/index.ts'
import { workbook } from '../factories/workbook.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const CLERK = 'demo.desk'
const clock = fixedClock(NOW)
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi({ clock })
  desk = await openDesk(api, [CLERK, 'demo.chief', 'demo.admin'])
})
afterAll(() => api.close())

const HEAD = '登记编号,类型,诉求内容,企业名称,涉及金额'
const GOOD = '演示：结账时多收了60元服务费，要求退钱。'
const bytesOf = (content: string | Buffer) => new Uint8Array(Buffer.from(content))
const upload = async (content: string | Buffer, who = CLERK, source = '12345', name = '演示工单.csv') => {
  const response = await api.request(`/api/desk/orders?source=${source}`, {
    method: 'POST',
    body: bytesOf(content),
    headers: { ...desk.headers(who), 'content-type': 'text/csv', 'file-name': encodeURIComponent(name) },
  })
  return { status: response.status, body: await response.json() }
}
const leftOut = async (id: string, lang = 'zh') => {
  const response = await api.request(`/api/desk/orders/${id}/left-out?lang=${lang}`, { headers: desk.headers(CLERK) })
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="orders-left-out-/)
  return response.text()
}
const tickets = async (prefix: string) =>
  (await api.deps.sql`select number from tickets where source_number like ${`${prefix}%`} order by source_number`)
    .length
const audited = async (entity: string) =>
  (
    await api.deps.sql<{ action: string }[]>`
      select action from audit_log where entity_id = ${entity} order by at, action`
  ).map(({ action }) => action)

test('first only looked through, then taken in once; a second time makes nothing', async () => {
  const table = [
    HEAD,
    `UP-1,投诉,${GOOD},演示烤肉店,60元`,
    `UP 2,投诉,${GOOD},演示烤肉店,60元`,
    'UP-3,投诉,,演示烤肉店,',
    `UP-1,投诉,${GOOD},演示烤肉店,60元`,
    'UP-4,举报,演示：有人卖过期的牛奶。,演示超市,很多',
    'UP-5,咨询,演示：营业执照怎么办？,,',
  ].join('\n')
  const { status, body } = await upload(table)
  expect(status).toBe(201)
  expect(await tickets('UP-')).toBe(0)
  const found = (await desk.get(CLERK, `/orders/${body.id}`)).body
  expect(found).toMatchObject({
    ...{ source: '12345', name: '演示工单.csv', takenAt: null },
    ...{ rows: 6, stored: 2, known: 0, leftOut: 4, unread: [], stopped: null },
  })
  expect(found.orders.map((each: { line: number; number: string }) => [each.line, each.number])).toEqual([
    [2, 'UP-1'],
    [7, 'UP-5'],
  ])
  expect(
    found.remarks.map(({ outcome, line, column, reason }: Record<string, string>) => [outcome, line, column, reason]),
  ).toEqual([
    ['rejected', 3, '登记编号', t('zh', 'imports.orders.number')],
    ['rejected', 4, '诉求内容', t('zh', 'imports.cell.missing')],
    ['duplicate', 5, '', t('zh', 'imports.row.duplicate', { line: 2 })],
    ['rejected', 6, '涉及金额', expect.any(String)],
  ])

  const taken = (await desk.post(CLERK, `/orders/${body.id}/intake`, {})).body
  expect(taken).toMatchObject({ stored: 2, known: 0, leftOut: 4 })
  expect(taken.orders.every((each: { ticket: string | null }) => each.ticket !== null)).toBe(true)
  expect(await tickets('UP-')).toBe(2)
  const again = (await desk.post(CLERK, `/orders/${body.id}/intake`, {})).body
  expect(again).toEqual(taken)
  expect(await tickets('UP-')).toBe(2)

  const second = await upload(table)
  expect((await desk.get(CLERK, `/orders/${second.body.id}`)).body).toMatchObject({ stored: 0, known: 2, leftOut: 4 })
  expect(await audited(body.id)).toEqual(['hotline.orders-uploaded'])
  const rows = await api.deps.sql`
    select actor_id, after from audit_log where action = 'hotline.orders-imported' and actor_kind = 'staff'`
  expect(rows).toMatchObject([{ after: { rows: 6, stored: 2, known: 0, rejected: 3 } }])
})

test('what was left out comes back with its reasons, and goes in once it is put right', async () => {
  const table = [HEAD, `LEFT 1,投诉,"${GOOD}",=1+1,60元`, `LEFT-2,投诉,${GOOD},演示烤肉店,`].join('\n')
  const { body } = await upload(table)
  await desk.post(CLERK, `/orders/${body.id}/intake`, {})
  const csv = await leftOut(body.id)
  const [head, row, ...more] = csv.replace('\uFEFF', '').trimEnd().split('\r\n')
  expect(more).toEqual([])
  expect(head).toBe(`${HEAD},${t('zh', 'imports.orders.line')},${t('zh', 'imports.orders.reason')}`)
  // A spreadsheet cannot be made to run what somebody typed.
  expect(row).toContain("'=1+1")
  expect(row).toContain(`2,登记编号：${t('zh', 'imports.orders.number')}`)
  expect(await leftOut(body.id, 'en')).toContain(t('en', 'imports.orders.number'))
  expect(await audited(body.id)).toContain('hotline.left-out-taken')
  const mended = await upload(csv.replace('LEFT 1', 'LEFT-1'))
  expect((await desk.get(CLERK, `/orders/${mended.body.id}`)).body).toMatchObject({ rows: 1, stored: 1, leftOut: 0 })
})

test('a workbook is read the same way', async () => {
  const sheet = { 工单: [HEAD.split(','), ['XL-1', '投诉', GOOD, '演示烤肉店', 60]], 说明: [['演示']] }
  const { status, body } = await upload(await workbook(sheet), CLERK, '12315', '演示.xlsx')
  expect(status).toBe(201)
  expect((await desk.get(CLERK, `/orders/${body.id}`)).body).toMatchObject({ source: '12315', stored: 1, leftOut: 0 })
})

test('what is no table, empty, too large or too long is refused in a sentence, and nothing is kept', async () => {
  const before = await api.deps.sql`select id from order_sheets`
  const wrong = async (content: string | Buffer) => {
    const { status, body } = await upload(content)
    return [status, body.detail]
  }
  expect(await wrong('')).toEqual([422, t('zh', 'imports.file.empty')])
  expect(await wrong('甲,乙\n1,2\n')).toEqual([422, t('zh', 'imports.orders.headerUnknown', { line: 1 })])
  expect(await wrong(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual([422, t('zh', 'imports.file.oldExcel')])
  expect(await wrong(Buffer.alloc(10 * 1024 * 1024 + 1, 'a'))).toEqual([
    413,
    t('zh', 'errors.hotlines.sheetBytes', { most: 10 }),
  ])
  const long = [HEAD, ...Array.from({ length: 2001 }, (_, row) => `LONG ${row},投诉,,,`)].join('\n')
  expect(await wrong(long)).toEqual([422, t('zh', 'errors.hotlines.sheetRows', { most: 2000 })])
  expect((await upload(`${HEAD}\n`, CLERK, '110')).status).toBe(400)
  expect(await api.deps.sql`select id from order_sheets`).toEqual(before)
  expect(await readdir(path.join(api.deps.config.dataDir, 'order-sheets'))).toEqual([])
})

test('nobody but a dispatcher hands one in, nobody else opens it, and what lies in the database is sealed', async () => {
  for (const who of ['demo.chief', 'demo.admin']) expect((await upload(`${HEAD}\n`, who)).status, who).toBe(403)
  const { body } = await upload([HEAD, `SEAL-1,投诉,${GOOD},演示烤肉店,`].join('\n'))
  const [row] = await api.deps.sql<{ sealed: Buffer; sealed_findings: Buffer }[]>`
    update order_sheets set staff_id = 'somebody else' where id = ${body.id} returning sealed, sealed_findings`
  expect(
    Buffer.concat([row?.sealed ?? Buffer.alloc(0), row?.sealed_findings ?? Buffer.alloc(0)]).includes('SEAL-1'),
  ).toBe(false)
  for (const answer of [
    await desk.get(CLERK, `/orders/${body.id}`),
    await desk.post(CLERK, `/orders/${body.id}/intake`, {}),
  ])
    expect([answer.status, answer.body.detail]).toEqual([404, t('zh', 'errors.hotlines.sheetGone')])
  expect(await tickets('SEAL-')).toBe(0)
})

test('ten at once make each order once', async () => {
  const table = [HEAD, ...Array.from({ length: 5 }, (_, row) => `ONCE-${row},投诉,${GOOD},演示烤肉店,`)].join('\n')
  const { body } = await upload(table)
  const answers = await Promise.all(Array.from({ length: 10 }, () => desk.post(CLERK, `/orders/${body.id}/intake`, {})))
  // Whoever comes while the first is at it is told to look again.
  expect([...new Set(answers.map(({ status }) => status))].filter((status) => status !== 409)).toEqual([200])
  expect(await tickets('ONCE-')).toBe(5)
  expect((await desk.get(CLERK, `/orders/${body.id}`)).body).toMatchObject({ stored: 5, known: 0 })
})

test('after a day the table and its key are gone', async () => {
  const [kept] = await api.deps.sql<{ keys: number }[]>`
    select count(*)::integer as keys from data_keys where id in (select data_key_id from order_sheets)`
  expect(kept?.keys).toBeGreaterThan(0)
  const keys = await api.deps.sql<{ id: string }[]>`select data_key_id as id from order_sheets`
  clock.set('2026-11-23T10:00:01+08:00')
  await jobsOf(api.deps)
    .find(({ name }) => name === 'orders.retention')
    ?.run()
  expect(await api.deps.sql`select id from order_sheets`).toEqual([])
  expect(await api.deps.sql`select id from data_keys where id in ${api.deps.sql(keys.map(({ id }) => id))}`).toEqual([])
})
