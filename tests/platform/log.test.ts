/** What a log line may never hold, whoever writes it. */
import { DrizzleQueryError } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { openApi, type TestApi } from '../harness/api.ts'

const PERSONAL = ['演示 王小明', '13800000001', '演示路 1 号', 'wang@example.com', '多收了六十元', 'K7M2P9QX']
const [name, phone, address, email, narrative, code] = PERSONAL

let api: TestApi
beforeAll(async () => {
  api = await openApi()
  return api.close
})

const lastLine = async () => (await api.logs()).at(-1) ?? ''

test.each([
  ['fields by name', { name, phone, address, email, narrative, queryCode: code }],
  ['a draft', { draft: { contact: { name, phone }, narrative } }],
  ['a nested body', { body: { contact: { name, phone, address, email }, narrative } }],
  ['a request', { req: { headers: { authorization: code, cookie: code, 'query-code': code } } }],
])('%s is cut', async (_, fields) => {
  api.deps.log.error(fields, 'something happened')
  const line = await lastLine()
  expect(line).toContain('something happened')
  expect(PERSONAL.filter((each) => line.includes(each))).toEqual([])
})

test('a failed query tells what failed, not with which values', async () => {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint'), {
    code: '23505',
    detail: `Key (phone)=(${phone}) already exists.`,
  })
  api.deps.log.error(
    { err: new DrizzleQueryError('insert into "tickets" ("name") values ($1)', PERSONAL, cause) },
    'call failed',
  )
  const line = await lastLine()
  expect(line).toContain('23505')
  expect(PERSONAL.filter((each) => line.includes(each))).toEqual([])
})

test('a call that fails inside logs its request and nothing of its body', async () => {
  await api.deps.sql.unsafe('select 1')
  const response = await api.post('/api/tickets', {
    kind: 'praise',
    narrative: `${narrative}\u0000`,
    subject: narrative,
    contact: { name, phone },
  })
  const lines = (await api.logs()).join('\n')
  expect(response.status).toBeLessThan(500)
  expect(PERSONAL.filter((each) => lines.includes(each))).toEqual([])
})
