/** A model explains the articles found, piece by piece: kept only when every sentence rests on a source it was shown. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { explain } from '../../api/assistant/advice/explain.ts'
import { openModel } from '../../api/assistant/advice/model-port.ts'
import { createEngine } from '../../api/assistant/engine.ts'
import type { Ports, Work } from '../../api/assistant/pipeline/work.ts'
import { standardSettings } from '../../api/assistant/settings/read-settings.ts'
import { systemContext } from '../../api/platform/context.ts'
import { type Behaviour, type FakeModel, startFakeModel } from '../fakes/openai.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { putLaws } from '../harness/with-laws.ts'

let model: FakeModel
let api: TestApi
beforeAll(async () => {
  model = await startFakeModel()
  api = await openApi({ config: { model: model.settings() } })
  await putLaws(api)
  return async () => {
    await model.close()
    await api.close()
  }
}, 120_000)
beforeEach(() => {
  model.requests.length = 0
})

const QUESTION = '网上买的衣服七天内可以无理由退货吗？'
const GOOD = ['网上买的东西，', '收到后七天内可以退[1]。', '退货的运费一般自己出[1]。']

interface Turn {
  status: string
  engine: string
  words: string
  reply: string
  citations: { law: string; label: string }[]
}
const ask = async (message = QUESTION): Promise<Turn> => {
  const response = await api.post('/api/assistant/turns', { message })
  expect(response.status).toBe(200)
  return (await response.json()) as Turn
}
const streamed = async (message = QUESTION) => {
  const response = await api.post('/api/assistant/turns', { message }, { accept: 'text/event-stream' })
  expect(response.status).toBe(200)
  const events = (await response.text())
    .split('\n\n')
    .filter((block) => block !== '')
    .map((block) => {
      const [name = '', data = ''] = block.split('\n')
      return { event: name.slice('event: '.length), data: JSON.parse(data.slice('data: '.length)) }
    })
  const tokens = events.filter(({ event }) => event === 'token').map(({ data }) => data.text as string)
  return { tokens, done: events.at(-1)?.data as Turn }
}

test('a model’s explanation comes piece by piece, is labelled, and names its articles', async () => {
  model.behave({ kind: 'stream', pieces: GOOD })
  const { tokens, done } = await streamed()
  expect(tokens).toEqual(GOOD)
  expect(done).toMatchObject({ status: 'answered', engine: 'model', words: 'model' })
  expect(done.reply).toContain('由 AI 根据所列条文生成')
  expect(done.reply).toContain(GOOD.join(''))
  expect(done.reply).toContain(`[1]《${done.citations[0]?.law}》${done.citations[0]?.label}`)
  expect(done.citations).toHaveLength(1)
})

test.each<[string, Behaviour]>([
  ['no source', { kind: 'stream', pieces: ['七天内都可以退，没有问题。'] }],
  ['one sentence without a source', { kind: 'stream', pieces: ['七天内可以退[1]。', '商家必须当天把钱打回来才行。'] }],
  ['a source that was not shown', { kind: 'stream', pieces: ['七天内可以退[9]。'] }],
  ['a promise', { kind: 'stream', pieces: ['你这件事商家一定会赔钱[1]。'] }],
  ['a law of its own', { kind: 'stream', pieces: ['按《演示退货大法》七天内可以退[1]。'] }],
  ['an article of its own', { kind: 'stream', pieces: ['按第九百九十九条七天内可以退[1]。'] }],
  ['a figure of its own', { kind: 'stream', pieces: ['不退的要罚九十万元[1]。'] }],
  ['a number to call', { kind: 'stream', pieces: ['可以打电话 96333 去问清楚[1]。'] }],
  ['an address', { kind: 'stream', pieces: ['详见 https://example.com 这里[1]。'] }],
  ['nothing', { kind: 'stream', pieces: [] }],
  ['a refusal', { kind: 'stream-refusal' }],
  ['a cut', { kind: 'stream', pieces: GOOD, finish: 'none' }],
  ['a truncation', { kind: 'stream', pieces: GOOD, finish: 'length' }],
  ['429', { kind: 'status', status: 429 }],
  ['500', { kind: 'status', status: 500 }],
  ['garbage', { kind: 'garbage' }],
  ['a tool that does not exist', { kind: 'tools', calls: [{ name: 'pay', json: '{}' }] }],
])('what cannot be believed is replaced by the fixed answer: %s', async (_, behaviour) => {
  model.behave(behaviour)
  const turn = await ask()
  expect(turn).toMatchObject({ status: 'answered', engine: 'local', words: 'rules' })
  expect(turn.reply).toContain('先看法规怎么说')
  expect(turn.citations.length).toBeGreaterThan(0)
})

test('it may look things up a few times, and only what it found counts', async () => {
  const calls: Behaviour[] = [
    { kind: 'tools', calls: [{ name: 'search', json: '{"query":"过期食品 十倍赔偿"}' }] },
    {
      kind: 'tools',
      calls: [
        { name: 'enterprise', json: '{"name":"演示"}' },
        { name: 'draft', json: 'not json' },
      ],
    },
    { kind: 'stream', pieces: GOOD },
  ]
  model.behave(() => calls.shift() ?? { kind: 'hang' })
  expect(await ask()).toMatchObject({ words: 'model', status: 'answered' })
  expect(model.requests).toHaveLength(3)
  expect(model.requests[1]).toContain('十倍')
  expect(model.requests[2]).toContain('wrong arguments')
})

test('a model that only wants tools is left after three rounds', async () => {
  model.behave({ kind: 'tools', calls: [{ name: 'search', json: '{"query":"退货"}' }] })
  expect(await ask()).toMatchObject({ words: 'rules' })
  expect(model.requests).toHaveLength(3)
})

test('a field it proposes must stand in the person’s words', async () => {
  const field = (value: string, quote: string) => ({ path: 'question', value, quote, message: 0 })
  const calls: Behaviour[] = [
    {
      kind: 'tools',
      calls: [{ name: 'draft', json: JSON.stringify({ fields: [field('演示乌有的问题', '演示乌有的问题')] }) }],
    },
    { kind: 'stream', pieces: GOOD },
  ]
  model.behave(() => calls.shift() ?? { kind: 'hang' })
  expect(JSON.stringify(await ask())).not.toContain('演示乌有')
})

test('a model that hangs while it explains is left at its limit', async () => {
  model.behave({ kind: 'hang' })
  const settings = api.deps.config.model
  if (!settings) throw new Error('no model')
  const ports = { content: api.deps.content, engine: createEngine(api.deps, undefined) } as unknown as Ports
  const work: Work = {
    turn: { message: QUESTION, locale: 'zh' },
    ports,
    settings: standardSettings(api.deps),
    before: { messages: [], intents: [], drafts: [], asked: null, filed: {} },
    emit: undefined,
    now: api.deps.clock.now(),
    message: QUESTION,
    notices: [],
    later: [],
    path: [],
  }
  const before = performance.now()
  expect(await explain(api.deps, systemContext('test'), openModel(settings), work, undefined, 150)).toBeUndefined()
  expect(performance.now() - before).toBeLessThan(5000)
})

test('numbers of a person never reach the model that explains, nor the log', async () => {
  model.behave({ kind: 'stream', pieces: GOOD })
  await ask(`${QUESTION}我电话13800001234，身份证370102199001011234，邮箱demo@example.com`)
  const seen = [...model.requests, ...(await api.logs())].join('\n')
  expect(model.requests.length).toBeGreaterThan(0)
  for (const secret of ['13800001234', '370102199001011234', 'demo@example.com']) expect(seen).not.toContain(secret)
})
