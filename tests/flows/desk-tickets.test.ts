/** Staff take tickets through their machines; who may, who may not, and what the person sees of it. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../api/platform/clock.ts'
import { seedDemoStaff } from '../../api/staff/seed-demo-staff.ts'
import { complaintDraft, consultationDraft, reportDraft } from '../factories/drafts.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const clock = fixedClock(NOW)
let api: TestApi
const cookies = new Map<string, string>()
beforeAll(async () => {
  api = await openApi({ clock })
  for (const { username, password } of await seedDemoStaff(api.deps)) {
    if (!['demo.shunhualu', 'demo.suncun', 'demo.desk', 'demo.chief', 'demo.head', 'demo.auditor'].includes(username))
      continue
    const response = await api.post('/api/desk/login', { username, password }, { 'sec-fetch-site': 'same-origin' })
    cookies.set(
      username,
      response.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; '),
    )
  }
})
afterAll(() => api.close())

/** Moves time; nobody at the desk is signed out for having been idle meanwhile. */
const at = async (instant: string) => {
  clock.set(instant)
  await api.deps.db.execute(sql`update staff_sessions set seen_at = ${instant}::timestamptz`)
}
const filed = async (draft: unknown) =>
  (await (await api.post('/api/tickets', draft)).json()) as { number: string; queryCode: string }
const headers = (who: string) => ({ cookie: cookies.get(who) ?? '', 'sec-fetch-site': 'same-origin' })
const get = async (who: string, path: string) => {
  const response = await api.request(`/api/desk/tickets${path}`, { headers: headers(who) })
  return { status: response.status, body: await response.json() }
}
const act = async (
  who: string,
  number: string,
  expectedState: string,
  action: string,
  more: Record<string, unknown> = {},
) => {
  const response = await api.post(
    `/api/desk/tickets/${number}/actions`,
    { action, expectedState, ...more },
    headers(who),
  )
  return { status: response.status, body: await response.json() }
}
const view = async ({ number, queryCode }: { number: string; queryCode: string }, locale = 'zh') => {
  const response = await api.request(`/api/tickets/${number}`, {
    headers: { 'query-code': queryCode, 'accept-language': locale },
  })
  return response.json()
}
const OFFICER = 'demo.shunhualu'

test('a complaint from review to agreement, each step told to the person', async () => {
  await at(NOW)
  const key = await filed(complaintDraft())
  const { number } = key
  expect((await act(OFFICER, number, 'dispatched', 'take')).status).toBe(200)
  await at('2026-11-24T10:00:00+08:00')
  expect((await act(OFFICER, number, 'under-review', 'accept')).body).toMatchObject({
    state: 'accepted',
    stateName: '已受理',
  })
  await act(OFFICER, number, 'accepted', 'ask-consent')
  expect((await act(OFFICER, number, 'consent', 'mediate')).body.errors).toMatchObject([{ path: 'asked.consentHow' }])
  await act(OFFICER, number, 'consent', 'mediate', { asked: { consentHow: '电话里双方都同意。' } })
  const test = { asked: { testingBody: '演示检测中心', testingCost: '商家先付' } }
  expect((await act(OFFICER, number, 'mediating', 'start-testing', test)).status).toBe(200)
  expect(
    (await view(key)).promises.find((each: { why: { rule: string } }) => each.why.rule === 'mediate'),
  ).toMatchObject({ status: 'paused', dueOn: null })
  await at('2026-12-04T10:00:00+08:00')
  await act(OFFICER, number, 'testing', 'end-testing')
  // Sixty days from 24 November, ten of them testing: the last day moves from 23 January to 2 February.
  expect(
    (await view(key)).promises.find((each: { why: { rule: string } }) => each.why.rule === 'mediate'),
  ).toMatchObject({ status: 'running', dueOn: '2027-02-02', why: { pausedUnits: 10 } })
  expect((await act(OFFICER, number, 'mediating', 'agree')).status).toBe(400)
  expect(
    (
      await act(OFFICER, number, 'mediating', 'agree', {
        reply: '商家退60元。',
        asked: { terms: '商家三天内退款60元。', performBy: '2026-12-07' },
      })
    ).status,
  ).toBe(200)
  await act(OFFICER, number, 'agreed', 'close')
  const closed = await view(key)
  expect(closed).toMatchObject({ state: 'closed', outcome: 'agreed', outcomeName: '达成协议', actions: ['rate'] })
  expect(closed.messages).toEqual([{ at: '2026-12-04T10:00:00.000+08:00', from: 'bureau', text: '商家退60元。' }])
  expect(closed.timeline.map((each: { type: string }) => each.type)).toEqual([
    'received',
    'dispatched',
    'review-started',
    'accepted',
    'consent-asked',
    'mediation-started',
    'testing-started',
    'testing-ended',
    'agreed',
    'closed',
  ])
  expect(
    closed.promises.map((each: { why: { rule: string }; status: string }) => [each.why.rule, each.status]),
  ).toEqual([
    ['accept', 'met'],
    ['first-contact', 'late'],
    ['mediate', 'met'],
  ])
})

