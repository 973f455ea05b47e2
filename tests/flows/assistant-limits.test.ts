/** One turn at a time, limits and switches of the administrator, call-backs at the desk, and what is forgotten when. */
import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { jobsOf } from '../../api/jobs.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { type FakeModel, startFakeModel } from '../fakes/openai.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const clock = fixedClock(NOW)
let model: FakeModel
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  model = await startFakeModel()
  api = await openApi({ clock, config: { model: model.settings(), rateLimitFactor: 1 } })
  desk = await openDesk(api, ['demo.admin', 'demo.desk', 'demo.shunhualu'])
  return async () => {
    await model.close()
    await api.close()
  }
})
afterEach(async () => {
  await api.deps.db.execute(sql`delete from assistant_settings`)
  await api.deps.db.execute(sql`delete from rate_limits`)
})

const STORY = '我昨天在舜华路的演示烤肉店吃饭花了358元，结账时多收了60元服务费，要求退钱'
const NOTHING = { kind: 'answer', content: { intents: [], fields: [] } } as const
const SETTINGS = {
  assistantOn: true,
  modelOn: true,
  messagesPerConversation: 100,
  messagesPerDay: 500,
  modelCallsPerDay: 1000,
  modelCallsPerConversation: 50,
  reason: '演示：测试',
}
const say = (message: string, conversationId?: string) =>
  api.post('/api/assistant/turns', { message, ...(conversationId ? { conversationId } : {}) })
const put = async (who: string, body: unknown) => {
  const response = await desk.put(who, '/assistant', body)
  return response
}

test('a second turn of a conversation is refused while the first is answered, and so is a change by hand', async () => {
  model.behave(NOTHING)
  const { conversationId } = (await (await say(STORY)).json()) as { conversationId: string }
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let asked = () => {}
  const reached = new Promise<void>((resolve) => {
    asked = resolve
  })
  model.hold(async () => {
    asked()
    await held
  })
  const first = say('服务员还骂人', conversationId)
  await reached
  const second = await say('我叫演示张三', conversationId)
  const byHand = await api.request(`/api/assistant/conversations/${conversationId}/draft`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ claimYuan: '1.00' }),
  })
  release()
  expect([second.status, byHand.status, (await first).status]).toEqual([409, 409, 200])
  expect(((await second.json()) as { detail: string }).detail).toContain('上一句我还在读')
  model.hold(undefined)
  expect((await say('我叫演示张三', conversationId)).status).toBe(200)
  expect((await api.deps.metrics.render()).body).toContain('assistant_turns_total{status="busy"} 1')
})

test('a turn that fails leaves the conversation free', async () => {
  model.behave(NOTHING)
  const { conversationId } = (await (await say(STORY)).json()) as { conversationId: string }
  const { search } = api.deps
  expect((await say(STORY, conversationId)).status).toBe(200)
  const [row] = await api.deps.sql`select count(*)::int as busy from conversations where busy_until is not null`
  expect(row).toEqual({ busy: 0 })
  expect(search).toBeDefined()
})

test('only the administrator sets switches and limits; they count at once and stand in the audit', async () => {
  model.behave(NOTHING)
  expect((await put('demo.desk', SETTINGS)).status).toBe(403)
  expect((await put('demo.admin', { ...SETTINGS, messagesPerDay: 0 })).status).toBe(400)
  const off = await put('demo.admin', { ...SETTINGS, modelOn: false, reason: '演示：模型停用' })
  expect(off).toMatchObject({ status: 200, body: { modelOn: false, modelConfigured: true } })
  model.requests.length = 0
  expect(await (await say(STORY)).json()).toMatchObject({ engine: 'local', status: 'collecting' })
  expect(model.requests).toEqual([])
  await put('demo.admin', { ...SETTINGS, assistantOn: false, reason: '演示：助手停用' })
  const refused = await say(STORY)
  expect(refused.status).toBe(503)
  expect(((await refused.json()) as { detail: string }).detail).toContain('表格')
  const rows = await api.deps.sql`
    select reason, before, after from audit_log where action = 'assistant.settings-changed' order by at, id`
  expect(rows.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['演示：模型停用', '演示：助手停用']))
  expect(rows.find(({ reason }) => reason === '演示：模型停用')).toMatchObject({
    before: { modelOn: true },
    after: { modelOn: false },
  })
})

test('limits of messages in a conversation and a day', async () => {
  model.behave(NOTHING)
  await put('demo.admin', { ...SETTINGS, messagesPerConversation: 2 })
  const { conversationId } = (await (await say(STORY)).json()) as { conversationId: string }
  await say('我叫演示张三', conversationId)
  expect(await (await say('还有一件事要说', conversationId)).json()).toMatchObject({
    status: 'limited',
    links: [{ url: '/tickets/new' }],
    draft: { kind: 'complaint' },
  })
  await put('demo.admin', { ...SETTINGS, messagesPerDay: 5 })
  const answers = []
  for (let turn = 0; turn < 4; turn += 1) answers.push((await say(STORY)).status)
  expect(answers).toEqual([200, 200, 429, 429])
})

test('the model’s budget of the day counts as set', async () => {
  model.behave(NOTHING)
  await put('demo.admin', { ...SETTINGS, modelCallsPerDay: 1 })
  const engines = []
  for (let turn = 0; turn < 2; turn += 1) engines.push(((await (await say(STORY)).json()) as { engine: string }).engine)
  expect(engines).toEqual(['model', 'local'])
})

test('who wants to be called back is found at the desk by clerks alone, until somebody called', async () => {
  const { conversationId } = (await (await say('转人工')).json()) as { conversationId: string }
  expect(await (await say('13800001234', conversationId)).json()).toMatchObject({ status: 'call-back' })
  const [row] = await api.deps.sql`select encode(sealed, 'escape') as text from call_backs`
  expect(row?.['text']).not.toContain('13800001234')
  expect((await desk.get('demo.shunhualu', '/call-backs')).status).toBe(403)
  const { body } = await desk.get('demo.desk', '/call-backs')
  expect(body).toMatchObject({ total: 1, items: [{ phone: '13800001234' }] })
  const id = body.items[0].id as string
  const closed = await desk.send('demo.desk', `/call-backs/${id}/outcome`, { outcome: 'reached' })
  expect(closed.status).toBe(204)
  expect((await desk.get('demo.desk', '/call-backs')).body).toMatchObject({ total: 0 })
  expect((await desk.send('demo.desk', `/call-backs/${id}/outcome`, { outcome: 'reached' })).status).toBe(404)
  clock.set('2027-01-10T10:00:00+08:00')
  await jobsOf(api.deps)
    .find(({ name }) => name === 'call-backs.retention')
    ?.run()
  const [left] = await api.deps.sql`select count(*)::int as left from call_backs`
  expect(left).toEqual({ left: 0 })
  clock.set(NOW)
})

test('a transcript is there on day 89 and gone, key and all, after day 90', async () => {
  model.behave(NOTHING)
  const { conversationId } = (await (await say(STORY)).json()) as { conversationId: string }
  const retention = () =>
    jobsOf(api.deps)
      .find(({ name }) => name === 'conversations.retention')
      ?.run()
  const rows = async () =>
    (await api.deps.sql`select count(*)::int as rows from conversations where id = ${conversationId}`)[0]?.['rows']
  clock.set('2027-02-19T10:00:00+08:00')
  await retention()
  expect(await rows()).toBe(1)
  clock.set('2027-02-20T10:00:01+08:00')
  await retention()
  expect(await rows()).toBe(0)
  clock.set(NOW)
})
