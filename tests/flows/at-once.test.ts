/** Many at once: one owner however many dispatch, one whole ticket however often a filing is broken off and repeated. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../api/platform/clock.ts'
import { TICKET_KINDS } from '../../api/tickets/model.ts'
import { sweepTickets } from '../../api/tickets/supervision/sweep-tickets.ts'
import { statesOf, transitionFor } from '../../api/tickets/transitions.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const STATIONS = ['shunhualu', 'suncun']
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi()
  desk = await openDesk(api, ['demo.desk'])
})
afterAll(() => api.close())

const file = async (draft: unknown, key: string) => {
  const response = await api.post('/api/tickets', draft, { 'idempotency-key': key })
  return { status: response.status, body: (await response.json()) as { number: string } }
}
/** What a caller should do while the answer is 503: the same again. */
const fileUntilAnswered = async (draft: unknown, key: string) => {
  for (;;) {
    const answer = await file(draft, key)
    if (answer.status === 201) return answer
    expect(answer.status).toBe(503)
  }
}
/** Rows that hang on the ticket of a shop, and that ticket. */
const rowsOf = async (shop: string) => {
  const [row] = await api.deps.sql`
    select count(*)::int as tickets, min(t.station) as station, min(t.version) as version,
      sum((select count(*) from ticket_clocks c where c.ticket_id = t.id))::int as clocks,
      sum((select count(*) from ticket_events e where e.ticket_id = t.id and e.type = 'received'))::int as received,
      sum((select count(*) from ticket_events e where e.ticket_id = t.id and e.type = 'dispatched'))::int as sent,
      sum((select count(*) from ticket_notices n where n.ticket_id = t.id))::int as notices,
      sum((select count(*) from national_outbox o where o.ticket_id = t.id))::int as national,
      sum((select count(*) from audit_log a where a.entity_id = t.id::text and a.action = 'ticket.filed'))::int as filed,
      sum((select count(*) from audit_log a where a.entity_id = t.id::text and a.action = 'ticket.dispatch'))::int as dispatched
    from tickets t where t.respondent_name = ${shop}`
  return row
}

test('a hundred dispatches at once leave one owner: one sends it, the others are told', async () => {
  const shop = '演示百人分送店'
  const draft = complaintDraft({
    narrative: '演示：多收了钱。',
    place: { text: '记不清在哪里' },
    respondent: { name: shop },
  })
  const { number } = (await file(draft, 'at-once-dispatch')).body
  const before = await rowsOf(shop)
  const tries = Array.from({ length: 100 }, async (_, i) => {
    const station = STATIONS[i % STATIONS.length]
    const act = { action: 'dispatch', expectedState: 'submitted', station }
    return { station, ...(await desk.post('demo.desk', `/tickets/${number}/actions`, act)) }
  })
  const answers = await Promise.all(tries)
  const won = answers.filter(({ status }) => status === 200)
  expect(won).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(99)
  expect(await rowsOf(shop)).toEqual({
    ...before,
    station: won[0]?.station,
    version: 2,
    sent: 1,
    dispatched: 1,
    notices: before?.['notices'] + 1,
  })
})

/** Holds up whoever stores a receipt, and cuts their connection to the database there. */
async function cutWhileFiling(work: () => Promise<unknown>): Promise<void> {
  await api.deps.sql.begin(async (holder) => {
    await holder`lock table ticket_notices in exclusive mode`
    const under = work()
    for (let cut = 0; cut === 0; )
      cut = (
        await api.deps.sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into "ticket_notices"%'`
      ).length
    await under
  })
}

test('a filing whose database connection dies leaves nothing; repeated under its key it is there once and whole', async () => {
  const shop = '演示断线店'
  const draft = complaintDraft({ respondent: { name: shop, address: '舜华路 1 号' } })
  const statuses: number[] = []
  await cutWhileFiling(async () => statuses.push((await file(draft, 'at-once-cut-off')).status))
  expect(statuses).toEqual([503])
  expect(await rowsOf(shop)).toMatchObject({ tickets: 0 })
  const again = await Promise.all(Array.from({ length: 5 }, () => fileUntilAnswered(draft, 'at-once-cut-off')))
  expect(new Set(again.map(({ body }) => body.number)).size).toBe(1)
  const whole = { tickets: 1, received: 1, sent: 1, notices: 1, national: 1, filed: 1 }
  expect(await rowsOf(shop)).toMatchObject(whole)
  expect((await rowsOf(shop))?.['clocks']).toBeGreaterThan(0)
})