test('a refusal needs a ground in force and gives the article', async () => {
  await at(NOW)
  const key = await filed(complaintDraft())
  await act(OFFICER, key.number, 'dispatched', 'take')
  const refuse = (more: Record<string, unknown>) => act(OFFICER, key.number, 'under-review', 'propose-refusal', more)
  expect((await refuse({ reply: '不受理。' })).body.errors).toMatchObject([{ path: 'ground' }])
  expect((await refuse({ ground: 'R9_MADE_UP', reply: '不受理。' })).status).toBe(400)
  expect((await refuse({ ground: 'R4_OVER_3_YEARS', reply: '已经超过三年。' })).status).toBe(200)
  // A proposal is not a decision: the person still sees the review, and the officer cannot approve it.
  expect(await view(key)).toMatchObject({ state: 'under-review', outcome: null })
  expect(JSON.stringify(await view(key))).not.toContain('超过三年')
  expect((await act(OFFICER, key.number, 'refusal-proposed', 'refuse')).status).toBe(403)
  expect((await act('demo.chief', key.number, 'refusal-proposed', 'refuse')).status).toBe(200)
  const refused = (await view(key)).timeline.at(-1)
  expect(refused).toMatchObject({
    type: 'refused',
    reply: '已经超过三年。',
    ground: { code: 'R4_OVER_3_YEARS', basis: [{ article: '第十六条第四项' }] },
  })
  expect((await view(key, 'en')).timeline.at(-1).ground.basis[0].article).toBe('Article 16(4)')
})

test('two officers at once: one acts, the other is told', async () => {
  await at(NOW)
  const { number } = await filed(complaintDraft())
  const both = await Promise.all([
    act(OFFICER, number, 'dispatched', 'take'),
    act('demo.chief', number, 'dispatched', 'take'),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await act(OFFICER, number, 'dispatched', 'take')).status).toBe(409)
  expect((await act(OFFICER, number, 'under-review', 'take')).status).toBe(409)
  expect((await act(OFFICER, number, 'under-review', 'accept', { expectedVersion: 1 })).status).toBe(409)
})

test('another station may neither read nor act; the desk reads all but handles nothing', async () => {
  await at(NOW)
  const { number } = await filed(complaintDraft())
  expect((await get('demo.suncun', `/${number}`)).status).toBe(403)
  expect((await act('demo.suncun', number, 'dispatched', 'take')).status).toBe(403)
  expect((await get('demo.desk', `/${number}`)).status).toBe(200)
  expect((await act('demo.desk', number, 'dispatched', 'take')).status).toBe(403)
  expect((await get('demo.auditor', `/${number}`)).status).toBe(403)
  expect((await api.request(`/api/desk/tickets/${number}`)).status).toBe(401)
  const foreign = await api.post(
    `/api/desk/tickets/${number}/actions`,
    { action: 'take', expectedState: 'dispatched' },
    { cookie: cookies.get(OFFICER) ?? '', origin: 'https://elsewhere.example' },
  )
  expect(foreign.status).toBe(403)
})

