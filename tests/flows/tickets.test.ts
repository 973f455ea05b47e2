/** A person files, follows, adds to, withdraws and rates a ticket; everything through HTTP. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintDraft, consultationDraft, reportDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const file = async (draft: unknown, headers: Record<string, string> = {}) => {
  const response = await api.post('/api/tickets', draft, headers)
  return { status: response.status, body: await response.json() }
}
const filed = async (draft: unknown) => {
  const { status, body } = await file(draft)
  expect(status).toBe(201)
  return body as { number: string; queryCode: string }
}
const read = async (number: string, code: string, headers: Record<string, string> = {}) => {
  const response = await api.request(`/api/tickets/${number}`, { headers: { 'query-code': code, ...headers } })
  return { status: response.status, body: await response.json() }
}

test('filing gives a number, a code, dated promises and the unit', async () => {
  const { status, body } = await file(complaintDraft())
  expect(status).toBe(201)
  expect(body).toMatchObject({
    kind: 'complaint',
    receivedAt: '2026-11-22T10:00:00.000+08:00',
    station: { id: 'shunhualu', kind: 'station' },
  })
  expect(body.number).toMatch(/^JNGX20261122\d{6}$/)
  expect(body.queryCode).toMatch(/^[2-9A-Z]{8}$/)
  expect(body.promises.map((each: { dueOn: string }) => each.dueOn)).toContain('2026-12-01')
})

test('an incomplete draft is refused field by field, in the reader’s language', async () => {
  const { status, body } = await file(complaintDraft({ requests: [], contact: {} }), { 'accept-language': 'en' })
  expect(status).toBe(400)
  expect(body.errors.map((each: { path: string }) => each.path)).toEqual([
    'requests',
    'contact.name',
    'contact.phone',
    'contact.address',
  ])
  expect(body.errors[0].message).toBe('Choose at least one thing you ask for.')
})

test('the same key and body give the same receipt; another body is refused', async () => {
  const key = { 'idempotency-key': 'test-key-0001' }
  const first = await file(complaintDraft(), key)
  const second = await file(complaintDraft(), key)
  const third = await file(complaintDraft({ narrative: '演示：另一件事。' }), key)
  expect(second).toEqual(first)
  expect(third.status).toBe(409)
})

test('the receipt of a repeated call is the first one, in its language, also when the ticket has moved on', async () => {
  const headers = { 'idempotency-key': 'test-key-0002', 'accept-language': 'en' }
  const first = await file(complaintDraft(), headers)
  const { number } = first.body as { number: string }
  await api.deps.db.execute(sql`update tickets set station = 'suncun' where number = ${number}`)
  expect(await file(complaintDraft(), { ...headers, 'accept-language': 'zh' })).toEqual(first)
})

test('fifty at once get fifty numbers', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => filed(complaintDraft())))
  expect(new Set(all.map(({ number }) => number)).size).toBe(50)
})

test('a wrong number and a wrong code answer the same', async () => {
  const { number, queryCode } = await filed(complaintDraft())
  const wrongCode = await read(number, 'AAAAAAAA')
  const wrongNumber = await read('JNGX20261122999999', queryCode)
  const none = await api.request(`/api/tickets/${number}`)
  const { requestId: _1, ...first } = wrongCode.body
  const { requestId: _2, ...second } = wrongNumber.body
  expect([wrongCode.status, wrongNumber.status, none.status]).toEqual([404, 404, 404])
  expect(first).toEqual(second)
})

test('the owner sees timeline and promises, but no contact data', async () => {
  const { number, queryCode } = await filed(complaintDraft())
  const { status, body } = await read(number, queryCode.toLowerCase())
  expect(status).toBe(200)
  expect(body).toMatchObject({
    state: 'dispatched',
    family: 'open',
    actions: ['message', 'withdraw', 'prove-contact'],
    demo: false,
  })
  expect(body.timeline.map((each: { sentence: string }) => each.sentence)).toEqual([
    '我们收到了。',
    '已分送给舜华路市场监督管理所办理。',
  ])
  expect(body.promises.map((each: { status: string }) => each.status).sort()).toEqual([
    'conditional',
    'running',
    'running',
  ])
  expect(JSON.stringify(body)).not.toContain('13800000001')
})

test('personal words are nowhere in the clear in the database', async () => {
  const draft = complaintDraft({ narrative: '演示：暗语紫色长颈鹿，打13800005678找我。' })
  await filed(draft)
  const [row] = await api.deps.db.execute(
    sql`select masked, encode(sealed, 'escape') as sealed from tickets where masked like '%紫色长颈鹿%'`,
  )
  expect(row?.['masked']).not.toContain('13800005678')
  expect(row?.['sealed']).not.toContain('紫色长颈鹿')
})

test('a message is kept and shown; a repeated send is kept once', async () => {
  const { number, queryCode } = await filed(complaintDraft())
  const headers = { 'query-code': queryCode, 'idempotency-key': 'message-0001' }
  for (let i = 0; i < 2; i++)
    expect((await api.post(`/api/tickets/${number}/messages`, { text: '补充一张小票。' }, headers)).status).toBe(201)
  const { body } = await read(number, queryCode)
  expect(body.messages).toEqual([{ at: '2026-11-22T10:00:00.000+08:00', from: 'citizen', text: '补充一张小票。' }])
})

test('a withdrawn complaint is closed, its clocks with it; nothing more can be said, and it can be rated once', async () => {
  const { number, queryCode } = await filed(complaintDraft())
  const code = { 'query-code': queryCode }
  expect((await api.post(`/api/tickets/${number}/rating`, { score: 5, solved: true }, code)).status).toBe(409)
  const withdrawn = await api.post(`/api/tickets/${number}/withdrawal`, { reason: '商家退钱了' }, code)
  expect(await withdrawn.json()).toEqual({ state: 'closed', stateName: '办结' })
  expect((await api.post(`/api/tickets/${number}/withdrawal`, {}, code)).status).toBe(409)
  expect((await api.post(`/api/tickets/${number}/messages`, { text: '在吗' }, code)).status).toBe(409)
  expect((await api.post(`/api/tickets/${number}/rating`, { score: 6, solved: true }, code)).status).toBe(400)
  expect(
    (await api.post(`/api/tickets/${number}/rating`, { score: 5, solved: true, comment: '很快' }, code)).status,
  ).toBe(201)
  expect((await api.post(`/api/tickets/${number}/rating`, { score: 1, solved: false }, code)).status).toBe(409)
  const { body } = await read(number, queryCode)
  expect(body).toMatchObject({
    state: 'closed',
    outcome: 'withdrawn',
    actions: [],
    rating: { score: 5, solved: true, comment: '很快' },
  })
  expect(body.promises.every((each: { status: string }) => each.status === 'met')).toBe(true)
})

test('a place nobody recognises waits at the unified desk', async () => {
  const { body } = await file(consultationDraft())
  expect(body.station).toMatchObject({ id: 'general', kind: 'section' })
})

test('checking a draft stores nothing and says what is missing, by when and who reads', async () => {
  const response = await api.post('/api/tickets/check', reportDraft({ contact: {} }))
  expect(await response.json()).toMatchObject({
    missing: ['contact.name', 'contact.phone'],
    nameShownToBusiness: 'never',
    station: { id: 'shunhualu' },
  })
})

test('every filing leaves an audit row that names nobody', async () => {
  const rows = await api.deps.db.execute(sql`select * from audit_log where action = 'ticket.filed'`)
  expect(rows.length).toBeGreaterThan(5)
  expect(JSON.stringify(rows)).not.toMatch(/13800000001|王小明|烤肉/)
})
