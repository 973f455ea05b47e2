/** Who may see a file: the person with the key to its draft or ticket, and those on the case. Nobody else, and nothing after retention. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConversation } from '../../api/assistant/conversation-store.ts'
import { openDeskAttachment } from '../../api/attachments/open-attachment.ts'
import { jobsOf } from '../../api/jobs.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import type { Actor } from '../../api/platform/context.ts'
import { permissionsOf } from '../../api/staff/permissions.ts'
import { TicketDraft } from '../../api/tickets/model.ts'
import { openTicket } from '../../api/tickets/open-ticket.ts'
import { complaintDraft, reportDraft } from '../factories/drafts.ts'
import { jpeg, pdf } from '../factories/pictures.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

interface Filed {
  number: string
  queryCode: string
  pass: string
  id: string
}

const clock = fixedClock(NOW)
let api: TestApi
let complaint: Filed
let report: Filed
let conversation: string
beforeAll(async () => {
  api = await openApi({ clock })
  const place = { place: { text: '孙村街道', street: 'suncun' } }
  const drafts = [TicketDraft.parse(complaintDraft(place)), TicketDraft.parse(reportDraft(place))]
  const state = { messages: [], intents: ['complaint', 'report'], drafts, asked: null, filed: {} }
  conversation = (await createConversation(api.deps, api.deps.db, 'zh', state as never)).id
  expect((await upload(`conversation=${conversation}`, jpeg())).status).toBe(201)
  complaint = await file()
  report = await file()
})
afterAll(() => api.close())

const upload = (query: string, bytes: Buffer, headers: Record<string, string> = {}) =>
  api.request(`/api/attachments?${query}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream', 'file-name': 'photo.jpg', ...headers },
  })
const get = async (query: string, id: string, headers: Record<string, string> = {}) =>
  (await api.request(`/api/attachments/${id}?${query}`, { headers })).status

async function file(): Promise<Filed> {
  const filed = await api.post('/api/tickets', { conversationId: conversation })
  const { number, queryCode } = (await filed.json()) as { number: string; queryCode: string }
  const { pass } = await (await api.post(`/api/tickets/${number}/pass`, {}, { 'query-code': queryCode })).json()
  const ticket = await api.request(`/api/tickets/${number}`, { headers: { 'query-code': queryCode } })
  const { attachments } = (await ticket.json()) as { attachments: { id: string }[] }
  return { number, queryCode, pass, id: attachments[0]?.id ?? '' }
}

test('one photo serves both tickets of a story, under an id of its own in each', () => {
  expect(new Set([complaint.id, report.id]).size).toBe(2)
})

test('a person reaches a file by code, by pass, or by the conversation; by nothing else', async () => {
  const { number, queryCode, pass, id } = complaint
  expect(await get(`ticket=${number}`, id, { 'query-code': queryCode })).toBe(200)
  expect(await get(`ticket=${number}`, id, { 'ticket-pass': pass })).toBe(200)
  for (const [query, which, headers] of [
    ['', id, {}],
    [`ticket=${number}`, id, {}],
    [`ticket=${number}`, id, { 'query-code': 'AAAABBBB' }],
    [`ticket=${number}`, id, { 'query-code': report.queryCode }],
    [`ticket=${number}`, id, { 'ticket-pass': report.pass }],
    [`ticket=${report.number}`, id, { 'query-code': report.queryCode }],
    [`ticket=${number}`, report.id, { 'query-code': queryCode }],
    [`conversation=${conversation}`, id, {}],
    ['conversation=00000000-0000-4000-8000-000000000000', id, {}],
  ] as const)
    expect(await get(query, which, headers), `${query} ${JSON.stringify(headers)}`).toBe(404)
  clock.set('2026-11-22T10:31:00+08:00')
  expect(await get(`ticket=${number}`, id, { 'ticket-pass': pass })).toBe(404)
  clock.set(NOW)
})

const staff = (id: string, roles: string[], unit: { station?: string; section?: string }): Actor => ({
  kind: 'staff',
  id,
  permissions: permissionsOf(roles),
  station: unit.station ?? null,
  section: unit.section ?? null,
})
const ACTORS: [string, Actor, { complaint: boolean; report: boolean }][] = [
  ['officer of the station', staff('a', ['officer'], { station: 'suncun' }), { complaint: true, report: true }],
  [
    'officer of another station',
    staff('b', ['officer'], { station: 'shunhualu' }),
    { complaint: false, report: false },
  ],
  ['clerk of the unified desk', staff('c', ['clerk'], {}), { complaint: true, report: false }],
  ['quality caller', staff('d', ['quality'], {}), { complaint: true, report: false }],
  ['auditor', staff('e', ['auditor'], {}), { complaint: false, report: false }],
  ['administrator', staff('f', ['admin'], {}), { complaint: false, report: false }],
  ['publisher', staff('g', ['publisher'], { section: 'general' }), { complaint: false, report: false }],
  ['nobody', { kind: 'public' }, { complaint: false, report: false }],
]

describe.each(ACTORS)('%s', (_, actor, may) => {
  const ctx = { actor, requestId: 'test', locale: 'zh', client: 'test' } as const
  const opens = async ({ number, id }: Filed, preview: boolean) =>
    openDeskAttachment(api.deps, ctx, { number, id, preview }).then(
      () => true,
      () => false,
    )
  test('opens what is theirs, and sees no name of what is not', async () => {
    const found = {
      complaint: [await opens(complaint, false), await opens(complaint, true)],
      report: [await opens(report, false), await opens(report, true)],
    }
    expect(found).toEqual({
      complaint: [may.complaint, may.complaint],
      report: [may.report, may.report],
    })
    for (const kind of ['complaint', 'report'] as const) {
      const filed = kind === 'complaint' ? complaint : report
      const seen = await openTicket(api.deps, ctx, { number: filed.number }).then(
        ({ attachments, draft }) => attachments.length + draft.attachments.length,
        () => 0,
      )
      expect(seen, kind).toBe(may[kind] ? 2 : 0)
    }
  })
})

test('that staff opened a file is on record, with which one', async () => {
  const rows = await api.deps.sql`
    select after from audit_log where action = 'ticket.attachment-opened' and actor_id = 'a'`
  expect(rows.map(({ after }) => (after as { attachment: string }).attachment).toSorted()).toEqual(
    [complaint.id, report.id].toSorted(),
  )
})

test('a filed ticket takes more from its owner while it is open, tells both sides, and none from others', async () => {
  const { number, queryCode } = complaint
  expect((await upload(`ticket=${number}`, pdf('补充'))).status).toBe(404)
  expect((await upload(`ticket=${number}`, pdf('补充'), { 'query-code': report.queryCode })).status).toBe(404)
  expect((await upload(`ticket=${number}`, pdf('补充'), { 'query-code': queryCode })).status).toBe(201)
  const ticket = await (await api.request(`/api/tickets/${number}`, { headers: { 'query-code': queryCode } })).json()
  expect([ticket.attachments.length, ticket.timeline.at(-1).type]).toEqual([2, 'attachment-added'])
  const removed = await api.request(`/api/attachments/${complaint.id}?conversation=${conversation}`, {
    method: 'DELETE',
  })
  expect(removed.status).toBe(404)
  await api.post(`/api/tickets/${number}/withdrawal`, {}, { 'query-code': queryCode })
  expect((await upload(`ticket=${number}`, pdf('太晚'), { 'query-code': queryCode })).status).toBe(409)
})

test('files go with what holds them: the conversation after its days, the ticket after its years, keys and all', async () => {
  const run = async (name: string) =>
    jobsOf(api.deps)
      .find((job) => job.name === name)
      ?.run()
  const count = async () => {
    const [row] = await api.deps.sql<{ held: number; files: number; parts: number }[]>`
      select (select count(*)::int from attachments) as held, (select count(*)::int from attachment_files) as files,
        (select count(*)::int from attachment_parts) as parts`
    return row
  }
  expect(await count()).toMatchObject({ held: 4, files: 2 })
  clock.set('2027-03-01T10:00:00+08:00')
  await run('conversations.retention')
  expect(await count()).toMatchObject({ held: 3, files: 2 })
  await api.post(`/api/tickets/${report.number}/withdrawal`, {}, { 'query-code': report.queryCode })
  await api.deps.sql`update tickets set closed_at = received_at, state = 'closed'`
  clock.set('2029-11-23T10:00:00+08:00')
  await run('tickets.retention')
  expect(await count()).toEqual({ held: 0, files: 0, parts: 0 })
  expect((await api.deps.sql`select 1 from data_keys`).length).toBe(0)
})