test('a unit without power gives back to the desk, which sends it on', async () => {
  await at(NOW)
  const key = await filed(complaintDraft())
  await act(OFFICER, key.number, 'dispatched', 'return', { reason: '不在辖区。' })
  expect((await get(OFFICER, `/${key.number}`)).status).toBe(403)
  expect((await act('demo.desk', key.number, 'returned-to-desk', 'dispatch', { station: 'atlantis' })).status).toBe(400)
  expect((await act('demo.desk', key.number, 'returned-to-desk', 'dispatch', { station: 'suncun' })).status).toBe(200)
  expect((await view(key)).unit.id).toBe('suncun')
  expect(JSON.stringify(await view(key))).not.toContain('不在辖区')
  expect(
    (await get('demo.suncun', `/${key.number}`)).body.timeline.map((each: { reason: string | null }) => each.reason),
  ).toContain('不在辖区。')
})

test('who reported is for those on the case, who say why they look', async () => {
  await at(NOW)
  const key = await filed(reportDraft())
  const opens = async (who: string) => {
    const { body } = await get(who, `/${key.number}`)
    return { withheld: body.identityWithheld, phone: JSON.stringify(body).includes('13800000001') }
  }
  const looks = async (who: string, reason = '核实线索的时间。') => {
    const response = await api.post(`/api/desk/tickets/${key.number}/reporter`, { reason }, headers(who))
    return { status: response.status, body: await response.json() }
  }
  expect(await opens('demo.desk')).toEqual({ withheld: true, phone: false })
  expect(await opens(OFFICER)).toEqual({ withheld: false, phone: false })
  expect((await looks('demo.desk')).status).toBe(403)
  expect((await looks(OFFICER, ' ')).status).toBe(400)
  expect((await looks(OFFICER)).body).toMatchObject({ phone: '13800000001' })
  await act('demo.chief', key.number, 'dispatched', 'take')
  expect(await opens(OFFICER)).toEqual({ withheld: true, phone: false })
  expect((await looks(OFFICER)).status).toBe(403)
  expect((await looks('demo.chief')).status).toBe(200)
  const [seen] = await api.deps.sql`
    select count(*)::int as looks, (select count(*)::int from audit_log where action = 'reporter.seen') as seen,
      (select count(*)::int from audit_log where action = 'reporter.refused') as refused
    from reporter_looks where reason <> ''`
  expect(seen).toEqual({ looks: 2, seen: 2, refused: 1 })
  const opened = await api.deps.db.execute(
    sql`select after from audit_log where action = 'ticket.opened' and entity_id = (select id::text from tickets where number = ${key.number}) order by at, id`,
  )
  expect(opened.length).toBe(3)
})

test('a report runs to its result; the head of the bureau decides on filing and may extend once', async () => {
  await at(NOW)
  const key = await filed(reportDraft())
  const { number } = key
  const head = (state: string, action: string, more = {}) => act('demo.head', number, state, action, more)
  await act(OFFICER, number, 'dispatched', 'take')
  expect((await act('demo.chief', number, 'verifying', 'extend', { reason: '案情复杂。' })).status).toBe(403)
  expect((await head('verifying', 'extend', { reason: '案情复杂。' })).status).toBe(200)
  expect((await head('verifying', 'extend', { reason: '还要。' })).status).toBe(422)
  const proposal = { reason: '事实清楚。', asked: { officers: '演示甲、演示乙' } }
  expect((await act(OFFICER, number, 'verifying', 'propose-filing', proposal)).status).toBe(200)
  expect((await view(key)).state).toBe('verifying')
  expect((await act(OFFICER, number, 'filing-proposed', 'file-case')).status).toBe(403)
  expect((await head('filing-proposed', 'file-case')).status).toBe(200)
  const conclude = (outcome: string) => act(OFFICER, number, 'filed', 'conclude', { reply: '已处理。', outcome })
  expect((await conclude('agreed')).status).toBe(400)
  expect((await conclude('penalised')).status).toBe(200)
  const reward = {
    reply: '谢谢你。',
    asked: { rewardGrade: '2', penaltyYuan: '50000.00', claimBy: '带身份证到所里。' },
  }
  expect((await head('result', 'reward', reward)).status).toBe(200)
  expect((await head('result', 'reward', reward)).status).toBe(409)
  await act(OFFICER, number, 'result', 'close')
  const closed = await view(key)
  expect(closed).toMatchObject({ state: 'closed', outcome: 'penalised' })
  const papers = closed.notices.map((each: { template: string; number: string }) => `${each.template} ${each.number}`)
  expect(papers).toEqual([
    `N1 ${number}`,
    'N13 演示市监举告〔2026〕1号',
    'N14 演示市监举果〔2026〕1号',
    'N15 演示市监举奖〔2026〕1号',
    expect.stringMatching(/^N10 演示市监回访〔2026〕\d+号$/),
  ])
})

