/** A hotline hands over an order, the desk works on it, the hotline pulls the replies and says that it has them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey } from '../../api/api-keys/create-key.ts'
import { systemContext } from '../../api/platform/context.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { type Answer, openDesk } from '../harness/desk-api.ts'

const ORDER = {
  text: '市民反映：昨天在舜华路的演示烤肉店吃饭花了358元，多收60元服务费，要求退钱。',
  kind: 'complaint',
  caller: { name: '演示 李四', phone: '13800000003' },
}

let api: TestApi
const keys = new Map<string, string>()
beforeAll(async () => {
  api = await openApi()
  for (const source of ['12345', '12315'])
    keys.set(source, (await createKey(api.deps, systemContext('test'), { source, label: '演示' })).key)
})
afterAll(() => api.close())

const bearer = (source: string) => ({ authorization: `Bearer ${keys.get(source)}` })
const send = async (
  number: string | undefined,
  order: unknown,
  { source = '12345', headers = bearer(source) }: { source?: string; headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const key: Record<string, string> = number === undefined ? {} : { 'idempotency-key': number }
  const response = await api.post(`/api/hotlines/${source}/orders`, order, { ...headers, ...key })
  return { status: response.status, body: await response.json() }
}
const replies = async (source = '12345'): Promise<Answer> => {
  const response = await api.request(`/api/hotlines/${source}/replies?limit=100`, { headers: bearer(source) })
  return { status: response.status, body: await response.json() }
}

test('an order becomes one typed ticket: fields that are given win, the rest is read from the words', async () => {
  const { status, body } = await send('HL-0001', ORDER)
  expect(status).toBe(201)
  const ticket = await api.request(`/api/tickets/${body.number}`, { headers: { 'query-code': body.queryCode } })
  expect(await ticket.json()).toMatchObject({
    kind: 'complaint',
    problem: { code: 'P06' },
    amountYuan: '358.00',
    claimYuan: '60.00',
    requests: [{ id: 'refund' }],
    unit: { id: 'shunhualu' },
  })
})

test('the hotline’s 5 working days run beside the periods of the law', async () => {
  const { body } = await send('HL-0002', ORDER)
  const dues = body.promises.map(({ why }: { why: { rule: string } }) => why.rule)
  expect(dues.length).toBeGreaterThan(1)
  expect(
    body.promises.map(({ why }: { why: { unit: string; count: number } }) => [why.unit, why.count]),
  ).toContainEqual(['working-day', 5])
})

test('the same number is the same ticket, also a hundred times at once; with other words it is refused', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => send('HL-0003', ORDER)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1)
  expect((await send('HL-0003', { ...ORDER, text: '演示：另一件事。' })).status).toBe(409)
  const other = await send('HL-0003', ORDER, { source: '12315' })
  expect(other.body.number).not.toBe(answers[0]?.body.number)
})

test('words alone are enough; what nobody could name is help, which is never refused', async () => {
  const { status, body } = await send('HL-0004', { text: '您好' })
  expect([status, body.kind]).toEqual([201, 'help'])
})

test('no key 401; a wrong key or that of another source 403; no number or two numbers 400', async () => {
  expect((await send('HL-0005', ORDER, { headers: {} })).status).toBe(401)
  expect((await send('HL-0005', ORDER, { headers: { authorization: 'Bearer yc_wrong' } })).status).toBe(403)
  expect((await send('HL-0005', ORDER, { headers: bearer('12315') })).status).toBe(403)
  expect((await send(undefined, ORDER)).status).toBe(400)
  expect((await send('HL-0005', { ...ORDER, number: 'HL-0006' })).status).toBe(400)
  expect((await send('HL-0005', { ...ORDER, problem: 'P77' })).status).toBe(400)
  expect((await send('HL-0005', { ...ORDER, text: '' })).status).toBe(400)
  expect((await api.request('/api/hotlines/12345/replies')).status).toBe(401)
})

test('replies wait until they are acknowledged, and another hotline never sees them', async () => {
  const { body: receipt } = await send('HL-0007', ORDER)
  const desk = await openDesk(api, ['demo.shunhualu'])
  const act = (body: unknown) => desk.post('demo.shunhualu', `/tickets/${receipt.number}/actions`, body)
  const taken = await act({ action: 'take', expectedState: 'dispatched' })
  const accepted = await act({ action: 'accept', expectedState: 'under-review', reply: '演示：已受理您的投诉。' })
  expect([taken.status, accepted.status]).toEqual([200, 200])

  const mine = (await replies()).body.items.filter(
    ({ orderNumber }: { orderNumber: string }) => orderNumber === 'HL-0007',
  )
  expect(mine.map(({ state }: { state: string }) => state)).toContain('accepted')
  expect(mine.at(-1)).toMatchObject({ ticketNumber: receipt.number, reply: '演示：已受理您的投诉。', final: false })
  const foreign = (await replies('12315')).body.items.map(({ orderNumber }: { orderNumber: string }) => orderNumber)
  expect(foreign).not.toContain('HL-0007')

  const acknowledge = (source: string, id: string) =>
    api.post(`/api/hotlines/${source}/replies/${id}/acknowledgement`, {}, bearer(source))
  expect((await acknowledge('12315', mine[0].id)).status).toBe(404)
  for (const { id } of [...mine, ...mine]) expect((await acknowledge('12345', id)).status).toBe(200)
  const left = (await replies()).body.items.map(({ orderNumber }: { orderNumber: string }) => orderNumber)
  expect(left).not.toContain('HL-0007')
})

test('what waits for a hotline is marked at the row itself: said to the caller, not by the caller, not acknowledged', async () => {
  const { body: receipt } = await send('HL-0031', ORDER)
  await api.post(
    `/api/tickets/${receipt.number}/messages`,
    { text: '演示：还有一张小票。' },
    { 'query-code': receipt.queryCode },
  )
  const [first] = (await replies()).body.items
  await api.post(`/api/hotlines/12345/replies/${first.id}/acknowledgement`, {}, bearer('12345'))
  const rows = await api.deps.sql`select e.awaited_by as marked, case when t.source_number is not null
      and t.channel = any(${['12345', '12315', '12331', '12365', '12358']}) and e.audience = 'party'
      and e.actor_kind <> 'citizen' and (e.to_state is not null or e.sealed is not null) and a.event_id is null
      then t.channel end as waits
    from ticket_events e join tickets t on t.id = e.ticket_id left join hotline_acknowledgements a on a.event_id = e.id`
  expect(rows.filter(({ marked }) => marked !== null).length).toBeGreaterThan(0)
  expect(rows.filter(({ marked, waits }) => marked !== waits)).toEqual([])
})

test('a source that acknowledges nothing still comes to the last reply, page by page', async () => {
  for (const number of ['HL-0021', 'HL-0022', 'HL-0023']) await send(number, ORDER)
  const all = (await replies()).body.items.map(({ id }: { id: string }) => id)
  expect(all.length).toBeGreaterThanOrEqual(3)
  const get = async (address: string, source = '12345') => {
    const response = await api.request(address, { headers: bearer(source) })
    return { status: response.status, body: await response.json() }
  }
  const seen: string[] = []
  for (let address: string | null = '/api/hotlines/12345/replies?limit=2'; address; ) {
    const { status, body }: Answer = await get(address)
    expect(status).toBe(200)
    expect(body.items.length).toBeLessThanOrEqual(2)
    seen.push(...body.items.map(({ id }: { id: string }) => id))
    address = body.next
  }
  expect(seen).toEqual(all)
  expect((await replies()).body.next).toBeNull()

  const [first = '', second = ''] = all
  await api.post(`/api/hotlines/12345/replies/${first}/acknowledgement`, {}, bearer('12345'))
  expect((await get(`/api/hotlines/12345/replies?limit=1&after=${first}`)).body.items[0].id).toBe(second)
  expect((await get(`/api/hotlines/12315/replies?after=${first}`, '12315')).status).toBe(404)
  expect((await get('/api/hotlines/12345/replies?after=1')).status).toBe(400)
})
