/** Rates from records: a small world whose every ticket is known, counted through the front door. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../api/platform/clock.ts'
import { complaintDraft, consultationDraft } from '../factories/drafts.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { type Answer, openDesk } from '../harness/desk-api.ts'

const clock = fixedClock('2026-10-12T10:00:00+08:00')
let api: TestApi
beforeAll(async () => {
  api = await openApi({ clock })
})
afterAll(() => api.close())

const complaint = () =>
  complaintDraft({
    occurredOn: '2026-10-11',
    purchase: { item: '烤肉', amountYuan: '358.00', boughtOn: '2026-10-11', forDailyLife: true },
  })
const figures = async (query: string): Promise<Answer> => {
  const response = await api.request(`/api/statistics/hotline${query}`, { headers: { 'accept-language': 'en' } })
  return { status: response.status, body: await response.json() }
}

test('an empty period has counts of nought and no rate', async () => {
  const { status, body } = await figures('?from=2026-01-01&to=2026-01-31')
  expect(status).toBe(200)
  expect(body.counts).toEqual({ received: 0, carriedOver: 0, closed: 0, open: 0, overdue: 0 })
  for (const rate of Object.values(body.rates)) expect(rate).toMatchObject({ denominator: 0, rate: null })
  expect(body).toMatchObject({ medianDays: null, oldestOpen: null })
})

test('every rate shows its two counts and its formula; small bases are counts alone', async () => {
  const filed = async (draft: unknown) =>
    (await (await api.post('/api/tickets', draft)).json()) as { number: string; queryCode: string }
  const question = await filed(consultationDraft({ place: { text: '舜华路' } }))
  await filed(complaint())
  const desk = await openDesk(api, ['demo.shunhualu'])
  clock.set('2026-10-14T10:00:00+08:00')
  await desk.stayAwake('2026-10-14T10:00:00+08:00')
  const act = (action: string, expectedState: string, more = {}) =>
    desk.post('demo.shunhualu', `/tickets/${question.number}/actions`, { action, expectedState, ...more })
  expect((await act('answer', 'dispatched', { reply: '演示：带上身份证和租房合同。' })).status).toBe(200)
  expect((await act('close', 'replied')).status).toBe(200)
  const rated = await api.post(
    `/api/tickets/${question.number}/rating`,
    { score: 5, solved: true },
    { 'query-code': question.queryCode },
  )
  expect(rated.status).toBe(201)

  clock.set('2026-10-30T10:00:00+08:00')
  const { body } = await figures('?from=2026-10-01&to=2026-10-31')
  expect(body.counts).toMatchObject({ received: 2, carriedOver: 0, closed: 1, open: 1 })
  expect(body.rates.closed).toMatchObject({ numerator: 1, denominator: 2, rate: null, formula: expect.any(String) })
  expect(body.rates.undertaken).toMatchObject({ numerator: 1, denominator: 2 })
  expect(body.rates.onTime).toMatchObject({ numerator: 1, denominator: 2 })
  expect(body.rates.responded).toMatchObject({ numerator: 0, denominator: 1 })
  expect(body.rates.satisfied).toMatchObject({ numerator: 1, denominator: 1, rate: null })
  expect(body.rates.solved).toMatchObject({ numerator: 1, denominator: 1 })
  expect(body.spans.find(({ count }: { count: number }) => count > 0)).toEqual({ from: 2, to: 3, count: 1 })
  expect(body.oldestOpen).toEqual({ receivedOn: '2026-10-12', days: 18, kind: 'complaint' })
  expect(body.months.at(-1)).toEqual({ month: '2026-10', received: 2, closed: 1 })
  const elsewhere = await figures('?from=2026-10-01&to=2026-10-31&station=suncun')
  expect(elsewhere.body.counts.received).toBe(0)
})

test('from ten on a rate is a rate', async () => {
  await api.deps.db.execute(sql`insert into ticket_ratings (ticket_id, score, solved, at, demo)
    select id, 2, false, '2026-10-20T10:00:00+08:00', true from tickets where state <> 'closed'`)
  for (let at = 0; at < 9; at++) await api.post('/api/tickets', complaint())
  clock.set('2026-10-30T10:02:00+08:00')
  const { body } = await figures('?from=2026-10-01&to=2026-10-31')
  expect(body.counts.received).toBe(11)
  expect(body.rates.closed).toMatchObject({ numerator: 1, denominator: 11, rate: 0.0909 })
  expect(body.rates.satisfied).toMatchObject({ numerator: 1, denominator: 2, rate: null })
})

test('the report as CSV and DOCX says the same; a wrong period or station says what is wrong', async () => {
  const csv = await (await api.request('/api/statistics/hotline.csv?from=2026-10-01&to=2026-10-31&lang=en')).text()
  expect(csv).toContain('Closed,9.1%,1,11')
  const docx = await api.request('/api/statistics/hotline.docx?from=2026-10-01&to=2026-10-31')
  const bytes = Buffer.from(await docx.arrayBuffer())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  expect(docx.headers.get('content-disposition')).toBe('attachment; filename="hotline-2026-10-01-2026-10-31.docx"')
  for (const wrong of ['?from=2026-10-31&to=2026-10-01', '?from=2016-01-01', '?station=nowhere', '?from=soon'])
    expect((await figures(wrong)).status, wrong).toBe(400)
})
