/** One story, two tickets: a complaint and a report from one conversation point at each other, and only those on the case see it. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createConversation } from '../../api/assistant/conversation-store.ts'
import type { Actor } from '../../api/platform/context.ts'
import { TicketDraft } from '../../api/tickets/model.ts'
import { openTicket } from '../../api/tickets/open-ticket.ts'
import { complaintDraft, reportDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const open = async (draft: unknown) =>
  (await (await api.post('/api/assistant/conversations', draft)).json()) as { conversationId: string }

test('a conversation files once; the same key gives the same receipt, a new one says under which number', async () => {
  const { conversationId } = await open(complaintDraft())
  const key = { 'idempotency-key': 'conversation-1' }
  const first = await api.post('/api/tickets', { conversationId }, key)
  const again = await api.post('/api/tickets', { conversationId }, key)
  const receipt = await first.json()
  expect([first.status, again.status]).toEqual([201, 201])
  expect(await again.json()).toEqual(receipt)
  const other = await api.post('/api/tickets', { conversationId })
  expect(other.status).toBe(409)
  expect((await other.json()).detail).toContain(receipt.number)
})

test('a conversation nobody knows answers 404', async () => {
  expect((await api.post('/api/tickets', { conversationId: '00000000-0000-4000-8000-000000000000' })).status).toBe(404)
})

test('a wrong draft is answered field by field, a wrong id as a wrong id', async () => {
  const paths = async (body: unknown) =>
    (await (await api.post('/api/tickets', body)).json()).errors.map((each: { path: string }) => each.path)
  expect(await paths({ ...complaintDraft(), narrative: '', contact: { phone: '1' } })).toEqual([
    'narrative',
    'contact.phone',
  ])
  expect(await paths({ conversationId: 'x' })).toEqual(['conversationId'])
  expect(await paths({ kind: 'rumour' })).toEqual(['kind'])
})

test('an anonymous report keeps no contact, whatever was sent along', async () => {
  const { number } = await (await api.post('/api/tickets', reportDraft({ anonymous: true }))).json()
  const [row] = await api.deps.db.execute(sql`select phone_index, reachable from tickets where number = ${number}`)
  expect(row).toMatchObject({ phone_index: null, reachable: false })
})

test('complaint and report of one story know each other; at the desk only those on both cases see it', async () => {
  const drafts = [
    TicketDraft.parse(complaintDraft()),
    TicketDraft.parse(reportDraft({ place: { text: '孙村街道', street: 'suncun' } })),
  ]
  const state = { messages: [], intents: ['complaint', 'report'], drafts, asked: null, filed: {} } as const
  const { id: conversationId } = await createConversation(api.deps, api.deps.db, 'zh', {
    ...state,
    messages: [],
    intents: [...state.intents],
    filed: {},
  })
  const file = async () =>
    (await (await api.post('/api/tickets', { conversationId })).json()) as {
      number: string
      queryCode: string
      kind: string
      linkedNumber: string | null
    }
  const complaint = await file()
  const report = await file()
  expect([complaint.kind, report.kind, complaint.linkedNumber, report.linkedNumber]).toEqual([
    'complaint',
    'report',
    null,
    complaint.number,
  ])
  const own = await api.request(`/api/tickets/${complaint.number}`, { headers: { 'query-code': complaint.queryCode } })
  expect((await own.json()).linkedNumber).toBe(report.number)

  const permissions = ['tickets.read', 'tickets.handle', 'reports.identity']
  const officer = (station: string): Actor => ({
    kind: 'staff',
    id: `officer-${station}`,
    permissions,
    station,
    section: null,
  })
  const seen = (station: string, number: string) =>
    openTicket(api.deps, { actor: officer(station), requestId: 'test', locale: 'zh', client: 'test' }, { number })
  expect((await seen('shunhualu', complaint.number)).linkedNumber).toBe(null)
  expect((await seen('suncun', report.number)).linkedNumber).toBe(complaint.number)
})