test('an answer may be asked about again, and is answered again', async () => {
  await at(NOW)
  const key = await filed(consultationDraft())
  await act('demo.desk', key.number, 'received', 'answer', { reply: '带身份证来。' })
  expect((await view(key)).actions).toEqual(['message', 'rate'])
  const again = await api.post(
    `/api/tickets/${key.number}/messages`,
    { text: '周末可以吗？' },
    { 'query-code': key.queryCode },
  )
  expect(await again.json()).toMatchObject({ state: 'dispatched' })
  expect((await view(key)).promises.map((each: { status: string }) => each.status)).toEqual(['met', 'running'])
  await act('demo.desk', key.number, 'dispatched', 'answer', { reply: '周末不开。' })
  expect((await view(key)).messages.map((each: { text: string }) => each.text)).toEqual([
    '带身份证来。',
    '周末可以吗？',
    '周末不开。',
  ])
})

test('the queue shows one’s own, nearest date first, found by masked words', async () => {
  await at(NOW)
  await filed(complaintDraft({ narrative: '演示：独角兽气球漏气，电话13800001111。' }))
  const own = (await get(OFFICER, '?limit=5')).body
  expect(own.items.every((each: { unit: { id: string } }) => each.unit.id === 'shunhualu')).toBe(true)
  const due = own.items.map((each: { dueOn: string | null }) => each.dueOn ?? '9999')
  expect(due).toEqual([...due].sort())
  expect((await get(OFFICER, '?q=独角兽')).body).toMatchObject({
    total: 1,
    next: null,
    items: [{ excerpt: expect.stringContaining('[电话]') }],
  })
  expect((await get(OFFICER, '?q=13800001111')).body.total).toBe(0)
  expect((await get('demo.suncun', '?q=独角兽')).body.total).toBe(0)
  const first = (await get('demo.desk', '?family=all&limit=2')).body
  expect(first.total).toBeGreaterThan(5)
  expect(first.next).toBe('/api/desk/tickets?family=all&limit=2&offset=2')
  await at('2026-12-20T10:00:00+08:00')
  expect((await get(OFFICER, '?overdue=true')).body.items[0]).toMatchObject({ overdue: true })
})

test('the desk sees how sure the address was read; a doubtful one waits for the dispatcher with the reason', async () => {
  const near = await filed(complaintDraft({ place: { text: '老供销社斜对面舜华路88号，会展西路口' } }))
  const { body } = await get('demo.desk', `/${near.number}`)
  expect(body).toMatchObject({ needsReview: true, addressSure: { low: true, reason: 'unread' } })
  expect(body.addressSure.value).toBeLessThan(0.3)
  const plain = await filed(complaintDraft({ place: { text: '济南市高新区舜华路1号' } }))
  const { body: sure } = await get('demo.shunhualu', `/${plain.number}`)
  expect(sure).toMatchObject({ needsReview: false, addressSure: { low: false } })
})
