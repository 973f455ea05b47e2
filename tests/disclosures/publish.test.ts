/** From publication to correction, expiry and withdrawal, through the front door. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { correctDisclosure } from '../../api/disclosures/correct-disclosure.ts'
import { publishDisclosure, publishDisclosures } from '../../api/disclosures/publish-disclosure.ts'
import { withdrawDisclosure } from '../../api/disclosures/withdraw-disclosure.ts'
import { withdrawExpired } from '../../api/disclosures/withdraw-expired.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { type Context, systemContext } from '../../api/platform/context.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { inspection, penalty, USCC } from '../factories/disclosures.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'

const clock = fixedClock(NOW)
const ctx = systemContext('test')
let api: TestApi
beforeAll(async () => {
  api = await openApi({ clock })
})
afterAll(() => api.close())

const read = async (path: string) => {
  const response = await api.request(path)
  return { status: response.status, body: await response.json(), headers: response.headers }
}
let serial = 100
const fresh = () => `演示罚〔2026〕${++serial}号`

test('what is published can be read, found, and leads to the business', async () => {
  const id = await publishDisclosure(api.deps, ctx, penalty())
  await applyOutbox(api.deps)
  const { status, body, headers } = await read(`/api/disclosures/${id}`)
  expect(status).toBe(200)
  expect(headers.get('etag')).toBeTruthy()
  expect(headers.get('cache-control')).toContain('max-age=30')
  expect(body).toMatchObject({
    id,
    type: 'penalty',
    title: '演示测试面馆：经营超过保质期的食品',
    party: { name: '演示测试面馆', category: 'sole-trader', uscc: USCC },
    publishedOn: '2026-10-20',
    withdrawOn: '2027-10-21',
    fineYuan: '60000.00',
    summary: '没收非法财物、罚款 6 万元',
    version: 1,
    demo: false,
    url: `/disclosures/${id}`,
  })
  const list = await read('/api/disclosures?q=过期&type=penalty&fineMin=50000')
  expect(list.body).toMatchObject({
    total: 1,
    items: [{ id }],
    facets: { topic: [{ value: 'food', name: '食品', count: 1 }] },
  })
  const file = await read(`/api/enterprises/${USCC.toLowerCase()}`)
  expect(file.body).toMatchObject({
    name: '演示测试面馆',
    figures: { penalties: 1, fineYuan: '60000.00' },
    records: [{ id }],
  })
})

describe('is refused', () => {
  test('a second time', async () => {
    await expect(publishDisclosure(api.deps, ctx, penalty())).rejects.toMatchObject({ code: 'conflict' })
    expect(await publishDisclosures(api.deps, ctx, [penalty(), penalty({ documentNumber: fresh() })])).toMatchObject({
      known: 1,
    })
  })
  test.each([
    ['a code with a wrong check digit', { uscc: '92370171MA0DEM0135' }, 'uscc'],
    ['an unknown breach', { breach: 'nothing-known' }, 'breach'],
    ['an unknown kind of penalty', { penaltyKinds: ['flogging'] }, 'penaltyKinds'],
    ['a decision after its publication', { decidedOn: '2026-10-21' }, 'decidedOn'],
    ['a sum that is none', { fineYuan: '6万' }, 'fineYuan'],
  ])('%s', async (_, change, path) => {
    const attempt = publishDisclosure(api.deps, ctx, penalty({ documentNumber: fresh(), ...change }))
    await expect(attempt).rejects.toMatchObject({ code: 'invalid', options: { errors: [{ path }] } })
  })
  test('a day no publication rule covers', async () => {
    const old = penalty({ documentNumber: fresh(), decidedOn: '2020-01-01' })
    await expect(publishDisclosure(api.deps, ctx, old)).rejects.toMatchObject({ code: 'unprocessable' })
  })
  test('anybody but the bureau’s own system', async () => {
    const visitor: Context = { ...ctx, actor: { kind: 'public' } }
    const officer: Context = {
      ...ctx,
      actor: { kind: 'staff', id: 's', permissions: ['tickets.all'], station: null, section: null },
    }
    await expect(publishDisclosure(api.deps, visitor, penalty())).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(publishDisclosure(api.deps, officer, penalty())).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test('a correction keeps the old text, says what and why, and the quicker one wins', async () => {
  const id = await publishDisclosure(api.deps, ctx, penalty({ documentNumber: fresh() }))
  const correction = { id, version: 1, changes: { fineYuan: '6000.00' }, reason: '多录了一个零。' }
  expect(await correctDisclosure(api.deps, ctx, correction)).toBe(2)
  await expect(
    correctDisclosure(api.deps, ctx, { ...correction, changes: { fineYuan: '7.00' } }),
  ).rejects.toMatchObject({ code: 'conflict' })
  expect((await read(`/api/disclosures/${id}`)).body).toMatchObject({ version: 2, fineYuan: '6000.00' })
  const { items } = (await read(`/api/disclosures/${id}/versions`)).body
  expect(items).toMatchObject([
    { version: 1, kind: 'original', changes: [], record: { fineYuan: '60000.00' } },
    {
      version: 2,
      kind: 'correction',
      reason: '多录了一个零。',
      changes: [{ field: 'fineYuan', before: '60000.00', after: '6000.00' }],
    },
  ])
  const [row] = await api.deps
    .sql`select action, before, after, reason from audit_log where entity_id = ${id} order by at desc, action limit 1`
  expect(row).toMatchObject({ action: 'disclosure.corrected', after: { version: 2, fields: ['fineYuan'] } })
})

test('a correction of nothing, or without a reason, is refused', async () => {
  const id = await publishDisclosure(api.deps, ctx, penalty({ documentNumber: fresh() }))
  const same = { id, version: 1, changes: { topic: 'food' }, reason: '无' }
  await expect(correctDisclosure(api.deps, ctx, same)).rejects.toMatchObject({ code: 'conflict' })
  await expect(correctDisclosure(api.deps, ctx, { ...same, reason: ' ' })).rejects.toMatchObject({ code: 'invalid' })
})

test('what is withdrawn leaves a notice without the party, and is gone everywhere', async () => {
  const documentNumber = fresh()
  const id = await publishDisclosure(api.deps, ctx, penalty({ documentNumber, partyName: '演示将撤店', uscc: null }))
  await applyOutbox(api.deps)
  await withdrawDisclosure(api.deps, ctx, { id, kind: 'annulled', reason: '法院撤销' })
  // Hidden at once, even before the index has heard of it.
  expect((await read('/api/disclosures?q=演示将撤店')).body.items).toEqual([])
  await applyOutbox(api.deps)
  for (const path of [`/api/disclosures/${id}`, `/api/disclosures/${id}/versions`]) {
    const { status, body, headers } = await read(path)
    expect(status).toBe(410)
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(body).toMatchObject({ status: 410, notice: { id, kind: 'annulled', withdrawnOn: '2026-11-22' } })
    expect(JSON.stringify(body)).not.toMatch(/演示将撤店|法院|60000/)
  }
  expect((await read('/api/disclosures?q=演示将撤店')).body.total).toBe(0)
  expect(await (await api.request('/api/disclosures/export')).text()).not.toContain('演示将撤店')
  await expect(withdrawDisclosure(api.deps, ctx, { id, kind: 'repaired', reason: '' })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('a period that ends takes the record down: hidden from the first minute, then swept', async () => {
  const id = await publishDisclosure(api.deps, ctx, penalty({ documentNumber: fresh(), severity: 'minor' }))
  try {
    clock.set('2027-01-20T23:59:00+08:00')
    expect((await read(`/api/disclosures/${id}`)).status).toBe(200)
    clock.set('2027-01-21T00:00:00+08:00')
    expect((await read(`/api/disclosures/${id}`)).body).toMatchObject({
      notice: { kind: 'expired', withdrawnOn: '2027-01-21' },
    })
    expect(await withdrawExpired(api.deps)).toBe(1)
    expect(await withdrawExpired(api.deps)).toBe(0)
    expect((await read(`/api/disclosures/${id}`)).status).toBe(410)
  } finally {
    clock.set(NOW)
  }
})

test('an unknown record, a wrong id and a wrong filter are problems in our words', async () => {
  expect((await read('/api/disclosures/00000000-0000-4000-8000-000000000000')).status).toBe(404)
  expect((await read('/api/disclosures/nonsense')).status).toBe(400)
  expect((await read('/api/disclosures?from=yesterday')).body).toMatchObject({
    errors: [{ path: 'from', code: 'date' }],
  })
  expect((await read('/api/disclosures?page=2000')).body).toMatchObject({ errors: [{ path: 'page' }] })
  expect((await read('/api/disclosures/export?format=pdf')).status).toBe(400)
  expect((await read('/api/enterprises/91330100799655058B')).status).toBe(404)
})

test('a search by a code that cannot be right says so', async () => {
  expect((await read('/api/enterprises?q=92370171MA0DEM0135')).body).toMatchObject({ total: 0, codeError: 'CHECK' })
  expect((await read(`/api/enterprises?q=${USCC.toLowerCase()}`)).body).toMatchObject({ total: 1, codeError: null })
})

test('a clean check has no end', async () => {
  const id = await publishDisclosure(api.deps, ctx, inspection())
  expect((await read(`/api/disclosures/${id}`)).body).toMatchObject({
    withdrawOn: null,
    term: { lastDay: null },
    negative: false,
    resultName: '未发现问题',
  })
})
