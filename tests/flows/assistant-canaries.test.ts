/** Numbers that name a person reach no model, no log, no metric, no audit row and no file of the search. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { applyOutbox } from '../../api/search/outbox.ts'
import { type FakeModel, startFakeModel } from '../fakes/openai.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { putLaws } from '../harness/with-laws.ts'

const CANARIES = ['13800007531', '370102199001017531', '6222020000007531', '鲁A7B531', 'canary7531@example.com']

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

const say = async (message: string, conversationId?: string) => {
  const response = await api.post('/api/assistant/turns', { message, ...(conversationId ? { conversationId } : {}) })
  expect(response.status).toBe(200)
  return (await response.json()) as { conversationId: string; status: string; engine: string }
}

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name)
    if (statSync(file).isDirectory()) yield* filesIn(file)
    else yield file
  }
}

test('a complaint, a question and a call-back full of personal numbers leave none behind', async () => {
  model.behave(({ stream }) =>
    stream
      ? { kind: 'stream', pieces: ['收到后七天内可以退[1]。'] }
      : { kind: 'answer', content: { intents: ['complaint'], fields: [] } },
  )
  const [phone, id, card, plate, mail] = CANARIES
  const personal = `我电话${phone}，身份证${id}，卡号${card}，车牌${plate}，邮箱${mail}`
  let turn = await say(`我昨天在舜华路的演示烤肉店吃饭多收了60元，给自己吃的，要求退钱。${personal}`)
  expect(turn.engine).toBe('model')
  for (const answer of ['演示张三', '舜华路100号3号楼']) turn = await say(answer, turn.conversationId)
  expect(turn.status).toBe('ready')
  expect((await api.post('/api/tickets', { conversationId: turn.conversationId })).status).toBe(201)
  await say(`网上买的衣服七天内可以无理由退货吗？${personal}`)
  const { conversationId } = await say('转人工')
  expect(await say(`打这个${phone}`, conversationId)).toMatchObject({ status: 'call-back' })
  await applyOutbox(api.deps)

  expect(model.requests.length).toBeGreaterThanOrEqual(2)
  const [audit] = await api.deps.sql<{ rows: string }[]>`select string_agg(a::text, '|') as rows from audit_log a`
  const seen = [...model.requests, ...(await api.logs()), (await api.deps.metrics.render()).body, audit?.rows ?? '']
  const files = [...filesIn(api.deps.config.dataDir)].map((file) => readFileSync(file))
  expect(files.length).toBeGreaterThan(0)
  for (const canary of CANARIES) {
    expect(seen.join('\n')).not.toContain(canary)
    expect(files.some((bytes) => bytes.includes(canary))).toBe(false)
  }
})
