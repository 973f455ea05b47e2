/** The assistant through its own address: a story becomes a typed draft, is asked for what is missing, and is filed once. */
import { beforeAll, expect, test } from 'vitest'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
  return api.close
})

interface Turn {
  conversationId: string
  status: string
  intent: string
  missing: string[]
  draft: Record<string, unknown> | null
  reply: string
}
const STORY = '我昨天在舜华路的XX烤肉店吃饭花了358元，结账时多收了60元服务费，菜单上没写，要求退钱'

async function say(message: string, conversationId?: string): Promise<Turn> {
  const response = await api.post('/api/assistant/turns', { message, ...(conversationId ? { conversationId } : {}) })
  expect(response.status).toBe(200)
  return (await response.json()) as Turn
}

async function ready(): Promise<Turn> {
  let turn = await say(STORY)
  for (const answer of ['演示张三', '13800001234', '舜华路100号3号楼']) turn = await say(answer, turn.conversationId)
  return turn
}

test('the story of the extra service charge fills the ticket and leaves only the person to ask for', async () => {
  const turn = await say(STORY)
  expect(turn).toMatchObject({
    intent: 'complaint',
    status: 'collecting',
    missing: ['contact.name', 'contact.phone', 'contact.address'],
    draft: {
      kind: 'complaint',
      problem: 'P06',
      occurredOn: '2026-11-21',
      respondent: { name: 'XX烤肉店' },
      purchase: { amountYuan: '358.00', boughtOn: '2026-11-21' },
      claimYuan: '60.00',
      requests: ['refund'],
      place: { street: 'shunhualu', station: 'shunhualu' },
    },
  })
})

test('one missing thing is asked at a time, and the finished draft is filed exactly once', async () => {
  const turn = await ready()
  expect(turn).toMatchObject({ status: 'ready', missing: [] })
  const confirmed = await api.request(`/api/assistant/conversations/${turn.conversationId}/draft`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ declaredTrue: true }),
  })
  expect(confirmed.status).toBe(200)
  const file = () => api.post('/api/tickets', { conversationId: turn.conversationId })
  const [first, second] = [await file(), await file()]
  expect(first.status).toBe(201)
  const receipt = (await first.json()) as { number: string; station: unknown }
  expect(receipt.number).toMatch(/^JNGX20261122\d{6}$/)
  expect([201, 409]).toContain(second.status)
  if (second.status === 201) expect(await second.json()).toMatchObject({ number: receipt.number })
})

test('what a hand typed stays, whatever is said afterwards', async () => {
  const { conversationId } = await say(STORY)
  await api.request(`/api/assistant/conversations/${conversationId}/draft`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ respondent: { name: '演示烤肉总店' } }),
  })
  const turn = await say('那家YY火锅店也不好', conversationId)
  expect(turn.draft).toMatchObject({ respondent: { name: '演示烤肉总店' } })
})

test('a correction in words replaces what was heard', async () => {
  const { conversationId } = await say(STORY)
  const turn = await say('不是358，是385', conversationId)
  expect(turn.draft).toMatchObject({ purchase: { amountYuan: '385.00' } })
})

test('an emergency shows the number first', async () => {
  const response = await api.post('/api/assistant/turns', { message: '救命，我们三个人被困在电梯里了' })
  const turn = (await response.json()) as Turn & { notices: { code: string; number: string }[] }
  expect(turn.intent).toBe('emergency')
  expect(turn.notices[0]).toMatchObject({ code: 'emergency', number: '119' })
})

test('the same turn as an event stream ends with the same object', async () => {
  const response = await api.post('/api/assistant/turns', { message: STORY }, { accept: 'text/event-stream' })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const events = (await response.text()).split('\n\n').filter((block) => block !== '')
  expect(events.at(-1)).toMatch(/^event: done/)
  const done = JSON.parse(events.at(-1)?.split('\ndata: ')[1] ?? '{}') as Turn
  expect(done).toMatchObject({ intent: 'complaint', draft: { problem: 'P06' } })
})

test('nobody reads a conversation without its id, and an expired one is gone', async () => {
  const response = await api.request('/api/assistant/conversations/00000000-0000-4000-8000-000000000000/draft')
  expect(response.status).toBe(404)
})

test('nothing said is readable in the database or the log', async () => {
  await ready()
  const { sql } = api.deps
  const [row] = await sql<
    { dump: string }[]
  >`select string_agg(encode(sealed, 'escape') || locale, '') as dump from conversations`
  expect(row?.dump).not.toContain('13800001234')
  expect(row?.dump).not.toContain('烤肉')
  expect((await api.logs()).join('\n')).not.toContain('烤肉')
})
