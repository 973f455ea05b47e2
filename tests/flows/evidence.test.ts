/** Files an officer adds: the bureau's own until shown, to the one ticked and nobody else, told and audited. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { t } from '../../content/messages/index.ts'
import { complaintDraft, reportDraft } from '../factories/drafts.ts'
import { jpeg, PLACE_CANARY, pdf } from '../factories/pictures.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'
import { invitedBusiness } from '../harness/invited-business.ts'

const OFFICER = 'demo.shunhualu'
const CLERK = 'demo.desk'
const QUALITY = 'demo.quality'
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi()
  desk = await openDesk(api, [OFFICER, CLERK, QUALITY, 'demo.chief', 'demo.suncun', 'demo.admin'])
})
afterAll(() => api.close())

const filed = async (draft: unknown = complaintDraft()) =>
  (await (await api.post('/api/tickets', draft)).json()) as { number: string; queryCode: string }
const add = async (who: string, number: string, bytes: Buffer, query = '', name = '现场.pdf') => {
  const response = await api.request(`/api/desk/tickets/${number}/attachments${query}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { ...desk.headers(who), 'file-name': encodeURIComponent(name) },
  })
  return { status: response.status, body: await response.json() }
}
const show = (who: string, number: string, id: string, citizen: boolean, business: boolean) =>
  desk.put(who, `/tickets/${number}/attachments/${id}/audience`, { citizen, business })
const invited = () => invitedBusiness(api)
const doors = ({ number, queryCode, code }: { number: string; queryCode: string; code?: string }) => {
  const citizen = { 'query-code': queryCode }
  const business = { 'party-code': code ?? '' }
  const json = async (path: string, headers: Record<string, string>) =>
    (await (await api.request(`/api${path}`, { headers })).json()) as {
      attachments: { id: string }[]
      timeline: { type: string }[]
    }
  const status = async (path: string, headers: Record<string, string>) =>
    (await api.request(`/api${path}`, { headers })).status
  return {
    citizen: () => json(`/tickets/${number}`, citizen),
    business: () => json(`/party/${number}`, business),
    citizenOpens: (id: string) => status(`/attachments/${id}?ticket=${number}`, citizen),
    businessOpens: (id: string) => status(`/party/${number}/attachments/${id}`, business),
  }
}

test('the bureau’s own at first: staff see who and when, neither person nor business learns that it exists', async () => {
  const ticket = await invited()
  const { number } = ticket
  const door = doors(ticket)
  const { status, body } = await add(OFFICER, number, jpeg(), '', '现场.jpg')
  expect(status).toBe(201)
  expect(body).toMatchObject({ name: '现场.jpg', from: 'bureau', shownTo: { citizen: false, business: false } })
  const { body: seen } = await desk.get(OFFICER, `/tickets/${number}`)
  const [id] = await api.deps.sql<{ id: string }[]>`select id from staff_users where username = ${OFFICER}`
  expect(seen.attachments).toMatchObject([{ id: body.id, addedBy: id?.id }])
  expect(seen.timeline.at(-1)).toMatchObject({ type: 'evidence-added', staffOnly: true, actorId: id?.id })
  for (const view of [await door.citizen(), await door.business()]) {
    expect(view.attachments).toEqual([])
    expect(JSON.stringify(view)).not.toMatch(/evidence-|现场\.jpg/)
  }
  expect([await door.citizenOpens(body.id), await door.businessOpens(body.id)]).toEqual([404, 404])
  const file = await api.request(`/api/desk/tickets/${number}/attachments/${body.id}`, {
    headers: desk.headers(OFFICER),
  })
  expect(file.status).toBe(200)
  expect(Buffer.from(await file.arrayBuffer()).includes(PLACE_CANARY)).toBe(false)
  const audits = await api.deps.sql`select a.after from audit_log a join tickets t on t.id::text = a.entity_id
    where t.number = ${number} and a.action = 'ticket.evidence-added'`
  expect(audits).toMatchObject([{ after: { attachment: body.id, citizen: false, business: false } }])
})

test('shown to the one who is ticked, told to that one alone, and taken back', async () => {
  const ticket = await invited()
  const { number } = ticket
  const door = doors(ticket)
  const forCitizen = (await add(OFFICER, number, pdf('一'), '?citizen=1')).body.id
  const forBusiness = (await add(OFFICER, number, pdf('二'))).body.id
  expect((await show(OFFICER, number, forBusiness, false, true)).status).toBe(200)
  expect((await door.citizen()).attachments.map(({ id }) => id)).toEqual([forCitizen])
  expect((await door.business()).attachments.map(({ id }) => id)).toEqual([forBusiness])
  expect([await door.citizenOpens(forCitizen), await door.citizenOpens(forBusiness)]).toEqual([200, 404])
  expect([await door.businessOpens(forCitizen), await door.businessOpens(forBusiness)]).toEqual([404, 200])
  expect((await door.citizen()).timeline.filter(({ type }) => type === 'evidence-shown')).toHaveLength(1)
  expect((await door.business()).timeline.filter(({ type }) => type === 'evidence-handed-over')).toHaveLength(1)
  await show(OFFICER, number, forCitizen, false, false)
  expect((await door.citizen()).attachments).toEqual([])
  expect(await door.citizenOpens(forCitizen)).toBe(404)
  const audits = await api.deps.sql`select a.before, a.after from audit_log a join tickets t on t.id::text = a.entity_id
    where t.number = ${number} and a.action = 'ticket.evidence-audience' order by a.at, a.id`
  expect(audits).toHaveLength(2)
})

test('what the person handed in is not the officer’s to show, and the nine of one leave nine to the other', async () => {
  const { number, queryCode } = await filed()
  const headers = { 'query-code': queryCode, 'file-name': 'a.pdf' }
  const own = await api.request(`/api/attachments?ticket=${number}`, {
    ...{ method: 'POST', body: new Uint8Array(pdf('自己')), headers },
  })
  const { id } = (await own.json()) as { id: string }
  expect((await show(OFFICER, number, id, true, true)).status).toBe(404)
  for (let each = 0; each < 9; each += 1) expect((await add(OFFICER, number, pdf(`第${each}份`))).status).toBe(201)
  const full = await add(OFFICER, number, pdf('第十份'))
  expect([full.status, full.body.detail]).toEqual([409, t('zh', 'errors.upload.tooMany', { most: 9 })])
  // The same file twice is one file.
  expect((await add(OFFICER, number, pdf('第0份'))).status).toBe(201)
  const more = await api.request(`/api/attachments?ticket=${number}`, {
    ...{ method: 'POST', body: new Uint8Array(pdf('自己二')), headers },
  })
  expect(more.status).toBe(201)
})

test('what cannot be kept is refused in the words of every upload; so is a business where there is none, and a closed ticket', async () => {
  const { number } = await filed()
  const why = async (...sent: Parameters<typeof add>) => {
    const { status, body } = await add(...sent)
    return [status, body.detail]
  }
  expect(await why(OFFICER, number, Buffer.from('MZ'))).toEqual([415, t('zh', 'errors.upload.type')])
  expect(await why(OFFICER, number, Buffer.alloc(0))).toEqual([422, t('zh', 'errors.upload.empty')])
  const big = Buffer.concat([pdf(), Buffer.alloc(10 * 1024 * 1024)])
  expect(await why(OFFICER, number, big)).toEqual([413, t('zh', 'errors.upload.tooBig', { most: 10 })])
  const { number: report } = await filed(reportDraft())
  expect(await why(OFFICER, report, pdf(), '?business=1')).toEqual([422, t('zh', 'errors.upload.noBusiness')])
  const closed = await filed()
  const withdrawn = await api.post(`/api/tickets/${closed.number}/withdrawal`, {}, { 'query-code': closed.queryCode })
  expect(withdrawn.status).toBeLessThan(300)
  expect((await add(OFFICER, closed.number, pdf())).status).toBe(409)
})

test('only who works on it and may know who reported adds one', async () => {
  const { number } = await filed()
  for (const who of [QUALITY, 'demo.suncun', 'demo.admin'])
    expect((await add(who, number, pdf())).status, who).toBe(403)
  expect((await add(CLERK, number, pdf())).status).toBe(201)
  const { number: report } = await filed(reportDraft())
  expect((await add(CLERK, report, pdf())).status).toBe(403)
  expect((await add(OFFICER, report, pdf('甲'))).status).toBe(201)
  const [chief] = await api.deps.sql<{ id: string }[]>`select id from staff_users where username = 'demo.chief'`
  await desk.post('demo.chief', `/tickets/${report}/actions`, {
    ...{ action: 'assign', expectedState: 'dispatched', handler: chief?.id },
  })
  expect((await add(OFFICER, report, pdf('乙'))).status).toBe(403)
})
