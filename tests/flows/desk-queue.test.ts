/** The queue as a place to work in: bounded counts, kept filters, sending several out, news by other hands. */
import fs from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../api/platform/clock.ts'
import { piecesOf } from '../../api/tickets/queue-words.ts'
import { complaintDraft } from '../factories/drafts.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const CLERK = 'demo.desk'
const OFFICER = 'demo.shunhualu'
const CHIEF = 'demo.chief'
const OTHER = 'demo.suncun'
const clock = fixedClock(NOW)
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi({ clock })
  desk = await openDesk(api, [CLERK, OFFICER, CHIEF, OTHER, 'demo.head', 'demo.auditor'])
})
afterAll(() => api.close())

const at = async (instant: string) => {
  clock.set(instant)
  await desk.stayAwake(instant)
}
const filed = async (draft = complaintDraft()) =>
  (await (await api.post('/api/tickets', draft)).json()) as { number: string; queryCode: string }
/** Back at the unified desk, as a unit without power sends it. */
async function returned(): Promise<{ number: string; state: string; version: number }> {
  const { number } = await filed()
  const act = { action: 'return', expectedState: 'dispatched', reason: '演示：不在辖区。' }
  const { status, body } = await desk.post(OFFICER, `/tickets/${number}/actions`, act)
  expect(status, JSON.stringify(body)).toBe(200)
  return { number, state: body.state, version: body.version }
}
const count = async (query: ReturnType<typeof sql>) =>
  Number((await api.deps.db.execute<{ count: string }>(query))[0]?.count)

test('several tickets go out at once: each its own step, audit row and document; who is refused is named', async () => {
  const [first, second, gone] = [await returned(), await returned(), await returned()]
  const { number: placed } = await filed()
  const elsewhere = { station: 'suncun' }
  expect((await desk.post(CLERK, '/dispatches', { tickets: [gone], ...elsewhere })).body).toEqual({
    done: [gone.number],
    refused: [],
  })
  const tickets = [first, gone, second, { number: placed, state: 'dispatched', version: 1 }]
  const { status, body } = await desk.post(CLERK, '/dispatches', { tickets, ...elsewhere })
  expect(status).toBe(200)
  expect(body.done).toEqual([first.number, second.number])
  expect(body.refused.map((each: { number: string }) => each.number)).toEqual([gone.number, placed])
  for (const { reason } of body.refused) expect(reason).toMatch(/[一-鿿]/)
  for (const { number } of [first, second]) {
    const { body: ticket } = await desk.get(CLERK, `/tickets/${number}`)
    expect(ticket).toMatchObject({ state: 'dispatched', unit: { id: 'suncun' } })
    expect(ticket.notices.filter((each: { template: string }) => each.template === 'N16').length).toBeGreaterThan(0)
    const audits = sql`select count(*) from audit_log a join tickets t on t.id::text = a.entity_id
      where t.number = ${number} and a.action = 'ticket.dispatch' and a.actor_kind = 'staff'`
    expect(await count(audits)).toBe(1)
  }
})

test('a unit that does not exist is refused for each, and nothing moves', async () => {
  const one = await returned()
  const { body } = await desk.post(CLERK, '/dispatches', { tickets: [one], station: 'nowhere' })
  expect(body).toMatchObject({ done: [], refused: [{ number: one.number }] })
  expect((await desk.get(CLERK, `/tickets/${one.number}`)).body).toMatchObject({ state: 'returned-to-desk' })
})

test('only who may send out may do it', async () => {
  const one = await returned()
  for (const who of [OFFICER, CHIEF, 'demo.head', 'demo.auditor'])
    expect((await desk.post(who, '/dispatches', { tickets: [one], station: 'suncun' })).status, who).toBe(403)
})

