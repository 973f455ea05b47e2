/** Whole conversations from the first word to the ticket, redirect, answer or number: by the rules alone, and with a model. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type Behaviour, type ChatBody, type FakeModel, startFakeModel } from '../../fakes/openai.ts'
import { openApi, type TestApi } from '../../harness/api.ts'
import { putLaws } from '../../harness/with-laws.ts'
import { CONVERSATIONS, type Conversation } from './cases.ts'

interface Turn {
  conversationId: string
  status: string
  engine: string
  reply: string
  draft: Record<string, unknown> | null
  notices: { number?: string }[]
  links: { url: string }[]
  citations: { url: string | null }[]
}

const apis = new Map<string, TestApi>()
let model: FakeModel
beforeAll(async () => {
  model = await startFakeModel()
  apis.set('local', await openApi())
  apis.set(
    'model',
    await openApi({ config: { model: model.settings({ callsPerDay: 9000, callsPerConversation: 90 }) } }),
  )
  for (const api of apis.values()) await putLaws(api)
  return async () => {
    await model.close()
    for (const api of apis.values()) await api.close()
  }
}, 120_000)

/** A fair model: reads what the case says it reads, explains with a source, and knows nothing else. */
const script =
  ({ advice }: Conversation) =>
  ({ stream }: ChatBody): Behaviour => {
    if (stream) return { kind: 'stream', pieces: ['收到后七天内可以退，', '不用说理由[1]。'] }
    const fields = (advice?.fields ?? []).map(([path, value, quote]) => ({ path, value, quote, message: 0 }))
    return { kind: 'answer', content: { intents: advice?.intents ?? [], fields } }
  }

async function converse(api: TestApi, { messages, locale }: Conversation): Promise<Turn> {
  let turn: Turn | undefined
  for (const message of messages) {
    const body = { message, locale, ...(turn ? { conversationId: turn.conversationId } : {}) }
    const response = await api.post('/api/assistant/turns', body)
    expect(response.status, message).toBe(200)
    turn = (await response.json()) as Turn
  }
  if (!turn) throw new Error('a conversation needs a message')
  return turn
}

/** Confirms and files whatever stands ready, one ticket after the other. */
async function fileAll(api: TestApi, conversationId: string): Promise<Record<string, unknown>[]> {
  const address = `/api/assistant/conversations/${conversationId}/draft`
  const filed: Record<string, unknown>[] = []
  for (;;) {
    const { draft, missing } = (await (await api.request(address)).json()) as {
      draft: Turn['draft']
      missing: string[]
    }
    if (!draft) return filed
    const rest = Object.fromEntries(
      missing.filter((path) => path === 'contact.phone').map(() => ['contact', { phone: '13800001234' }]),
    )
    const confirmed = await api.request(address, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ declaredTrue: true, ...rest }),
    })
    expect(confirmed.status).toBe(200)
    const response = await api.post('/api/tickets', { conversationId })
    expect(response.status, JSON.stringify(await response.clone().json())).toBe(201)
    const { number, linkedNumber } = (await response.json()) as { number: string; linkedNumber: string | null }
    filed.push({ ...draft, number, linkedNumber })
  }
}

describe.each(['local', 'model'])('with the %s engine', (engine) => {
  test.each(CONVERSATIONS.map((each) => [each.name, each] as const))('%s', async (_, each) => {
    const api = apis.get(engine)
    if (!api) throw new Error(engine)
    model.behave(script(each))
    const turn = await converse(api, each)
    const { status, drafts = [], numbers = [], link, cites, says } = each.end
    expect(turn.status, turn.reply).toBe(status)
    if (says) expect(turn.reply).toMatch(says)
    const told = [turn.reply, ...turn.notices.map(({ number }) => number ?? '')].join('\n')
    for (const number of numbers) expect(told).toContain(number)
    if (link) expect(turn.links[0]?.url).toMatch(new RegExp(`^${link.replace(/[?]/g, '\\?')}`))
    if (cites) expect(turn.citations.map(({ url }) => url).join('\n')).toMatch(new RegExp(`${cites}(\\?|$)`, 'm'))
    if (drafts.length === 0) return
    const filed = await fileAll(api, turn.conversationId)
    expect(filed).toMatchObject(drafts)
    expect(filed).toHaveLength(drafts.length)
  })
})

test('complaint and report of one story are linked; tickets about two shops are not', async () => {
  const api = apis.get('local')
  if (!api) throw new Error('local')
  const linked = async (name: string) => {
    const each = CONVERSATIONS.find((one) => one.name === name)
    if (!each) throw new Error(name)
    const filed = await fileAll(api, (await converse(api, each)).conversationId)
    return filed.map(({ linkedNumber }, at) => linkedNumber === (filed[at - 1]?.['number'] ?? null))
  }
  expect(await linked('complaint and report in one message')).toEqual([true, true])
  expect(await linked('two shops in one story')).toEqual([true, false])
})

test('number and code tell how a ticket stands, and the code is not kept', async () => {
  const api = apis.get('local')
  const [each] = CONVERSATIONS
  if (!api || !each) throw new Error('local')
  const { conversationId } = await converse(api, each)
  const filed = await api.post('/api/tickets', { conversationId })
  expect(filed.status).toBe(201)
  const { number, queryCode } = (await filed.json()) as { number: string; queryCode: string }
  const asked = {
    name: 'progress',
    messages: [`${number} 查询码 ${queryCode} 到哪一步了`],
    end: { status: 'answered' },
  }
  const turn = await converse(api, asked)
  expect(turn).toMatchObject({ status: 'answered', ticket: { number } })
  expect(turn.reply).toMatch(new RegExp(`^编号 ${number}：.{2,}。`))
  const kept = await (await api.request(`/api/assistant/conversations/${turn.conversationId}/draft`)).text()
  expect(kept).toContain(number)
  expect(kept).not.toContain(queryCode)
})
