/** Who is in charge (指派承办人): one or several, by whom it is for, one winner, and never whoever was recused. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemContext } from '../../api/platform/context.ts'
import { disableStaff } from '../../api/staff/disable-staff.ts'
import { actOnTicket } from '../../api/tickets/act-on-ticket.ts'
import { t } from '../../content/messages/index.ts'
import { complaintDraft, demoContact, reportDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const [CLERK, CHIEF, OFFICER, OTHER] = ['demo.desk', 'demo.chief', 'demo.shunhualu', 'demo.suncun']
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
const id: Record<string, string> = {}
beforeAll(async () => {
  api = await openApi()
  const everybody = [CLERK, CHIEF, OFFICER, OTHER, 'demo.head', 'demo.quality', 'demo.admin']
  desk = await openDesk(api, everybody)
  for (const row of await api.deps.sql<{ id: string; username: string }[]>`select id, username from staff_users`)
    id[row.username] = row.id
})
afterAll(() => api.close())

const filed = async (draft: unknown = complaintDraft()) =>
  ((await (await api.post('/api/tickets', draft)).json()) as { number: string }).number
const seen = async (number: string) => {
  const { state, version } = (await desk.get(CLERK, `/tickets/${number}`)).body
  return { number, state, version }
}
const assign = async (who: string, number: string, handler: string | undefined, expectedState = 'dispatched') =>
  desk.post(who, `/tickets/${number}/actions`, { action: 'assign', expectedState, handler })
const several = async (who: string, numbers: readonly string[], handler: string | undefined) =>
  desk.post(who, '/assignments', { tickets: await Promise.all(numbers.map(seen)), handler })

test('the chief puts an officer in charge: told to staff alone, in the audit log, and in the officer’s own list', async () => {
  const number = await filed()
  const { actions } = (await desk.get(CHIEF, `/tickets/${number}`)).body
  const offered = actions.find(({ action }: { action: string }) => action === 'assign')
  const choices = offered.handlers.map((each: { id: string }) => each.id)
  expect(choices.sort()).toEqual([id[CHIEF], id[OFFICER]].sort())
  expect((await assign(CHIEF, number, id[OFFICER])).status).toBe(200)
  const { body } = await desk.get(OFFICER, `/tickets/${number}`)
  expect(body).toMatchObject({ handlerId: id[OFFICER], state: 'dispatched' })
  expect(body.timeline.at(-1)).toMatchObject({ type: 'assigned', handlerId: id[OFFICER], staffOnly: true })
  const mine = (await desk.get(OFFICER, '/tickets?mine=true')).body.items
  expect(mine.map((each: { number: string }) => each.number)).toContain(number)
  const rows = await api.deps.sql`select a.after from audit_log a join tickets t on t.id::text = a.entity_id
    where t.number = ${number} and a.action = 'ticket.assign'`
  expect(rows).toMatchObject([{ after: { handlerId: id[OFFICER] } }])
  // A colleague does not take over what was given to somebody else; who has it, does.
  const take = { action: 'take', expectedState: 'dispatched' }
  const refused = await desk.post(CHIEF, `/tickets/${number}/actions`, take)
  expect([refused.status, refused.body.detail]).toEqual([409, t('zh', 'errors.guard.free-or-own')])
  expect((await desk.post(OFFICER, `/tickets/${number}/actions`, take)).status).toBe(200)
})

test('the person and the business learn nothing of it', async () => {
  const response = await api.post('/api/tickets', complaintDraft())
  const { number, queryCode } = (await response.json()) as { number: string; queryCode: string }
  await assign(CHIEF, number, id[OFFICER])
  const own = await (await api.request(`/api/tickets/${number}`, { headers: { 'query-code': queryCode } })).text()
  expect(own).not.toContain('assigned')
  expect(own).not.toContain(id[OFFICER])
})

test('of a report only the one in charge and the approvers still see who reported', async () => {
  const number = await filed(reportDraft())
  expect((await desk.get(OFFICER, `/tickets/${number}`)).body.identityWithheld).toBe(false)
  expect((await assign(CHIEF, number, id[CHIEF])).status).toBe(200)
  expect((await desk.get(OFFICER, `/tickets/${number}`)).body.identityWithheld).toBe(true)
})

test('nobody of another unit, no closed account, not the same one again, nobody who was recused', async () => {
  const number = await filed()
  const why = async (handler: string | undefined) => {
    const { status, body } = await assign(CHIEF, number, handler)
    return [status, body.errors?.[0]?.message]
  }
  expect(await why(undefined)).toEqual([400, t('zh', 'errors.field.required')])
  for (const wrong of ['nobody', id[OTHER], id['demo.head']])
    expect(await why(wrong)).toEqual([400, t('zh', 'errors.tickets.notOfUnit')])
  expect((await assign(CHIEF, number, id[OFFICER])).status).toBe(200)
  expect(await why(id[OFFICER])).toEqual([400, t('zh', 'errors.tickets.alreadyHandler')])

  const ctx = systemContext('test')
  let expectedState = (await seen(number)).state
  for (const step of [
    { action: 'take' },
    { action: 'accept' },
    {
      action: 'mediate',
      asked: { consentHow: '演示：电话里同意。', meetingTime: '演示', meetingPlace: '演示', mediators: '演示' },
    },
    { action: 'recuse', reason: '演示：亲戚。' },
    { action: 'settle-recusal', asked: { recusal: 'granted' } },
  ] as const)
    expectedState = (await actOnTicket(api.deps, ctx, { number, expectedState, ...step })).state
  expect((await seen(number)).state).toBe('mediating')
  const recused = await assign(CHIEF, number, id[OFFICER], 'mediating')
  expect(recused.body.errors[0].message).toBe(t('zh', 'errors.tickets.recused'))
  expect((await assign(CHIEF, number, id[CHIEF], 'mediating')).status).toBe(200)

  await disableStaff(api.deps, ctx, { username: 'demo.maixiang', reason: '演示' })
  const handlers = (await desk.get(CLERK, '/handlers')).body.items.map((each: { id: string }) => each.id)
  expect(handlers).toContain(id[OTHER])
  expect(handlers).not.toContain(id['demo.maixiang'])
  const near = (await desk.get(CHIEF, '/handlers')).body.items.map((each: { id: string }) => each.id)
  expect(near.sort()).toEqual([id[CHIEF], id[OFFICER]].sort())
})

test('several at once: what lies elsewhere is refused by name, what waits at the desk goes to the officer’s unit first', async () => {
  const [placed, back] = [await filed(), await filed()]
  await desk.post(OFFICER, `/tickets/${back}/actions`, {
    ...{ action: 'return', expectedState: 'dispatched', reason: '演示：不在辖区。' },
  })
  const { status, body } = await several(CLERK, [placed, back], id[OTHER])
  expect(status).toBe(200)
  expect(body).toEqual({ done: [back], refused: [{ number: placed, reason: t('zh', 'errors.tickets.notOfUnit') }] })
  expect((await desk.get(CLERK, `/tickets/${back}`)).body).toMatchObject({
    ...{ state: 'dispatched', handlerId: id[OTHER], needsReview: false },
    unit: { id: 'suncun' },
  })
  // The chief of a unit assigns there; sending out is not the chief's.
  expect((await several(CHIEF, [placed], id[OFFICER])).body).toEqual({ done: [placed], refused: [] })
  for (const who of [OFFICER, 'demo.quality', 'demo.admin'])
    expect((await several(who, [], id[OFFICER])).status, who).toBe(403)
})

test('a hundred at once leave one in charge: one wins, the others are told', async () => {
  const number = await filed()
  const ticket = await seen(number)
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, turn) => {
      const handler = turn % 2 === 0 ? id[CHIEF] : id[OFFICER]
      const { body } = await desk.post(turn % 3 === 0 ? CLERK : CHIEF, '/assignments', { tickets: [ticket], handler })
      return { handler, ...body }
    }),
  )
  const won = answers.filter(({ done }) => done.length === 1)
  expect(won).toHaveLength(1)
  expect(answers.flatMap(({ refused }) => refused)).toHaveLength(99)
  const { body } = await desk.get(CLERK, `/tickets/${number}`)
  expect(body).toMatchObject({ handlerId: won[0]?.handler, version: ticket.version + 1 })
  expect(body.timeline.filter(({ type }: { type: string }) => type === 'assigned')).toHaveLength(1)
})

test('an officer who gave an address is told by mail: number, business, next date, nothing of the person', async () => {
  const mails = async () =>
    ((await desk.get('demo.admin', '/mail')).body.items as { kind: string; words: Record<string, string> }[]).filter(
      ({ kind }) => kind === 'ticket-assigned',
    )
  const own = async (who: string, address: string) => (await put(who, address)).status
  const put = (who: string, address: string) =>
    api.request('/api/desk/security/mail', {
      method: 'PUT',
      body: JSON.stringify({ address }),
      headers: { 'content-type': 'application/json', ...desk.headers(who) },
    })
  await assign(CHIEF, await filed(), id[OFFICER])
  expect(await mails()).toEqual([])
  expect(await own(OFFICER, 'nowhere')).toBe(400)
  expect(await own(OFFICER, 'feng@bureau.example')).toBe(204)
  expect((await desk.get(OFFICER, '/session')).body.mailAddress).toBe('feng@bureau.example')
  const number = await filed()
  expect((await assign(CHIEF, number, id[OFFICER])).status).toBe(200)
  const [mail] = await mails()
  expect(mail?.words['to']).toBe('feng@bureau.example')
  expect(mail?.words['subject']).toContain(number)
  expect(mail?.words['text']).toContain('演示烤肉店')
  expect(mail?.words['text']).toMatch(/最近的期限：2026年1[12]月\d+日。/)
  const { name, phone, address } = demoContact
  for (const trace of [complaintDraft().narrative, name, phone, address])
    expect(JSON.stringify(mail)).not.toContain(trace)
  // Of a report the business is not named either: what is looked into stays inside.
  const report = await filed(reportDraft())
  expect((await assign(CHIEF, report, id[OFFICER])).status).toBe(200)
  const about = (await mails()).find(({ words }) => words['subject']?.includes(report))
  expect(about?.words['text']).not.toContain(String(reportDraft().respondent?.name))
  // Who takes a ticket needs no mail, nor who was given none or gave the address back.
  expect(await own(CHIEF, 'zhao@bureau.example')).toBe(204)
  await assign(CHIEF, await filed(), id[CHIEF])
  expect(await own(OFFICER, '')).toBe(204)
  await assign(CHIEF, await filed(), id[OFFICER])
  expect(await mails()).toHaveLength(2)
  // Of several at once one letter tells; what could not be given is not in it.
  expect(await own(OTHER, 'sun@bureau.example')).toBe(204)
  const waiting = [await filed(), await filed(), await filed()]
  for (const number of waiting.slice(0, 2))
    await desk.post(OFFICER, `/tickets/${number}/actions`, {
      ...{ action: 'return', expectedState: 'dispatched', reason: '演示：不在辖区。' },
    })
  expect((await several(CLERK, waiting, id[OTHER])).body.done).toEqual(waiting.slice(0, 2))
  const letters = await mails()
  expect(letters).toHaveLength(3)
  const all = letters.find(({ words }) => words['to'] === 'sun@bureau.example')
  expect(all?.words['subject']).toBe(t('zh', 'desk.assigned.several', { count: 2 }))
  for (const number of waiting) expect(all?.words['text']?.includes(number)).toBe(number !== waiting[2])
  expect(all?.words['text']).toContain('/desk?mine=true')
  const rows = await api.deps.sql`select after from audit_log where action = 'staff.mail-changed'`
  expect(rows.map(({ after }) => after.mail).sort()).toEqual([false, true, true, true])
  expect(JSON.stringify(rows)).not.toContain('bureau.example')
})