test('a filter is kept under its name, replaced by the same name, seen by nobody else, and removed', async () => {
  const kept = { name: '退回的', filter: { state: 'returned-to-desk', q: '烤肉' } }
  const { status, body: saved } = await desk.post(CLERK, '/filters', kept)
  expect({ status, saved }).toMatchObject({ status: 201, saved: kept })
  await desk.post(CLERK, '/filters', { name: '退回的', filter: { overdue: 'true' } })
  expect((await desk.get(CLERK, '/filters')).body.items).toEqual([
    { id: saved.id, name: '退回的', filter: { overdue: 'true' } },
  ])
  expect((await desk.get(OFFICER, '/filters')).body.items).toEqual([])
  const remove = async (who: string) => (await desk.remove(who, `/filters/${saved.id}`)).status
  expect(await remove(OFFICER)).toBe(404)
  expect(await remove(CLERK)).toBe(204)
  expect((await desk.get(CLERK, '/filters')).body.items).toEqual([])
})

test('a filter that filters nothing, an unknown word and a twenty-first one are refused', async () => {
  expect((await desk.post(OTHER, '/filters', { name: '空', filter: {} })).status).toBe(400)
  expect((await desk.post(OTHER, '/filters', { name: '错', filter: { colour: 'red' } })).status).toBe(400)
  expect((await desk.post('demo.auditor', '/filters', { name: '审', filter: { overdue: 'true' } })).status).toBe(403)
  for (let i = 1; i <= 20; i += 1)
    expect((await desk.post(OTHER, '/filters', { name: `第${i}`, filter: { overdue: 'true' } })).status).toBe(201)
  expect((await desk.post(OTHER, '/filters', { name: '第21', filter: { overdue: 'true' } })).status).toBe(409)
  expect((await desk.post(OTHER, '/filters', { name: '第3', filter: { soon: 'true' } })).status).toBe(201)
})

test('what others did since the page was opened is news; one’s own work is not', async () => {
  await at('2026-11-23T09:00:00+08:00')
  const { asOf } = (await desk.get(OFFICER, '/tickets')).body
  const news = async (who: string, more = '') =>
    (await desk.get(who, `/queue-news?since=${encodeURIComponent(asOf)}${more}`)).body.changed
  await at('2026-11-23T09:05:00+08:00')
  expect(await news(OFFICER)).toBe(0)
  const key = await filed()
  const { number } = key
  expect(await news(OFFICER)).toBe(1)
  expect(await news(OFFICER, '&kind=report')).toBe(0)
  expect(await news(OTHER)).toBe(0)
  await at('2026-11-23T09:10:00+08:00')
  const opened = (await desk.get(OFFICER, `/tickets/${number}`)).body.asOf
  const own = async (who: string) => desk.get(who, `/tickets/${number}/news?since=${encodeURIComponent(opened)}`)
  await at('2026-11-23T09:15:00+08:00')
  await desk.post(OFFICER, `/tickets/${number}/actions`, { action: 'take', expectedState: 'dispatched' })
  expect((await own(OFFICER)).body.changed).toBe(0)
  expect((await own(CHIEF)).body.changed).toBe(1)
  expect((await own(OTHER)).status).toBe(403)
  const message = { text: '演示：补充一句。' }
  await api.post(`/api/tickets/${number}/messages`, message, { 'query-code': key.queryCode })
  expect((await own(OFFICER)).body.changed).toBe(1)
})

test('a page that asks by itself does not keep a session alive', async () => {
  await at('2026-11-23T10:00:00+08:00')
  const since = encodeURIComponent(clock.now().toISOString())
  clock.set('2026-11-23T11:30:00+08:00')
  expect((await desk.get(OFFICER, `/queue-news?since=${since}`)).status).toBe(200)
  clock.set('2026-11-23T12:30:00+08:00')
  expect((await desk.get(OFFICER, `/queue-news?since=${since}`)).status).toBe(401)
})

