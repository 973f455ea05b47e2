/** Legal questions: answered from articles that exist and are in force, or honestly not at all. */
import { beforeAll, expect, test } from 'vitest'
import { openApi, type TestApi } from '../harness/api.ts'
import { putLaws } from '../harness/with-laws.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
  await putLaws(api)
  return api.close
}, 120_000)

interface Turn {
  conversationId: string
  status: string
  intent: string
  reply: string
  citations: { law: string; label: string; url: string }[]
  questions: unknown[]
}
const ask = async (message: string, locale: 'zh' | 'en' = 'zh'): Promise<Turn> =>
  (await (await api.post('/api/assistant/turns', { message, locale })).json()) as Turn

test.each([
  ['网上买的衣服七天内可以无理由退货吗？', '消费者权益保护法', '25'],
  ['想问一下，法律规定卖过期食品赔多少倍？', '食品安全法', '148'],
  ['我想问一下，商家不明码标价要罚多少钱？', '价格', ''],
])('%s', async (question, law, article) => {
  const turn = await ask(question)
  expect(turn).toMatchObject({ status: 'answered', intent: 'consultation', questions: [] })
  expect(turn.citations.map((each) => each.law + each.url).join('\n')).toContain(law)
  if (article)
    expect(turn.citations.map(({ url }) => url).join('\n')).toMatch(new RegExp(`/articles/${article}(\\?|$)`, 'm'))
  for (const { law: title, label, url } of turn.citations) {
    expect(turn.reply).toContain(`《${title}》${label}`)
    expect((await api.request(`/api${url}`)).status).toBe(200)
  }
})

test('a question no article answers is not answered by guessing', async () => {
  const turn = await ask('想咨询一下，我家猫咪最近不爱吃饭、老掉毛是怎么回事？')
  expect(turn.status).not.toBe('answered')
  expect(turn.citations).toEqual([])
})

test('in English too, with the same articles', async () => {
  const turn = await ask('Can I return clothes bought online within seven days? 七天无理由退货', 'en')
  expect(turn.reply).not.toMatch(/先看法规/)
})

test.each([
  ['你们几点下班', 'zh', '0531-00000000'],
  ['孙村监管所电话是多少', 'zh', '0531-00000012'],
  ['What time does your office open?', 'en', 'Working days'],
] as const)('when the bureau is there and how to reach it: %s', async (question, locale, said) => {
  const turn = await ask(question, locale)
  expect(turn).toMatchObject({ status: 'answered', questions: [] })
  expect(turn.reply).toContain(said)
})

test.each([
  ['我要投诉12315的工作人员态度恶劣', '纪检监察'],
  ['12315上投诉被他们拒绝受理，我不服', '行政复议'],
  ['楼下烧烤摊半夜还在吵', '12369'],
])('the right way instead of a ticket: %s', async (message, way) => {
  const turn = await ask(message)
  expect(turn).toMatchObject({ status: 'signposted', intent: 'out-of-scope' })
  expect(turn.reply).toContain(way)
})

test('scolding is met with the offer to help, and starts no ticket', async () => {
  expect(await ask('你们这个破网站能干啥，一群饭桶')).toMatchObject({ status: 'empty', intent: 'chat', drafts: [] })
})

test('a second question is looked up like the first, and goes on from it', async () => {
  const first = await ask('网上买的衣服七天内可以无理由退货吗？')
  const body = { message: '那拆封了呢？', conversationId: first.conversationId, locale: 'zh' }
  const second = (await (await api.post('/api/assistant/turns', body)).json()) as Turn
  expect(second.status).toBe('answered')
  expect(second.citations.map(({ url }) => url).join('\n')).toMatch(/\/articles\/25(\?|$)/m)
  const thanks = { message: '好的谢谢', conversationId: first.conversationId, locale: 'zh' }
  const last = (await (await api.post('/api/assistant/turns', thanks)).json()) as Turn & { drafts: unknown[] }
  expect(last.drafts).toMatchObject([{ question: '网上买的衣服七天内可以无理由退货吗?' }])
})

test('whoever only says that he has a question is asked for it', async () => {
  expect(await ask('你好，我想咨询一下')).toMatchObject({ status: 'empty', intent: 'chat', drafts: [] })
})
