/** What an officer decides beside the straight way: which sentences are another matter, more time, word to the police. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../api/platform/clock.ts'
import { complaintDraft, reportDraft } from '../factories/drafts.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const clock = fixedClock(NOW)
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi({ clock })
  desk = await openDesk(api, ['demo.shunhualu', 'demo.suncun', 'demo.desk', 'demo.chief', 'demo.head'])
})
afterAll(() => api.close())

const OFFICER = 'demo.shunhualu'
interface Key {
  number: string
  queryCode: string
}
const filed = async (draft: unknown) => (await (await api.post('/api/tickets', draft)).json()) as Key
const view = async ({ number, queryCode }: Key) =>
  (await api.request(`/api/tickets/${number}`, { headers: { 'query-code': queryCode } })).json()
const act = (who: string, number: string, expectedState: string, action: string, more: object = {}) =>
  desk.post(who, `/tickets/${number}/actions`, { action, expectedState, ...more })
const open = async (who: string, number: string) => (await desk.get(who, `/tickets/${number}`)).body
// biome-ignore lint/suspicious/noExplicitAny: what comes back is what the tests look at
const offered = (ticket: any, action: string) => ticket.actions.find((each: any) => each.action === action)

const STORY =
  '在舜华路的演示烤肉店多收了60元服务费，要求退钱。店里还在用过期的牛奶做奶茶，保质期到10月1日！我的收据在家里。'

test('the officer ticks the sentences of the other matter: the second ticket holds these alone', async () => {
  const key = await filed(complaintDraft({ narrative: STORY }))
  const before = await open(OFFICER, key.number)
  const asked = offered(before, 'split').asks.find(({ name }: { name: string }) => name === 'splitParts')
  expect(asked).toMatchObject({ kind: 'parts', optional: true })
  expect(asked.options).toEqual([
    { value: '0', label: '在舜华路的演示烤肉店多收了60元服务费，要求退钱。' },
    { value: '1', label: '店里还在用过期的牛奶做奶茶，保质期到10月1日！' },
    { value: '2', label: '我的收据在家里。' },
  ])
  const split = await act(OFFICER, key.number, 'dispatched', 'split', {
    asked: { splitKind: 'report', splitParts: '1' },
  })
  expect(split.status).toBe(200)
  const { number } = (await view(key)).timeline
    .map(({ sentence }: { sentence: string }) => /编号 (?<number>[A-Z]+\d{14})/.exec(sentence)?.groups)
    .find(Boolean)
  const second = await open(OFFICER, number)
  expect(second).toMatchObject({
    kind: 'report',
    problem: { code: 'P01' },
    draft: { narrative: '店里还在用过期的牛奶做奶茶，保质期到10月1日！', respondent: { name: '演示烤肉店' } },
  })
  // The first ticket keeps every word.
  const first = await open(OFFICER, key.number)
  expect(first.draft.narrative).toBe(STORY)
  const row = first.timeline.find(({ asked }: { asked: { label: string }[] }) => asked.length === 2)
  expect(row.asked).toContainEqual({ label: '哪几句是另一件事', value: '2' })
  expect(offered(first, 'split').blocked).toBe('已经有关联的另一件。')
})

test.each([
  ['a sentence that is not there', { splitKind: 'report', splitParts: '9' }, 'asked.splitParts'],
  ['no list of sentences', { splitKind: 'report', splitParts: 'all' }, 'asked.splitParts'],
  ['the kind it has already', { splitKind: 'complaint' }, 'asked.splitKind'],
])('a split by %s is refused, and nothing is made', async (_, asked, path) => {
  const key = await filed(complaintDraft({ narrative: STORY }))
  const { status, body } = await act(OFFICER, key.number, 'dispatched', 'split', { asked })
  expect([status, body.errors[0].path]).toEqual([400, path])
  expect((await open(OFFICER, key.number)).linkedNumber).toBe(null)
})

test('ten more working days for a complex matter of the business environment: by the head, once, and the person is told', async () => {
  const key = await filed(complaintDraft())
  const early = await act('demo.head', key.number, 'dispatched', 'extend-answer', { reason: '演示：情况复杂。' })
  expect(early.status).toBe(409)
  await act(OFFICER, key.number, 'dispatched', 'mark-matter', { asked: { matter: 'business-environment' } })
  const due = async () =>
    (await view(key)).promises.find(({ why }: { why: { rule: string } }) => why.rule === 'business-environment')
  expect(await due()).toMatchObject({ dueOn: '2026-11-27', why: { count: 5 } })
  const more = { reason: '演示：要等其他部门的材料。' }
  for (const who of [OFFICER, 'demo.chief', 'demo.desk'])
    expect((await act(who, key.number, 'dispatched', 'extend-answer', more)).status).toBe(403)
  expect((await act('demo.head', key.number, 'dispatched', 'extend-answer')).status).toBe(400)
  expect((await act('demo.head', key.number, 'dispatched', 'extend-answer', more)).status).toBe(200)
  expect(await due()).toMatchObject({ dueOn: '2026-12-11', why: { count: 15 } })
  const { timeline } = await view(key)
  expect(timeline.at(-1).sentence).toBe('情况复杂，经负责人同意，答复期限延长到2026年12月11日。')
  expect(JSON.stringify(timeline)).not.toContain('其他部门的材料')
  expect((await act('demo.head', key.number, 'dispatched', 'extend-answer', more)).body.detail).toContain('已经延长过')
})

test('signs of fraud go to the police by a chief’s hand: the person and the business see nothing of it, the ticket goes on', async () => {
  for (const draft of [complaintDraft(), reportDraft()]) {
    const key = await filed(draft)
    const before = await view(key)
    const word = { reason: '演示：同一张小票三次索赔。', asked: { policeBody: '演示公安分局' } }
    expect((await act(OFFICER, key.number, 'dispatched', 'transfer-police', word)).status).toBe(403)
    expect((await act('demo.chief', key.number, 'dispatched', 'transfer-police', { ...word, asked: {} })).status).toBe(
      400,
    )
    const done = await act('demo.chief', key.number, 'dispatched', 'transfer-police', word)
    expect([done.status, done.body.state]).toEqual([200, 'dispatched'])
    const after = await view(key)
    expect([after.timeline, after.state, after.promises]).toEqual([before.timeline, before.state, before.promises])
    const ticket = await open('demo.chief', key.number)
    const row = ticket.timeline.at(-1)
    expect(row).toMatchObject({
      sentence: '涉嫌骗取赔偿或者敲诈勒索，已移送公安机关等部门。',
      staffOnly: true,
      reason: word.reason,
      asked: [{ label: '移送给哪个部门', value: '演示公安分局' }],
    })
    expect(offered(ticket, 'transfer-police').blocked).toBe('已经移送过。')
  }
})
