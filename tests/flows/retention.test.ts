/** What is kept is forgotten on time: conversations, closed tickets, spent rows. */
import { beforeAll, expect, test } from 'vitest'
import { jobsOf } from '../../api/jobs.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const clock = fixedClock(NOW)
let api: TestApi
beforeAll(async () => {
  api = await openApi({ clock })
  return api.close
})

const run = async (name: string) => {
  const job = jobsOf(api.deps).find((each) => each.name === name)
  if (!job) throw new Error(`no job ${name}`)
  await job.run()
}
const dump = async () => {
  const { sql } = api.deps
  const [row] = await sql<{ keys: number; text: string }[]>`
    select (select count(*)::int from data_keys) as keys,
      (select string_agg(masked || coalesce(phone_index, '') || octet_length(sealed), '|') from tickets) as text`
  return row
}

test('three years after it was closed a ticket holds nothing personal, and its number and code open nothing', async () => {
  const filed = await api.post('/api/tickets', complaintDraft())
  const { number, queryCode } = (await filed.json()) as { number: string; queryCode: string }
  const head = { 'query-code': queryCode }
  expect((await api.post(`/api/tickets/${number}/withdrawal`, {}, head)).status).toBe(200)

  clock.set('2029-11-20T10:00:00+08:00')
  await run('tickets.retention')
  expect((await api.request(`/api/tickets/${number}`, { headers: head })).status).toBe(200)

  clock.set('2029-11-23T10:00:00+08:00')
  await run('tickets.retention')
  expect((await api.request(`/api/tickets/${number}`, { headers: head })).status).toBe(404)
  expect(await dump()).toEqual({ keys: 0, text: '0' })
  const [row] = await api.deps.sql`select kind, problem, outcome from tickets`
  expect(row).toMatchObject({ kind: 'complaint', problem: 'P06', outcome: 'withdrawn' })
  clock.set(NOW)
})

test('a conversation nobody came back to is gone after its days, key included', async () => {
  const turn = await api.post('/api/assistant/turns', { message: '我在演示超市买的牛奶过期了' })
  const { conversationId } = (await turn.json()) as { conversationId: string }
  const draft = () => api.request(`/api/assistant/conversations/${conversationId}/draft`)
  expect((await draft()).status).toBe(200)
  clock.set('2027-03-01T10:00:00+08:00')
  expect((await draft()).status).toBe(404)
  await run('conversations.retention')
  const [row] = await api.deps.sql`select count(*)::int as left from conversations`
  expect(row).toEqual({ left: 0 })
  clock.set(NOW)
})
