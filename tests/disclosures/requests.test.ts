/** Objections and credit repair: from the person's form to the record put right, with the clocks of the rules. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { forgetRequests } from '../../api/disclosures/requests/forget-requests.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { connect } from '../../api/platform/connect.ts'
import { systemContext } from '../../api/platform/context.ts'
import { inspection, penalty } from '../factories/disclosures.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const PUBLISHER = 'demo.publisher'
const OFFICER = 'demo.shunhualu'
const clock = fixedClock(NOW)
const ctx = systemContext('test')
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi({ clock })
  desk = await openDesk(api, [PUBLISHER, OFFICER])
})
afterAll(() => api.close())

let serial = 0
/** A fine decided in May and published in June: its three months of least publication are over. */
const publish = (change: Parameters<typeof penalty>[0] = {}, { deps } = api) => {
  serial += 1
  const old = { documentNumber: `演示求〔2026〕${serial}号`, decidedOn: '2026-05-20', ...change }
  return publishDisclosure(deps, ctx, penalty(old, { publishedOn: '2026-06-01' }))
}
const contact = { name: '演示申请人', phone: '13900006655' }
const objection = { applicant: 'party', contact, wrong: '罚款数额多写了一个零。', evidence: '处罚决定书第三页' }
const repair = {
  applicant: 'party',
  contact,
  performed: '罚款已于六月缴清，过期食品已销毁。',
  conditions: ['performed', 'undone', 'promise'],
}
const file = async (id: string, which: 'objections' | 'repairs', body: object, headers = {}) => {
  const response = await api.post(`/api/disclosures/${id}/${which}`, body, headers)
  return { status: response.status, body: await response.json() }
}
const status = async (number: string, code: string, language = 'zh') => {
  const response = await api.request(`/api/disclosures/requests/${number}`, {
    headers: { 'query-code': code, 'accept-language': language },
  })
  return { status: response.status, body: await response.json() }
}
const decide = (number: string, body: object, who = PUBLISHER) =>
  desk.post(who, `/disclosures/requests/${number}/decision`, { version: 1, ...body })
const record = async (id: string) => (await api.request(`/api/disclosures/${id}`)).json()

test('an objection gets a number, a code and the last day by the calendar; what it says is sealed', async () => {
  const id = await publish()
  const key = { 'idempotency-key': 'one-and-the-same' }
  const { status: created, body } = await file(id, 'objections', objection, key)
  expect(created, JSON.stringify(body)).toBe(201)
  // Sunday 22 November: three working days end on Wednesday.
  expect(body).toMatchObject({ dueOn: '2026-11-25', kind: 'objection', promise: { why: { count: 3 } } })
  expect(body.promise.basis).toMatchObject({ law: '山东省社会信用条例', article: '第三十九条' })
  expect((await file(id, 'objections', objection, key)).body.number).toBe(body.number)
  expect(await status(body.number, body.queryCode)).toMatchObject({ status: 200, body: { state: 'received' } })
  expect((await status(body.number, 'WRONG')).status).toBe(404)
  expect((await status(body.number, body.queryCode, 'en')).body.stateName).toBe('Received')
  for (const table of ['disclosure_requests', 'audit_log']) {
    const rows = await api.deps.sql.unsafe(`select to_jsonb(t) - 'sealed' as row from ${table} t`)
    expect(JSON.stringify(rows)).not.toMatch(/演示申请人|13900006655|多写了一个零/)
  }
  expect((await api.logs()).join('')).not.toMatch(/演示申请人|13900006655/)
})

test('upheld: the record is corrected in the same act, and the person reads the answer', async () => {
  const id = await publish()
  const { body } = await file(id, 'objections', objection)
  expect((await desk.get(OFFICER, '/disclosures/requests')).status).toBe(403)
  const queue = (await desk.get(PUBLISHER, '/disclosures/requests')).body
  expect(queue.items.map((each: { number: string }) => each.number)).toContain(body.number)
  expect(JSON.stringify(queue)).not.toContain('13900006655')
  const opened = (await desk.get(PUBLISHER, `/disclosures/requests/${body.number}`)).body
  expect(opened).toMatchObject({ contact, statement: objection.wrong, actions: ['check-others', 'uphold', 'refuse'] })
  // Others must be asked: seven working days from receipt.
  expect((await decide(body.number, { action: 'check-others' })).body).toEqual({ state: 'checking', version: 2 })
  expect((await status(body.number, body.queryCode)).body).toMatchObject({ state: 'checking', dueOn: '2026-12-01' })
  const right = {
    version: 2,
    action: 'uphold',
    answer: '你说得对，已更正。',
    remedy: { kind: 'correction', recordVersion: 1, changes: { fineYuan: '6000.00' }, reason: '演示：数额录入有误。' },
  }
  expect((await decide(body.number, { ...right, answer: undefined })).status).toBe(400)
  expect((await decide(body.number, { ...right, remedy: { kind: 'early-end', reason: 'x' } })).status).toBe(400)
  expect((await decide(body.number, { ...right, remedy: { ...right.remedy, recordVersion: 9 } })).status).toBe(409)
  expect((await status(body.number, body.queryCode)).body.state).toBe('checking')
  expect((await decide(body.number, right)).body).toMatchObject({ state: 'upheld' })
  expect(await record(id)).toMatchObject({ version: 2, fineYuan: '6000.00' })
  expect((await status(body.number, body.queryCode)).body).toMatchObject({
    state: 'upheld',
    answer: '你说得对，已更正。',
    remedyName: '更正内容',
  })
  expect((await decide(body.number, { ...right, version: 3 })).status).toBe(409)
})

