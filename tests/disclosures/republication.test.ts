/** What was taken down by mistake is published again; and what ends together with a penalty. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { withdrawDisclosure } from '../../api/disclosures/withdraw-disclosure.ts'
import { withdrawExpired } from '../../api/disclosures/withdraw-expired.ts'
import { composeUscc } from '../../api/enterprises/credit-code.ts'
import { jobsOf } from '../../api/jobs.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { inspection, penalty } from '../factories/disclosures.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'

const PUBLISHER = 'demo.publisher'
const OFFICER = 'demo.shunhualu'
const clock = fixedClock(NOW)
const ctx = systemContext('test')
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi({ clock })
  desk = await openDesk(api, [PUBLISHER, OFFICER])
})
afterAll(() => api.close())

let serial = 0
const shop = () => {
  serial += 1
  const uscc = composeUscc('92370171', `MA0R${String(serial).padStart(4, '0')}`)
  return { uscc, partyName: `演示恢复${serial}号店`, documentNumber: `演示复〔2026〕${serial}号` }
}
const read = async (address: string, language = 'zh') => {
  const response = await api.request(address, { headers: { 'accept-language': language } })
  return { status: response.status, body: await response.json() }
}
const act = (id: string, body: object, who = PUBLISHER) => desk.post(who, `/disclosures/records/${id}/acts`, body)
const minute = async () => {
  for (const job of jobsOf(api.deps)) if (job.cron === '* * * * *') await job.run()
}
const found = async (q: string) => (await read(`/api/disclosures?q=${encodeURIComponent(q)}`)).body.total

test('taken down by mistake, published again under its number: a new version, its history kept, both days audited', async () => {
  const party = shop()
  const id = await publishDisclosure(api.deps, ctx, penalty({ ...party }))
  await applyOutbox(api.deps)
  const reason = '演示：内部理由，点错了。'
  expect((await act(id, { kind: 'withdrawal', withdrawal: 'mistaken', reason })).status).toBe(200)
  await minute()
  expect([(await read(`/api/disclosures/${id}`)).status, await found(party.partyName)]).toEqual([410, 0])
  // The same decision handed in again is still the same record, and stays down.
  await expect(publishDisclosure(api.deps, ctx, penalty({ ...party }))).rejects.toMatchObject({ code: 'conflict' })

  expect((await desk.get(OFFICER, `/disclosures/records/${id}`)).status).toBe(403)
  const opened = (await desk.get(PUBLISHER, `/disclosures/records/${id}`)).body
  expect(opened).toMatchObject({ version: 1, mayComeBack: true, withdrawn: { kind: 'mistaken', reason } })
  const again = {
    ...{ kind: 'republication', recordVersion: 1, reason: '演示：误撤，恢复。' },
    changes: { fineYuan: '6000' },
  }
  expect((await act(id, again, OFFICER)).status).toBe(403)
  expect((await act(id, { ...again, reason: ' ' })).status).toBe(400)
  expect((await act(id, { ...again, recordVersion: 9 })).status).toBe(409)
  expect((await act(id, again)).status).toBe(200)
  expect((await act(id, again)).status).toBe(409)
  await minute()
  expect(await found(party.partyName)).toBe(1)
  expect((await read(`/api/disclosures/${id}`)).body).toMatchObject({
    ...{ version: 2, fineYuan: '6000.00', documentNumber: party.documentNumber, publishedOn: '2026-10-20' },
  })
  const { body } = await read(`/api/disclosures/${id}/versions`, 'en')
  expect(body.items[1]).toMatchObject({
    ...{ kind: 'republication', reason: '演示：误撤，恢复。', withdrawn: { on: '2026-11-22', kind: 'mistaken' } },
    changes: [{ field: 'fineYuan', after: '6000.00' }],
  })
  expect(JSON.stringify(body)).not.toContain('点错了')
  const changes = (await read('/api/disclosures/changes')).body.items.filter((each: { id: string }) => each.id === id)
  expect(changes.map((each: { kind: string }) => each.kind).sort()).toEqual(['mistaken', 'republication'])
  const log = await api.deps.sql`select action from audit_log where entity_id = ${id}`
  expect(log.map(({ action }) => action).sort()).toEqual([
    'disclosure.published',
    'disclosure.republished',
    'disclosure.withdrawn',
  ])
  // A redaction reaches the bureau's own words too.
  expect((await act(id, { kind: 'redaction', recordVersion: 2, texts: ['点错了'], reason: '演示。' })).status).toBe(200)
  const rows = await api.deps.sql`select to_jsonb(v) as row from disclosure_versions v where disclosure_id = ${id}`
  expect(JSON.stringify(rows)).not.toContain('点错了')
  // Down a second time: the notice tells all of it, without the party.
  expect((await act(id, { kind: 'withdrawal', withdrawal: 'annulled', reason: '演示' })).status).toBe(200)
  const { notice } = (await read(`/api/disclosures/${id}`)).body
  expect(notice.history).toHaveLength(5)
  expect(JSON.stringify(notice)).not.toContain(party.partyName)
})

test.each(['repaired', 'expired'] as const)('%s: stays down', async (kind) => {
  const id = await publishDisclosure(api.deps, ctx, penalty(shop()))
  await withdrawDisclosure(api.deps, ctx, { id, kind, reason: '演示' })
  expect((await desk.get(PUBLISHER, `/disclosures/records/${id}`)).body.mayComeBack).toBe(false)
  const answer = await act(id, { kind: 'republication', recordVersion: 1, reason: '演示' })
  expect([answer.status, answer.body.detail]).toEqual([409, expect.stringContaining('不能恢复')])
})

test('past its term it stays down', async () => {
  const id = await publishDisclosure(api.deps, ctx, penalty({ ...shop(), severity: 'minor' }))
  await withdrawDisclosure(api.deps, ctx, { id, kind: 'mistaken', reason: '演示' })
  try {
    clock.set('2027-03-01T10:00:00+08:00')
    await desk.stayAwake('2027-03-01T10:00:00+08:00')
    expect((await desk.get(PUBLISHER, `/disclosures/records/${id}`)).body.mayComeBack).toBe(false)
    expect((await act(id, { kind: 'republication', recordVersion: 1, reason: '演示' })).status).toBe(422)
  } finally {
    clock.set(NOW)
    await desk.stayAwake(NOW)
  }
})

test('several fields in one correction: the difference is shown first, then kept as one version', async () => {
  const id = await publishDisclosure(api.deps, ctx, penalty({ ...shop(), station: null }))
  const body = {
    changes: { fineYuan: '6000', station: 'shunhualu', uscc: null },
    detail: { facts: '当事人经营两种超过保质期的食品。', checkNumber: '演示检〔2026〕9号' },
  }
  const shown = await desk.post(PUBLISHER, `/disclosures/records/${id}/difference`, body)
  const fields = (changes: { field: string }[]) => changes.map(({ field }) => field).sort()
  const all = ['detail.checkNumber', 'detail.facts', 'fineYuan', 'station', 'uscc']
  expect(fields(shown.body.changes)).toEqual(all)
  expect((await read(`/api/disclosures/${id}`)).body.version).toBe(1)
  const wrong = { changes: { fineYuan: '六千' }, detail: { facts: '' } }
  expect((await desk.post(PUBLISHER, `/disclosures/records/${id}/difference`, wrong)).body.errors).toHaveLength(2)
  expect((await act(id, { kind: 'correction', recordVersion: 1, reason: '演示：多处有误。', ...body })).status).toBe(
    200,
  )
  const { items } = (await read(`/api/disclosures/${id}/versions`)).body
  expect(items).toHaveLength(2)
  expect(fields(items[1].changes)).toEqual(all)
  const out = { changes: {}, detail: { checkNumber: null } }
  expect((await act(id, { kind: 'correction', recordVersion: 2, reason: '演示：删去。', ...out })).status).toBe(200)
  expect((await read(`/api/disclosures/${id}`)).body.detail).not.toHaveProperty('checkNumber')
})

test.each(['repaired', 'expired'] as const)(
  'a penalty %s: the negative check it names is not shown any more',
  async (kind) => {
    const { uscc, partyName } = shop()
    const check = (number: string, result: 'S01' | 'S05') => ({
      ...{ uscc, partyName, documentNumber: number, result },
      detail: { kind: 'random', items: [], results: [result] },
    })
    const ids = await Promise.all(
      [
        inspection(check(`演示检〔2026〕${serial}-1号`, 'S05')),
        inspection(check(`演示检〔2026〕${serial}-2号`, 'S05')),
        inspection(check(`演示检〔2026〕${serial}-3号`, 'S01')),
      ].map((each) => publishDisclosure(api.deps, ctx, each)),
    )
    const named = (number: string) =>
      publishDisclosure(
        api.deps,
        ctx,
        penalty(
          {
            ...{
              uscc,
              partyName,
              documentNumber: `演示复〔2026〕${number}号`,
              severity: 'minor',
              decidedOn: '2026-10-12',
            },
            detail: { facts: '演示事实。', content: '罚款', checkNumber: `演示检[2026] ${serial}-${number}号` },
          },
          { publishedOn: '2026-10-20' },
        ),
      )
    const [first, clean] = [await named('1'), await named('3')]
    try {
      if (kind === 'repaired')
        for (const id of [first, clean]) await withdrawDisclosure(api.deps, ctx, { id, kind, reason: '演示' })
      else {
        clock.set('2027-02-01T10:00:00+08:00')
        await withdrawExpired(api.deps)
      }
      const states = await Promise.all(ids.map(async (id) => (await read(`/api/disclosures/${id}`)).status))
      expect(states).toEqual([410, 200, 200])
      expect((await read(`/api/disclosures/${ids[0]}`)).body.notice.kind).toBe(kind)
    } finally {
      clock.set(NOW)
    }
  },
)

test('a party still on a list cannot end a penalty of the old rule early; off the list it can', async () => {
  const party = shop()
  const old = { ...party, decidedOn: '2025-01-06' }
  const id = await publishDisclosure(api.deps, ctx, penalty(old, { publishedOn: '2025-01-10' }))
  const { record } = penalty({ ...party, documentNumber: null, decidedOn: '2025-02-01' })
  const entry = {
    ...{ partyName: record.partyName, partyCategory: record.partyCategory, uscc: record.uscc ?? null },
    ...{ type: 'abnormal' as const, decidedOn: '2025-02-01', authority: record.authority },
    detail: { list: 'abnormal' as const, cause: '演示：通过登记的住所无法联系' },
  }
  const listed = await publishDisclosure(api.deps, ctx, { record: entry, publishedOn: '2025-02-03' })
  const repair = {
    ...{ applicant: 'party', contact: { name: '演示申请人', phone: '13900006655' } },
    ...{ performed: '罚款已缴清，食品已销毁。', conditions: ['performed', 'undone', 'promise'] },
  }
  const file = async () => {
    const response = await api.post(`/api/disclosures/${id}/repairs`, repair)
    return { status: response.status, body: await response.json() }
  }
  expect((await file()).body.detail).toContain('移出以后')
  const off = { kind: 'correction', recordVersion: 1, reason: '演示：已移出。', detail: { removedOn: '2025-03-01' } }
  expect((await act(listed, off)).status).toBe(200)
  const { status, body } = await file()
  expect(status, JSON.stringify(body)).toBe(201)
  const request = (await desk.get(PUBLISHER, `/disclosures/requests/${body.number}`)).body
  expect(request.listed).toEqual([])
})
