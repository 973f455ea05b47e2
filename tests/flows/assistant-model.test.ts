/** A model behind the assistant: its advice counts where the words bear it out, and a turn ends well whatever it does. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { askModel } from '../../api/assistant/advice/ask-model.ts'
import { openModel } from '../../api/assistant/advice/model-port.ts'
import { createEngine } from '../../api/assistant/engine.ts'
import { type FakeModel, startFakeModel } from '../fakes/openai.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let model: FakeModel
let api: TestApi
let plain: TestApi
beforeAll(async () => {
  model = await startFakeModel()
  plain = await openApi()
  api = await openApi({ config: { model: model.settings({ callsPerConversation: 5 }), rateLimitFactor: 1 } })
  return async () => {
    await model.close()
    await api.close()
    await plain.close()
  }
})
afterEach(() => {
  model.requests.length = 0
})

interface Turn {
  conversationId: string
  engine: string
  intent: string
  status: string
  reply: string
  draft: Record<string, unknown> & { provenance: Record<string, { start: number; end: number; basis: string }> }
}
const STORY = '前阵子在演示阿花小铺那边弄了个东西，给了人家358元，拿回来没用两下就坏了，要求退钱'
const say = async (to: TestApi, message: string, conversationId?: string): Promise<Turn> => {
  const response = await to.post('/api/assistant/turns', { message, ...(conversationId ? { conversationId } : {}) })
  expect(response.status).toBe(200)
  return (await response.json()) as Turn
}
const field = (path: string, value: string, quote: string, message = 0) => ({ path, value, quote, message })

test('advice borne out by the words fills the ticket, each value at its words', async () => {
  model.behave({
    kind: 'answer',
    content: {
      intents: ['complaint'],
      fields: [
        field('respondent.name', '演示阿花小铺', '演示阿花小铺'),
        field('purchase.amountYuan', '358.00', '358元'),
      ],
    },
  })
  const turn = await say(api, STORY)
  expect(turn).toMatchObject({ engine: 'model', intent: 'complaint', draft: { respondent: { name: '演示阿花小铺' } } })
  const at = turn.draft.provenance['respondent.name']
  expect(STORY.slice(at?.start, at?.end)).toBe('演示阿花小铺')
})

test.each([
  ['a name nobody said', field('respondent.name', '演示黑心商场', '演示阿花小铺'), '演示黑心商场'],
  ['words that do not stand there', field('respondent.name', '演示乌有店', '在演示乌有店'), '演示乌有店'],
  ['a sum the words do not say', field('purchase.amountYuan', '999999.00', '358元'), '999999'],
  ['a day the words do not say', field('occurredOn', '2020-01-01', '前阵子'), '2020-01-01'],
  ['a code that does not exist', field('problem', 'P77', '坏了'), 'P77'],
  ['a message that does not exist', field('respondent.name', '演示阿花小铺', '演示阿花小铺', 9), '"message":9'],
])('a lie is not believed: %s', async (_, lie, trace) => {
  model.behave({ kind: 'answer', content: { intents: ['complaint'], fields: [lie] } })
  expect(JSON.stringify(await say(api, STORY))).not.toContain(trace)
})

test.each([
  { kind: 'refusal' },
  { kind: 'truncated' },
  { kind: 'garbage' },
  { kind: 'cut' },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 401 },
  { kind: 'text', content: 'Sure! Here is the JSON you asked for' },
  { kind: 'answer', content: { intents: ['hack'], fields: [] } },
  {
    kind: 'answer',
    content: { intents: [], fields: [{ path: 'declaredTrue', value: 'true', message: 0, quote: '要求退钱' }] },
  },
] as const)('the turn ends as by the rules when the model fails: %j', async (behaviour) => {
  model.behave(behaviour)
  const [turn, alone] = [await say(api, STORY), await say(plain, STORY)]
  expect(turn).toEqual({ ...alone, conversationId: turn.conversationId })
  expect(turn.engine).toBe('local')
})

test('a model that hangs is left at its limit', async () => {
  model.behave({ kind: 'hang' })
  const settings = api.deps.config.model
  if (!settings) throw new Error('no model')
  const input = { messages: [STORY], previous: { drafts: [], asked: null }, locale: 'zh' as const }
  const before = performance.now()
  expect(await askModel(api.deps, openModel(settings), undefined, input, 150)).toBeUndefined()
  expect(performance.now() - before).toBeLessThan(5000)
  expect(await api.deps.metrics.render()).toMatchObject({ body: expect.stringContaining('outcome="timeout"') })
})

test('numbers of a person never reach the model or the log, and come back in the draft', async () => {
  const phone = '13800001234'
  const id = '370102199001011234'
  model.behave({
    kind: 'answer',
    content: { intents: ['complaint'], fields: [field('contact.phone', '[电话1]', '[电话1]')] },
  })
  const turn = await say(api, `${STORY}。我电话${phone}，身份证${id}，车牌鲁A12345，邮箱demo@example.com`)
  expect(turn.draft['contact']).toMatchObject({ phone })
  const seen = [...model.requests, ...(await api.logs())].join('\n')
  expect(model.requests.length).toBe(1)
  for (const secret of [phone, id, '鲁A12345', 'demo@example.com']) expect(seen).not.toContain(secret)
})

test('danger is answered by the rules, without waiting for anybody', async () => {
  model.behave({ kind: 'hang' })
  expect(await say(api, '我被困在电梯里了，出不来')).toMatchObject({
    intent: 'emergency',
    status: 'emergency',
    engine: 'local',
  })
  expect(model.requests).toEqual([])
})

test('a conversation that asks too often goes on by the rules', async () => {
  model.behave({ kind: 'answer', content: { intents: ['complaint'], fields: [] } })
  const engines: string[] = []
  let conversation: string | undefined
  for (let turn = 0; turn < 8; turn += 1) {
    const said = await say(api, turn === 0 ? STORY : '它又坏了一次，真气人', conversation)
    conversation = said.conversationId
    engines.push(said.engine)
  }
  expect([engines[0], engines.at(-1)]).toEqual(['model', 'local'])
})

test('without a model nobody is asked', async () => {
  const engine = createEngine(plain.deps)
  expect(
    await engine.advise({ messages: [STORY], previous: { drafts: [], asked: null }, locale: 'zh' }),
  ).toBeUndefined()
})

test.each([301, 302, 307, 308])(
  'a model that sends on to another host (%i) is not followed, and the rules answer',
  async (status) => {
    const elsewhere = await startFakeModel()
    elsewhere.behave({ kind: 'answer', content: { intents: ['complaint'], fields: [] } })
    try {
      model.behave({ kind: 'redirect', status, to: `${elsewhere.baseUrl}/chat/completions` })
      const [turn, alone] = [await say(api, STORY), await say(plain, STORY)]
      expect(turn).toEqual({ ...alone, conversationId: turn.conversationId })
      expect(turn.engine).toBe('local')
      expect(elsewhere.requests).toEqual([])
    } finally {
      await elsewhere.close()
    }
  },
)
