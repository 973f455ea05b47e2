/** Files of the business at its own door: cleaned like every upload, for staff and itself alone, bounded, audited. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemContext } from '../../api/platform/context.ts'
import { actOnTicket } from '../../api/tickets/act-on-ticket.ts'
import { partyCode } from '../../api/tickets/party/find-by-party-code.ts'
import { t } from '../../content/messages/index.ts'
import { complaintDraft, reportDraft } from '../factories/drafts.ts'
import { jpeg, PLACE_CANARY, pdf } from '../factories/pictures.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'
import { type Doors, invitedBusiness } from '../harness/invited-business.ts'

const OFFICER = 'demo.shunhualu'
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi()
  desk = await openDesk(api, [OFFICER])
})
afterAll(() => api.close())

const filed = async (draft: unknown = complaintDraft()) =>
  (await (await api.post('/api/tickets', draft)).json()) as { number: string; queryCode: string }
const invited = () => invitedBusiness(api)
const add = async ({ number, code }: Pick<Doors, 'number' | 'code'>, bytes: Buffer, name = '小票.pdf') => {
  const response = await api.request(`/api/party/${number}/attachments`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'party-code': code, 'file-name': encodeURIComponent(name) },
  })
  return { status: response.status, body: await response.json() }
}
const view = async (path: string, headers: Record<string, string>) =>
  (await (await api.request(`/api${path}`, { headers })).json()) as {
    attachments: { id: string; from: string }[]
    timeline: { type: string }[]
  }

test('the business adds a photo: staff and itself open it without its place, the complainant learns nothing of it', async () => {
  const ticket = await invited()
  const { number, queryCode, code } = ticket
  const { status, body } = await add(ticket, jpeg(), '后厨.jpg')
  expect([status, body.name, body.from]).toEqual([201, '后厨.jpg', 'business'])
  const own = await view(`/party/${number}`, { 'party-code': code })
  expect(own.attachments).toMatchObject([{ id: body.id, from: 'business' }])
  expect(own.timeline.at(-1)).toMatchObject({ type: 'business-file-added', by: 'business' })
  const citizen = await view(`/tickets/${number}`, { 'query-code': queryCode })
  expect(JSON.stringify(citizen)).not.toMatch(/business-file|后厨/)
  const { body: staff } = await desk.get(OFFICER, `/tickets/${number}`)
  expect(staff.attachments).toMatchObject([{ from: 'business', addedBy: null }])
  expect(staff.timeline.at(-1)).toMatchObject({ type: 'business-file-added' })
  const open = (path: string, headers: HeadersInit) => api.request(`/api${path}/${body.id}`, { headers })
  expect(
    (await api.request(`/api/attachments/${body.id}?ticket=${number}`, { headers: { 'query-code': queryCode } }))
      .status,
  ).toBe(404)
  for (const file of [
    await open(`/party/${number}/attachments`, { 'party-code': code }),
    await open(`/desk/tickets/${number}/attachments`, desk.headers(OFFICER)),
  ]) {
    expect(file.status).toBe(200)
    expect(Buffer.from(await file.arrayBuffer()).includes(PLACE_CANARY)).toBe(false)
  }
  const audits = await api.deps.sql`select a.after from audit_log a join tickets t on t.id::text = a.entity_id
    where t.number = ${number} and a.action = 'ticket.party-file-added'`
  expect(audits).toMatchObject([{ after: { attachment: body.id, type: 'image/jpeg' } }])
})

test('nobody can show it on: the officer’s choice of readers is for the bureau’s files, and the database says so too', async () => {
  const ticket = await invited()
  const { id } = (await add(ticket, pdf())).body
  const shown = await desk.put(OFFICER, `/tickets/${ticket.number}/attachments/${id}/audience`, {
    ...{ citizen: true, business: false },
  })
  expect(shown.status).toBe(404)
  const set = api.deps.sql`update attachments set to_citizen = true where id = ${id}`
  await expect(set).rejects.toThrow(/attachments_from_business/)
})

test('nine of the business beside the nine of the others, the same file once, refused in the words of every upload', async () => {
  const ticket = await invited()
  for (let each = 0; each < 9; each += 1) expect((await add(ticket, pdf(`第${each}份`))).status).toBe(201)
  const why = async (bytes: Buffer) => {
    const { status, body } = await add(ticket, bytes)
    return [status, body.detail]
  }
  expect(await why(pdf('第十份'))).toEqual([409, t('zh', 'errors.upload.tooMany', { most: 9 })])
  expect((await add(ticket, pdf('第0份'))).status).toBe(201)
  expect(await why(Buffer.from('MZ'))).toEqual([415, t('zh', 'errors.upload.type')])
  expect(await why(Buffer.alloc(0))).toEqual([422, t('zh', 'errors.upload.empty')])
  expect(await why(Buffer.concat([pdf(), Buffer.alloc(10 * 1024 * 1024)]))).toEqual([
    ...[413, t('zh', 'errors.upload.tooBig', { most: 10 })],
  ])
  const headers = { 'query-code': ticket.queryCode, 'file-name': 'a.pdf' }
  const own = await api.request(`/api/attachments?ticket=${ticket.number}`, {
    ...{ method: 'POST', body: new Uint8Array(pdf('自己')), headers },
  })
  expect(own.status).toBe(201)
})

test('no door without an invitation, by another code or to a report; and none once it is over', async () => {
  const ticket = await invited()
  const { number } = await filed()
  const { number: report } = await filed(reportDraft())
  expect((await add({ number, code: partyCode(api.deps, number, 0) }, pdf())).status).toBe(404)
  expect((await add({ number: report, code: partyCode(api.deps, report, 1) }, pdf())).status).toBe(404)
  expect((await add({ ...ticket, code: ticket.queryCode }, pdf())).status).toBe(404)
  expect((await api.post(`/api/tickets/${ticket.number}/withdrawal`, {}, { 'query-code': ticket.queryCode })).ok).toBe(
    true,
  )
  // Over for the complainant, the answer of the business may still be on its way.
  expect((await add(ticket, pdf())).status).toBe(201)
  await actOnTicket(api.deps, systemContext('test'), {
    ...{ number: ticket.number, action: 'close', expectedState: 'terminated' },
  })
  const late = await add(ticket, pdf('晚了'))
  expect([late.status, late.body.detail]).toEqual([409, t('zh', 'errors.tickets.notNowParty')])
})