test('hundreds of overdue periods do not keep the sweep from warning of the one that falls due next', async () => {
  const late = (await file(complaintDraft({ respondent: { name: '演示积压店' } }), 'at-once-late')).body
  await api.deps.sql`
    with made as (
      insert into ticket_clocks (id, ticket_id, rule, kind, unit, count, from_on, remaining, running_since,
        paused_units, extended_units, due_on)
      select gen_random_uuid(), t.id, 'demo-' || n, 'promise', 'working-day', 1, '2026-11-01', 1, '2026-11-01', 0, 0,
        '2026-11-02'
      from tickets t, generate_series(1, 600) n where t.number = ${late.number}
      returning id, ticket_id, due_on)
    insert into ticket_supervisions (id, ticket_id, clock_id, card, due_on, at)
    select gen_random_uuid(), ticket_id, id, 'red', due_on, now() from made`
  await file(complaintDraft({ respondent: { name: '演示将到期店' } }), 'at-once-soon')
  const deps = { ...api.deps, clock: fixedClock('2026-11-30T10:00:00+08:00') }
  await sweepTickets(deps)
  const warned = await api.deps.sql`
    select 1 from ticket_supervisions s join tickets t on t.id = s.ticket_id
    where t.respondent_name = '演示将到期店' and s.card = 'yellow'`
  expect(warned.length).toBeGreaterThan(0)
})

test('a day on which hundreds of periods end gives each one card, event, audit row, and waits for nobody', async () => {
  const { sql } = api.deps
  const numbers = []
  for (const shop of ['演示到期一店', '演示到期二店'])
    numbers.push(
      (await file(complaintDraft({ respondent: { name: shop } }), `at-once-due-${numbers.length}`)).body.number,
    )
  const [busy = '', free = ''] = numbers
  await sql`
    insert into ticket_clocks (id, ticket_id, rule, kind, unit, count, from_on, remaining, running_since,
      paused_units, extended_units, due_on)
    select gen_random_uuid(), t.id, 'demo-' || n, 'promise', 'working-day', 1, '2026-12-01', 1, '2026-12-01', 0, 0,
      '2026-12-02'
    from tickets t, generate_series(1, 130) n where t.number in ${sql(numbers)}`
  const deps = { ...api.deps, clock: fixedClock('2026-12-03T10:00:00+08:00') }
  const cards = async (number: string) => {
    const [row] = await sql`
      select t.version, (select count(*)::int from ticket_clocks where ticket_id = t.id and done_on is null and due_on < '2026-12-03') as due,
        (select count(*)::int from ticket_supervisions where ticket_id = t.id and card = 'red') as cards,
        (select count(*)::int from ticket_supervisions where ticket_id = t.id and card = 'yellow') as warnings,
        (select count(*)::int from ticket_events where ticket_id = t.id and type = 'overdue') as events,
        (select count(*)::int from audit_log where entity_id = t.id::text and action = 'ticket.overdue') as audits
      from tickets t where t.number = ${number}`
    return row ?? {}
  }
  await sql.begin(async (tx) => {
    await tx`select 1 from tickets where number = ${busy} for update`
    await Promise.all([sweepTickets(deps), sweepTickets(deps)])
  })
  expect(await cards(busy)).toMatchObject({ version: 1, cards: 0, events: 0, audits: 0 })
  for (const number of [free, busy]) {
    const { due, version, warnings, ...each } = await cards(number)
    expect(due).toBeGreaterThanOrEqual(130)
    expect({ version, ...each }).toEqual({ version: 1 + due + warnings, cards: due, events: due, audits: due })
    await sweepTickets(deps)
  }
})

test('what the sweep says of a clock asks for nothing but that it runs, and moves nothing', () => {
  for (const action of ['warn', 'overdue'] as const)
    for (const kind of TICKET_KINDS)
      for (const state of statesOf(kind)) {
        const step = transitionFor(kind, state, action)
        if (!step) continue
        expect({ to: step.to, guards: step.guards, clocks: step.clocks, notice: step.notice }).toEqual({
          ...{ to: null, guards: ['clock-running'], clocks: undefined, notice: undefined },
        })
      }
})