test('the figures above the queue and its filters agree', async () => {
  await at('2026-11-24T09:00:00+08:00')
  const { body: counts } = await desk.get(CLERK, '/queue-counts')
  const total = async (query: string) => (await desk.get(CLERK, `/tickets?${query}`)).body
  const asked = [
    ['late', 'overdue=true'],
    ['soon', 'soon=true'],
    ['open', 'family=open'],
    ['waiting', 'family=waiting'],
  ] as const
  for (const [name, query] of asked)
    expect(counts[name], name).toEqual({ count: (await total(query)).total, atLeast: false })
  const { items } = await total('soon=true')
  expect(items.length).toBeGreaterThan(0)
  for (const { card } of items) expect(card).toBe('yellow')
  const mine = await desk.get(CLERK, '/tickets?mine=true')
  expect(mine.body.items).toEqual([])
})

const numbersFor = async (who: string, q: string, more = '') => {
  const { status, body } = await desk.get(who, `/tickets?q=${encodeURIComponent(q)}${more}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items.map(({ number }: { number: string }) => number)
}

/** A ticket with words of every kind, and another that holds the same letters apart. */
async function wordy(): Promise<{ number: string; other: string }> {
  const { number } = await filed(
    complaintDraft({
      narrative: '演示：在那家ＫＴＶ扫码点了螃蟹拼盘，型号Ab-9x7，折扣写的是100%_真\\假，结账多收了钱。',
      respondent: { name: '演示麒麟阁KTV（南）店', address: '舜华路 9 号' },
    }),
  )
  const apart = await filed(complaintDraft({ narrative: '演示：拼盘里没有螃肉，也没有蟹黄，折扣1000真假。' }))
  return { number, other: apart.number }
}

async function expectFound({ number, other }: Awaited<ReturnType<typeof wordy>>): Promise<void> {
  const found = [
    ...['螃', '螃蟹', '扫码点了', '拼盘，型号', '盘，', '，型', '（南）店', '螃蟹 结账', '结账　螃蟹', '麒麟阁', '阁K'],
    ...['ab-9', 'AB-9X7', '９ｘ７', '9x7，折', 'ktv扫码', 'ＫＴＶ扫', '麒麟阁ＫＴＶ', 'KTV（南）'],
    ...['100%', '%_', '0%_真\\', '\\假', '真\\假'],
    ...[number, number.toLowerCase(), number.slice(-7), `${number.slice(3, 9)} 螃蟹`],
  ]
  for (const q of found) expect(await numbersFor(CHIEF, q, '&limit=100'), q).toContain(number)
  const missing = [
    '蟹螃',
    '螃蟹 老虎',
    '螃 蟹黄',
    'b-9 x77',
    '100_',
    '1%',
    '0%真',
    '%%',
    "螃'蟹",
    '螃 & 蟹黄',
    '麒麟KTV',
  ]
  for (const q of missing) expect(await numbersFor(CHIEF, q), q).not.toContain(number)
  expect(await numbersFor(CHIEF, '螃 蟹黄')).toEqual([other])
}

test('words are found wherever they stand, in either width and case, and nothing else is', async () => {
  await at('2026-11-24T10:00:00+08:00')
  const tickets = await wordy()
  await expectFound(tickets)
  const { number } = tickets
  expect(await numbersFor(CHIEF, '螃蟹')).toEqual([number])
  expect(await numbersFor(CHIEF, '螃蟹', '&kind=report')).toEqual([])
  expect(await numbersFor(OTHER, '螃蟹')).toEqual([])
  expect(await numbersFor(CLERK, '螃蟹')).toEqual([number])
  expect(await numbersFor(CHIEF, '7')).not.toEqual([])
  await asBefore()
  await expectFound(tickets)
})

/** Tickets from before there were pieces, with those that migration 0017 makes. */
async function asBefore(): Promise<void> {
  const steps = fs.readFileSync('api/migrations/0017_queue_words.sql', 'utf8').split('--> statement-breakpoint')
  await api.deps.db.transaction(async (tx) => {
    await tx.execute(sql`create temporary table older on commit drop as select * from tickets`)
    await tx.execute(sql`alter table older drop column pieces`)
    for (const step of steps)
      if (!step.includes('CREATE INDEX'))
        await tx.execute(
          sql.raw(step.replaceAll('"tickets"', 'older').replace('ticket_pieces', 'pg_temp.ticket_pieces')),
        )
    await tx.execute(sql`update tickets set pieces = older.pieces from older where older.id = tickets.id`)
  })
}

test('the number a hotline gave its order finds the ticket', async () => {
  const source = { channel: '12345', number: 'DH-2026-77310' } as const
  const { number } = await filed(complaintDraft({ source }))
  for (const q of ['DH-2026-77310', 'dh-2026', '77310']) expect(await numbersFor(CLERK, q), q).toContain(number)
})

test('everything is the open ones and those that are over, the nearest date first', async () => {
  const walk = async (query: string) => {
    const all: { number: string; dueOn: string | null }[] = []
    for (let offset = 0; ; offset += 7) {
      const { body } = await desk.get(CLERK, `/tickets?${query}&limit=7&offset=${offset}`)
      all.push(...body.items)
      if (body.items.length < 7) return all
    }
  }
  const closed = await filed()
  const key = { 'query-code': closed.queryCode }
  expect((await api.post(`/api/tickets/${closed.number}/withdrawal`, {}, key)).status).toBeLessThan(300)
  const [all, over, ended] = [await walk('family=all'), await walk('family=final'), await walk('state=closed')]
  expect(over.map(({ number }) => number)).toEqual([closed.number])
  expect(ended).toEqual(over)
  expect(all.map(({ number }) => number).sort()).toEqual(
    [...(await walk('')), ...over].map(({ number }) => number).sort(),
  )
  const dates = all.map(({ dueOn }) => dueOn ?? '9999')
  expect(dates).toEqual([...dates].sort())
})

test('of a word that thousands hold the nearest come first, near or far', async () => {
  const { number } = await filed(complaintDraft({ narrative: '演示：独此一家的琥珀。', place: { text: '演示孙村街' } }))
  const copies = (count: number, first: number, due: string, masked: string) => sql`
    insert into tickets select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'station', 'suncun',
      'number', 'JNGX20261120' || ${first}::int + n, 'next_due_on', ${due}::date + n % 7, 'section', null,
      'masked', ${masked}::text, 'pieces', ${piecesOf({ masked, respondentName: null, number: '', sourceNumber: null })}::text))).*
    from tickets t, generate_series(1, ${count}::int) n where t.number = ${number}`
  await api.deps.db.execute(copies(25, 300_000, '2026-11-23', '演示：蜜蜡。'))
  const all = (await desk.get(OTHER, `/tickets?q=${encodeURIComponent('蜜蜡')}&limit=20`)).body
  expect({ total: all.total, atLeast: all.atLeast, found: all.items.length }).toEqual({
    ...{ total: 25, atLeast: false, found: 20 },
  })
  await api.deps.db.execute(copies(2100, 100_000, '2026-12-01', '演示：玛瑙。'))
  await api.deps.db.execute(copies(1100, 200_000, '2027-01-01', '演示：珊瑚。'))
  for (const [q, first] of [
    ['玛瑙', '2026-12-01'],
    ['珊瑚', '2027-01-01'],
  ] as const) {
    const { body } = await desk.get(OTHER, `/tickets?q=${encodeURIComponent(q)}&limit=50&offset=50`)
    expect({ total: body.total, atLeast: body.atLeast, found: body.items.length }).toEqual({
      ...{ total: 1000, atLeast: true, found: 50 },
    })
    for (const { excerpt, dueOn } of body.items) expect([excerpt, dueOn]).toEqual([`演示：${q}。`, first])
    const everything = await desk.get(OTHER, `/tickets?q=${encodeURIComponent(q)}&limit=50&offset=50&family=all`)
    expect(everything.body.items).toEqual(body.items)
  }
})
