/** "Already reported?": what a draft's check tells of the business it names, and how little of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { UNKNOWN } from '../../api/tickets/unknown-business.ts'
import { inspection, penalty, USCC } from '../factories/disclosures.ts'
import { complaintDraft, consultationDraft, reportDraft } from '../factories/drafts.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const clock = fixedClock(NOW)
let api: TestApi
beforeAll(async () => {
  api = await openApi({ clock })
})
afterAll(() => api.close())

const check = async (draft: unknown) => (await (await api.post('/api/tickets/check', draft)).json()).alreadyKnown
const file = async (draft: unknown, times = 1) => {
  for (let filed = 0; filed < times; filed++) expect((await api.post('/api/tickets', draft)).status).toBe(201)
}

test('complaints about the same name and kind of problem are told rounded, and only from the safe number on', async () => {
  const about = { respondent: { name: '演示（一号）烤肉店' } }
  await file(complaintDraft(about), 4)
  await file(reportDraft({ ...about, problem: 'P06' }), 6)
  expect(await check(complaintDraft(about))).toEqual({ name: '演示（一号）烤肉店', complaints: null, business: null })
  await file(complaintDraft({ respondent: { shop: '演示(一号)烤肉店', platform: '演示平台' } }))
  const five = { atLeast: 5, days: 90, sameProblem: true }
  expect(await check(complaintDraft(about))).toEqual({ name: '演示（一号）烤肉店', complaints: five, business: null })
  await file(complaintDraft(about), 4)
  expect((await check(reportDraft({ ...about, problem: 'P06' }))).complaints).toEqual(five)
  await file(complaintDraft(about))
  expect((await check(complaintDraft(about))).complaints).toMatchObject({ atLeast: 10 })
  expect((await check(complaintDraft({ ...about, problem: 'P01' }))).complaints).toBeNull()
  expect((await check(complaintDraft({ ...about, problem: undefined }))).complaints).toEqual({
    atLeast: 10,
    days: 90,
    sameProblem: false,
  })
})

test('what is long ago is not told', async () => {
  const about = { respondent: { name: '演示旧事店' } }
  await file(complaintDraft(about), 5)
  try {
    clock.set('2027-02-20T10:00:00+08:00')
    expect((await check(complaintDraft(about))).complaints).toMatchObject({ atLeast: 5 })
    clock.set('2027-02-21T10:00:00+08:00')
    expect((await check(complaintDraft(about))).complaints).toBeNull()
  } finally {
    clock.set(NOW)
  }
})

test('reports are never told, however many', async () => {
  await file(reportDraft({ respondent: { name: '演示只有举报店' } }), 6)
  const draft = { respondent: { name: '演示只有举报店' } }
  expect(await check(reportDraft(draft))).toEqual({ name: '演示只有举报店', complaints: null, business: null })
})

test('published records are offered for the one business of that name or code, never for a guess', async () => {
  const ctx = systemContext('test')
  await publishDisclosure(api.deps, ctx, penalty())
  await publishDisclosure(api.deps, ctx, inspection())
  const known = {
    uscc: USCC,
    name: '演示测试面馆',
    url: `/enterprises/${USCC}`,
    penalties: 1,
    inspections: 1,
    lists: 0,
  }
  expect((await check(complaintDraft({ respondent: { name: '演示测试面馆' } }))).business).toMatchObject(known)
  expect((await check(reportDraft({ respondent: { uscc: USCC } }))).business).toMatchObject(known)
  expect((await check(complaintDraft({ respondent: { name: '演示测试面' } }))).business).toBeNull()
  await api.deps.sql`insert into enterprises (uscc, name, category, status, updated_at)
    values ('92370171MA0DEM0999', '演示测试面馆', 'sole-trader', 'active', now())`
  expect((await check(complaintDraft({ respondent: { name: '演示测试面馆' } }))).business).toBeNull()
})

test.each([
  ['a complaint by address alone', complaintDraft({ respondent: { address: '演示路 1 号' } })],
  [
    'a complaint by link alone',
    complaintDraft({ place: undefined, respondent: { shopUrl: 'https://shop.example.com/1' } }),
  ],
  ['a complaint that cannot name it', complaintDraft({ respondent: { name: UNKNOWN.name } })],
  ['a report by place alone', reportDraft({ respondent: {} })],
  ['a question', consultationDraft()],
])('%s is filed, and nothing is known of it, however often', async (_, draft) => {
  await file(draft, 6)
  expect(await check(draft)).toBeNull()
})

test('a business in no register is filed by the words the person has for it', async () => {
  const draft = complaintDraft({ respondent: { name: '北门口卖红薯的三轮车' } })
  await file(draft)
  expect(await check(draft)).toEqual({ name: '北门口卖红薯的三轮车', complaints: null, business: null })
})

test('asked by the assistant which shop it was, a description is an answer', async () => {
  const say = async (message: string, conversationId?: string) =>
    (await api.post('/api/assistant/turns', { message, conversationId })).json()
  const first = await say('昨天在舜华路花了50元买红薯，回家一称少了一斤，要求退钱，给自己买的')
  expect(first.missing).toContain('respondent.name')
  const second = await say('北门卖红薯的三轮车', first.conversationId)
  expect(second.missing).not.toContain('respondent.name')
  expect(second.draft.respondent).toMatchObject({ name: '北门卖红薯的三轮车' })
})
