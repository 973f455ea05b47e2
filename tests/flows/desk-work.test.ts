/** Work on a ticket at the desk, and what reaches the person: templates, contact log, steps of others, messages, lost codes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SealedMail, sealContext } from '../../api/platform/mail/queue-mail.ts'
import { outgoingMail } from '../../api/platform/mail/tables.ts'
import { dataKeys } from '../../api/platform/tables.ts'
import { complaintDraft, demoContact, reportDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const OFFICER = 'demo.shunhualu'
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi()
  desk = await openDesk(api, [OFFICER, 'demo.chief'])
})
afterAll(() => api.close())

const filed = async (draft: unknown) =>
  (await (await api.post('/api/tickets', draft)).json()) as { number: string; queryCode: string }
const act = (number: string, action: string, expectedState: string, more: object = {}) =>
  desk.post(OFFICER, `/tickets/${number}/actions`, { action, expectedState, ...more })
const opened = async (number: string, who = OFFICER) => (await desk.get(who, `/tickets/${number}`)).body

/** What lies in the outbox, opened. */
async function mails(): Promise<({ kind: string; way: string } & SealedMail)[]> {
  const rows = await api.deps.db.select().from(outgoingMail).orderBy(outgoingMail.createdAt)
  const keys = new Map((await api.deps.db.select().from(dataKeys)).map(({ id, wrapped }) => [id, wrapped]))
  return rows.map(({ id, kind, way, dataKeyId, sealed }) => {
    const key = keys.get(dataKeyId)
    if (!key) throw new Error(`no key for ${id}`)
    return { kind, way, ...api.deps.vault.open<SealedMail>(key, sealContext(id), sealed) }
  })
}
const mailsAbout = async (number: string) => (await mails()).filter(({ text }) => text.includes(number))

test('templates fit the step and the kind, and are filled in', async () => {
  const { number } = await filed(complaintDraft())
  await act(number, 'take', 'dispatched')
  const { actions, respondentName, unit } = await opened(number)
  const of = (action: string) => actions.find((each: { action: string }) => each.action === action).templates
  const ids = (action: string) => of(action).map(({ id }: { id: string }) => id)
  expect(ids('reply')).toContain('visited')
  expect(ids('ask-materials')).toEqual(['materials'])
  expect(ids('note')).toEqual([])
  const text = of('reply').find(({ id }: { id: string }) => id === 'visited').text
  expect(text).toContain(respondentName)
  expect(of('reply').find(({ id }: { id: string }) => id === 'received').text).toContain(unit.name)
  for (const { text } of of('reply')) expect(text).not.toMatch(/[{}]/)
})

test('a contact is logged for staff only; having reached the person keeps the promised first contact', async () => {
  const key = await filed(complaintDraft())
  const { number } = key
  const log = (reached: string, contactWith = 'citizen') =>
    act(number, 'log-contact', 'dispatched', {
      reason: '演示：说明了流程。',
      asked: { contactWith, contactBy: 'phone', reached },
    })
  const first = async () =>
    (await opened(number)).promises.find((each: { why: { rule: string } }) => each.why.rule === 'first-contact').status
  expect((await log('no')).status).toBe(200)
  expect((await log('yes', 'business')).status).toBe(200)
  expect(await first()).toBe('running')
  expect((await log('yes')).status).toBe(200)
  expect(await first()).toBe('met')
  const entry = (await opened(number)).timeline.at(-1)
  expect(entry).toMatchObject({ staffOnly: true, reason: '演示：说明了流程。' })
  expect(entry.asked.map(({ value }: { value: string }) => value).sort()).toEqual(['当事人', '电话', '联系上了'].sort())
  const own = await (await api.request(`/api/tickets/${number}`, { headers: { 'query-code': key.queryCode } })).json()
  expect(JSON.stringify(own)).not.toContain('演示：说明了流程。')
})

test('steps of others and of other states are named with the reason', async () => {
  const { number } = await filed(complaintDraft())
  const { actions, otherActions } = await opened(number)
  const offered = actions.map(({ action }: { action: string }) => action)
  const reason = (action: string) =>
    otherActions.find((each: { action: string }) => each.action === action)?.reason as string
  expect(reason('dispatch')).toBe('要由统一接收机构来做。')
  expect(reason('refuse')).toBe('要由所长或局负责人来做。')
  expect(reason('accept')).toContain('受理审查')
  expect(reason('take')).toBeUndefined()
  expect(reason('withdraw')).toBeUndefined()
  for (const { action } of otherActions) expect(offered).not.toContain(action)
})

test('the person hears of each step with number, business and first words', async () => {
  const { number } = await filed(complaintDraft())
  await act(number, 'note', 'dispatched', { reason: '演示：内部。' })
  expect(await mailsAbout(number)).toEqual([])
  await act(number, 'take', 'dispatched')
  const [news, ...more] = await mailsAbout(number)
  expect(more).toEqual([])
  expect(news).toMatchObject({ kind: 'ticket-news', way: 'sms', to: demoContact.phone })
  expect(news?.text).toContain('演示烤肉店')
  expect(news?.text).toContain('我在舜华路的演示')
  expect(news?.text).not.toContain('演示：内部。')
})

test('of a report the message says only the number; somebody who wants no word gets none', async () => {
  const { number } = await filed(reportDraft({ anonymous: false }))
  const state = (await opened(number)).state
  expect((await act(number, 'reply', state, { reply: '演示：正在核查。' })).status).toBe(200)
  const [news] = await mailsAbout(number)
  expect(news?.kind).toBe('report-news')
  expect(news?.text).not.toContain('演示超市')
  expect(news?.text).not.toContain('核查')
  const quiet = complaintDraft()
  const { number: silent } = await filed({ ...quiet, contact: { ...quiet.contact, wantsReply: false } })
  expect((await act(silent, 'take', 'dispatched')).status).toBe(200)
  expect(await mailsAbout(silent)).toEqual([])
})

test('number and code go once more to the telephone given, and to nobody else', async () => {
  const draft = complaintDraft()
  const phone = '13900009001'
  const { number, queryCode } = await filed({ ...draft, contact: { ...draft.contact, phone } })
  const ask = async (body: object) => {
    const response = await api.post('/api/tickets/code-recovery', body)
    return { status: response.status, body: await response.json() }
  }
  const before = (await mails()).length
  const stranger = await ask({ phone: '13900009999' })
  expect((await mails()).length).toBe(before)
  const owner = await ask({ phone: '139-0000-9001' })
  expect(owner).toEqual(stranger)
  expect(owner.status).toBe(202)
  const sent = (await mails()).at(-1)
  expect(sent).toMatchObject({ kind: 'code-recovery', way: 'sms', to: phone })
  expect(sent?.text).toContain(number)
  expect(sent?.text).toContain(queryCode)
  expect((await ask({ email: 'somebody@example.org', number })).status).toBe(202)
  expect((await mails()).length).toBe(before + 1)
  expect((await ask({ email: 'somebody@example.org' })).status).toBe(400)
})
