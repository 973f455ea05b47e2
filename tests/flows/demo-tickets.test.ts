/** Demo tickets: whole, marked, the same every time, and gone without a trace when cleared. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clearDemoTickets } from '../../api/tickets/clear-demo.ts'
import { countTickets } from '../../api/tickets/count-tickets.ts'
import { seedDemoTickets } from '../../api/tickets/seed-demo.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'

const COUNT = 300
let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const one = async (query: ReturnType<typeof sql>) => Number((await api.deps.db.execute(query))[0]?.['n'])

test('demo tickets have whole histories, and only they are cleared', { timeout: 60_000 }, async () => {
  await api.post('/api/tickets', complaintDraft())
  const steps: number[] = []
  await seedDemoTickets(api.deps, { count: COUNT, months: 12, progress: (done) => steps.push(done) })
  expect(steps).toEqual([100, 200, 300])
  expect(await countTickets(api.deps)).toBe(COUNT + 1)
  const states = (
    await api.deps.db.execute(
      sql`select kind || ' ' || state || ' ' || coalesce(outcome, '-') as s, count(*)::int as n from tickets where demo group by 1`,
    )
  ).map((row) => String(row['s']))
  expect(states).toEqual(
    expect.arrayContaining([
      'complaint closed agreed',
      'complaint closed terminated',
      'complaint closed refused',
      'report closed not-filed',
      'consultation closed answered',
    ]),
  )
  expect(await one(sql`select count(*) as n from tickets where demo and closed_at is null`)).toBeGreaterThan(10)
  expect(
    await one(sql`select count(*) as n from tickets where demo and closed_at is null and next_due_on < '2026-11-22'`),
  ).toBeGreaterThan(0)
  expect(await one(sql`select count(*) as n from ticket_clocks where demo and outcome = 'late'`)).toBeGreaterThan(10)
  expect(await one(sql`select count(*) as n from ticket_ratings where demo`)).toBeGreaterThan(50)
  expect(
    await one(
      sql`select count(*) as n from ticket_clocks c join tickets t on t.id = c.ticket_id where t.closed_at is not null and c.done_on is null`,
    ),
  ).toBe(0)
  expect(await one(sql`select count(*) as n from ticket_events where at > '2026-11-22T10:00:00+08:00'`)).toBe(0)
  const numbers = (await api.deps.db.execute(sql`select number from tickets where demo order by number`)).map((row) =>
    String(row['number']),
  )

  const [example] = await api.deps.db.execute(
    sql`select number from tickets where demo and state = 'closed' and kind = 'complaint' limit 1`,
  )
  const number = String(example?.['number'])
  const view = await (
    await api.request(`/api/tickets/${number}`, { headers: { 'query-code': api.deps.vault.queryCode(number) } })
  ).json()
  expect(view).toMatchObject({ demo: true, respondentName: expect.stringMatching(/^演示/) })

  expect(await clearDemoTickets(api.deps)).toBe(COUNT)
  expect(await countTickets(api.deps)).toBe(1)
  expect(await one(sql`select count(*) as n from data_keys`)).toBe(1)
  await seedDemoTickets(api.deps, { count: COUNT, months: 12 })
  const again = (await api.deps.db.execute(sql`select number from tickets where demo order by number`)).map((row) =>
    String(row['number']),
  )
  expect(again).toEqual(numbers)
})