test.each([
  ['redaction', { kind: 'redaction', recordVersion: 1, texts: ['涉案食品'], reason: '演示：不应公开。' }, 200],
  ['withdrawal', { kind: 'withdrawal', withdrawal: 'annulled', reason: '演示：决定被撤销。' }, 410],
])('upheld by %s', async (_, remedy, shown) => {
  const id = await publish()
  const { body } = await file(id, 'objections', objection)
  expect((await decide(body.number, { action: 'uphold', answer: '成立。', remedy })).status).toBe(200)
  const response = await api.request(`/api/disclosures/${id}`)
  expect([response.status, (await response.text()).includes('涉案食品')]).toEqual([shown, false])
})

test('refused with reasons: the record stays', async () => {
  const id = await publish()
  const { body } = await file(id, 'objections', { ...objection, applicant: 'other' })
  expect((await decide(body.number, { action: 'refuse' })).body.errors).toMatchObject([{ path: 'answer' }])
  expect((await decide(body.number, { action: 'refuse', answer: '经核对，与决定书一致。' })).status).toBe(200)
  expect((await status(body.number, body.queryCode)).body).toMatchObject({ state: 'refused', remedy: null })
  expect(await record(id)).toMatchObject({ version: 1 })
})

test('credit repair ends the publication early', async () => {
  const id = await publish()
  expect((await record(id)).term.earlyFrom).toBe('2026-09-02')
  const { body } = await file(id, 'repairs', repair)
  expect(body).toMatchObject({ dueOn: '2026-12-01', confirmed: false, promise: { why: { count: 7 } } })
  const remedy = { kind: 'early-end', reason: '演示：已履行并改正。' }
  expect((await decide(body.number, { action: 'uphold', answer: '准予修复。', remedy })).status).toBe(200)
  const gone = await (await api.request(`/api/disclosures/${id}`)).json()
  expect(gone.notice).toMatchObject({ kind: 'repaired', withdrawnOn: '2026-11-22' })
  const again = await file(id, 'repairs', repair)
  expect(again.status).toBe(409)
})

test.each([
  ['before the shortest time', () => publish({ severity: 'serious' }), repair, 422],
  ['a minor one, which ends by itself', () => publish({ severity: 'minor', decidedOn: '2026-05-30' }), repair, 409],
  ['an order to stop trading', () => publish({ penaltyKinds: ['stop-trade'] }), repair, 422],
  ['a clean check', () => publishDisclosure(api.deps, ctx, inspection()), repair, 422],
  ['by a stranger', () => publish(), { ...repair, applicant: 'other' }, 400],
  ['without every condition', () => publish(), { ...repair, conditions: ['performed'] }, 400],
  ['without a way to answer', () => publish(), { ...repair, contact: { name: '演示' } }, 400],
])('repair is refused: %s', async (_, make, body, expected) => {
  const answer = await file(await make(), 'repairs', body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(expected)
})

test('three years after the decision nothing personal is left', async () => {
  const id = await publish()
  const { body } = await file(id, 'objections', objection)
  await decide(body.number, { action: 'refuse', answer: '不成立。' })
  try {
    clock.set('2029-11-30T10:00:00+08:00')
    expect(await forgetRequests(api.deps)).toBeGreaterThan(0)
    expect(await forgetRequests(api.deps)).toBe(0)
    expect((await status(body.number, body.queryCode)).body).toMatchObject({ state: 'refused', answer: null })
  } finally {
    clock.set(NOW)
  }
})

test('the hundred thousandth request has a number of its own, and so have the next', async () => {
  const later = await openApi({ clock })
  const owner = connect(later.database.ownerUrl, { max: 1 })
  await owner`select setval('disclosure_request_numbers', 99998)`
  await owner.end()
  const id = await publish({}, later)
  const numbers: string[] = []
  for (let times = 0; times < 3; times += 1) {
    const response = await later.post(`/api/disclosures/${id}/objections`, objection)
    expect(response.status).toBe(201)
    numbers.push((await response.json()).number)
  }
  expect(numbers.map((number) => number.slice(-5))).toEqual(['99999', '00001', '00002'])
  await later.close()
})
