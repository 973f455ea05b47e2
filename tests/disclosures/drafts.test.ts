/** From the officer's desk to the public page: entered, rehearsed, stopped by a leak, released by another, scheduled, warned of. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishScheduled, warnOfDueDays } from '../../api/disclosures/drafts/sweep-drafts.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { penalty } from '../factories/disclosures.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const OFFICER = 'demo.shunhualu'
const OTHER = 'demo.suncun'
const PUBLISHER = 'demo.publisher'
const AUDITOR = 'demo.auditor'
const clock = fixedClock(NOW)
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi({ clock })
  desk = await openDesk(api, [OFFICER, OTHER, PUBLISHER, AUDITOR])
})
afterAll(() => api.close())

let serial = 0
const record = (change: Parameters<typeof penalty>[0] = {}) => {
  serial += 1
  return penalty({ documentNumber: `演示稿〔2026〕${serial}号`, decidedOn: '2026-11-20', ...change }).record
}
const enter = async (change: Parameters<typeof penalty>[0] = {}, conceal: unknown[] = [], who = OFFICER) => {
  const { status, body } = await desk.post(who, '/disclosures/drafts', { record: record(change), conceal })
  expect(status, JSON.stringify(body)).toBe(200)
  return body as { id: string; version: number }
}
const release = (id: string, body: object, who = PUBLISHER) =>
  desk.post(who, `/disclosures/drafts/${id}/release`, { version: 1, secrecyReviewed: true, ...body })

test('an officer enters, rehearses and sees what the mask covers; nobody outside sees anything', async () => {
  const person = { partyName: '王演示甲', partyCategory: 'natural-person', uscc: null }
  const detail = { facts: '王演示甲电话13900007788，赵演示乙举报。', content: '罚款60000元' }
  const { id } = await enter({ ...person, detail }, [{ name: '赵演示乙', as: '举报人' }])
  const { body } = await desk.get(OFFICER, `/disclosures/drafts/${id}/rehearsal`)
  expect(body.leaks).toEqual([])
  expect(body.zh.record).toMatchObject({ party: { name: '王＊' }, publishedOn: '2026-11-22' })
  expect(body.en.record.typeName).toBe('Penalties')
  for (const shown of [body.zh, body.en, body.document]) {
    expect(JSON.stringify(shown)).not.toMatch(/王演示甲|13900007788|赵演示乙/)
    expect(JSON.stringify(shown)).toContain('王＊')
  }
  expect(body.zh.csv.split('\r\n')).toHaveLength(3)
  expect(body.zh.feed).toContain('<entry>')
  expect(body.masked.map((each: { label: string }) => each.label)).toEqual(['当事人', '违法事实'])
  await applyOutbox(api.deps)
  expect(await (await api.request('/api/disclosures')).json()).toMatchObject({ total: 0 })
  const [row] = await api.deps.sql`select to_jsonb(t) - 'sealed' as row from disclosure_drafts t where id = ${id}`
  expect(JSON.stringify(row)).not.toContain('王演示甲')
})

test('reach: the own station, whoever publishes, nobody else', async () => {
  const { id } = await enter()
  expect((await desk.get(OTHER, `/disclosures/drafts/${id}`)).status).toBe(404)
  expect((await desk.get(AUDITOR, `/disclosures/drafts/${id}`)).status).toBe(403)
  expect((await desk.get(PUBLISHER, `/disclosures/drafts/${id}`)).status).toBe(200)
  expect((await release(id, {}, OFFICER)).status).toBe(403)
  expect((await desk.post(OFFICER, `/disclosures/records/${id}/acts`, {})).status).toBe(403)
  expect((await api.request('/api/desk/disclosures/drafts')).status).toBe(401)
})

test('wrong fields are named', async () => {
  const { status, body } = await desk.post(OFFICER, '/disclosures/drafts', {
    record: record({ breach: 'nothing-known', fineYuan: '六万' }),
  })
  expect([status, body.errors.map((each: { path: string }) => each.path)]).toEqual([400, ['fineYuan']])
  const permit = { ...record(), type: 'permit', result: 'valid', detail: { permit: 'other', kind: '99' } }
  expect((await desk.post(OFFICER, '/disclosures/drafts', { record: permit })).body.errors).toMatchObject([
    { path: 'detail.kind' },
  ])
})

test.each([
  ['a phone number in the document number', { documentNumber: '13900007799' }, 'phone'],
  [
    'an identity number as licence number',
    { detail: { facts: '甲', content: '乙' }, authority: '演示局370171199001011234' },
    'id-number',
  ],
  ['a name after a role', { detail: { facts: '经营者王小二，被查。', content: '乙' } }, 'name'],
])('a leak stops the publication: %s', async (_, change, kind) => {
  const { id } = await enter(change)
  const { body } = await desk.get(PUBLISHER, `/disclosures/drafts/${id}/rehearsal`)
  expect(body.leaks.map((leak: { kind: string }) => leak.kind)).toEqual([kind])
  const stopped = await release(id, {})
  expect(stopped.status).toBe(422)
  expect(JSON.stringify(stopped.body)).not.toMatch(/13900007799|370171199001011234|王小二/)
  expect((await release(id, { override: '不是真的，电话是13900007788' })).status).toBe(422)
  const done = await release(id, { override: '演示：这是虚构的号码。' })
  expect(done.body).toMatchObject({ state: 'published' })
  const [row] = await api.deps.sql`
    select after, reason from audit_log where entity_id = ${id} and action = 'disclosure-draft.released'`
  expect(row?.['after']).toMatchObject({ overridden: true, findings: [expect.stringContaining(kind)] })
})

test('released by somebody else, after the secrecy review; then it is public and its sealed words are gone', async () => {
  const own = await enter({}, [], PUBLISHER)
  expect((await release(own.id, {})).status).toBe(403)
  const { id } = await enter({ partyName: '演示待公示店', uscc: null })
  expect((await release(id, { secrecyReviewed: false })).body.errors).toMatchObject([{ path: 'secrecyReviewed' }])
  expect((await release(id, { version: 7 })).status).toBe(409)
  const { body } = await release(id, {})
  expect(await (await api.request(`/api/disclosures?q=演示待公示店`)).json()).toMatchObject({
    items: [{ id: body.publishedId, publishedOn: '2026-11-22' }],
  })
  expect((await desk.get(OFFICER, `/disclosures/drafts/${id}`)).status).toBe(409)
  const [row] = await api.deps.sql`select sealed, data_key_id from disclosure_drafts where id = ${id}`
  expect(row).toEqual({ sealed: null, data_key_id: null })
  const again = await enter({ documentNumber: `演示稿〔2026〕${serial}号`, partyName: '演示待公示店', uscc: null })
  expect((await release(again.id, {})).status).toBe(409)
})

test('changed, taken back, dropped; the quicker one wins', async () => {
  const { id } = await enter()
  const change = (version: number) =>
    desk.post(OFFICER, `/disclosures/drafts/${id}`, { version, record: record(), conceal: [] })
  expect((await change(1)).body).toMatchObject({ id, version: 2 })
  expect((await change(1)).status).toBe(409)
  expect((await release(id, { version: 2, publishOn: '2026-11-25' })).body).toMatchObject({ state: 'scheduled' })
  expect((await change(3)).status).toBe(409)
  const move = (version: number, name: string, who = PUBLISHER) =>
    desk.post(who, `/disclosures/drafts/${id}/moves`, { version, move: name })
  expect((await move(3, 'recall', OFFICER)).status).toBe(403)
  expect((await move(3, 'recall')).body).toMatchObject({ state: 'draft' })
  expect((await move(4, 'discard', OFFICER)).body).toMatchObject({ state: 'discarded' })
})

test('the jobs: published on its day, warned of before and after the last one', async () => {
  // 2026-11-20 is a Friday; seven working days later is Tuesday 1 December.
  const { id } = await enter({ partyName: '演示定时店', uscc: null })
  const waiting = await enter()
  const dueOf = async (which: string) =>
    (await desk.get(PUBLISHER, '/disclosures/drafts')).body.items.find((each: { id: string }) => each.id === which)
  expect(await dueOf(waiting.id)).toMatchObject({ dueOn: '2026-12-01', warning: null })
  expect((await release(id, { publishOn: '2026-11-24' })).body).toMatchObject({ scheduledOn: '2026-11-24' })
  expect(await publishScheduled(api.deps)).toBe(0)
  try {
    await at('2026-11-24T00:00:10+08:00')
    expect([await publishScheduled(api.deps), await publishScheduled(api.deps)]).toEqual([1, 0])
    const [row] = await api.deps.sql`select published_on from disclosures where party_name = '演示定时店'`
    expect(row).toMatchObject({ published_on: '2026-11-24' })
    await at('2026-11-27T09:00:00+08:00')
    expect(await dueOf(waiting.id)).toMatchObject({ warning: 'near' })
    expect(await warnOfDueDays(api.deps)).toBeGreaterThan(0)
    expect(await warnOfDueDays(api.deps)).toBe(0)
    await at('2026-12-02T09:00:00+08:00')
    expect(await dueOf(waiting.id)).toMatchObject({ warning: 'late' })
    expect(await warnOfDueDays(api.deps)).toBeGreaterThan(0)
    const log = await api.deps.sql`
      select after->>'warned' as warned from audit_log
      where entity_id = ${waiting.id} and action = 'disclosure-draft.warned' order by at`
    expect(log.map((each) => each['warned'])).toEqual(['near', 'late'])
  } finally {
    await at(NOW)
  }
})

const at = async (instant: string) => {
  clock.set(instant)
  await desk.stayAwake(instant)
}
