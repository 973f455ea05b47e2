/** A record nothing has happened to is its own first version; the first act on it keeps that version, whichever act it is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correctDisclosure } from '../../api/disclosures/correct-disclosure.ts'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { redactDisclosure } from '../../api/disclosures/redact-disclosure.ts'
import { republishDisclosure } from '../../api/disclosures/republish-disclosure.ts'
import { withdrawDisclosure } from '../../api/disclosures/withdraw-disclosure.ts'
import { systemContext } from '../../api/platform/context.ts'
import { penalty } from '../factories/disclosures.ts'
import { openApi, type TestApi } from '../harness/api.ts'

const ctx = systemContext('test')
let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

let serial = 0
const publish = (facts = '演示事实。') => {
  serial += 1
  const detail = { facts, content: '罚款60000元' }
  return publishDisclosure(api.deps, ctx, penalty({ documentNumber: `演示版〔2026〕${serial}号`, detail }))
}
const history = async (id: string) => {
  const { items } = await (await api.request(`/api/disclosures/${id}/versions`)).json()
  return items as { version: number; kind: string; at: string; record: { fineYuan: string; version: number } }[]
}
const kept = (id: string) =>
  api.deps.sql`select version, kind, content from disclosure_versions where disclosure_id = ${id} order by version`
const numbers = async (id: string) => (await kept(id)).map(({ version }) => version)
const correction = (id: string, fineYuan: string) => ({ id, version: 1, changes: { fineYuan }, reason: '演示更正。' })

test('untouched: one version, read from the record itself, and the same after a correction as before', async () => {
  const id = await publish()
  expect(await kept(id)).toHaveLength(0)
  const [before] = await history(id)
  expect(before).toMatchObject({ version: 1, kind: 'original', reason: null, changes: [], withdrawn: null })
  await correctDisclosure(api.deps, ctx, correction(id, '7.00'))
  const [first, second, ...more] = await history(id)
  expect(first).toEqual(before)
  expect([second?.kind, second?.record.fineYuan, more]).toEqual(['correction', '7.00', []])
})

test('a version kept at publication, as of earlier editions of the portal, stands once', async () => {
  const id = await publish()
  await api.deps.sql`
    insert into disclosure_versions (disclosure_id, version, kind, at, content)
      select id, 1, 'original', created_at, jsonb_build_object('type', type, 'fineYuan', '1.00') from disclosures
        where id = ${id}`
  await correctDisclosure(api.deps, ctx, correction(id, '7.00'))
  expect(await numbers(id)).toEqual([1, 2])
  expect((await kept(id))[0]?.['content']).toEqual({ type: 'penalty', fineYuan: '1.00' })
})

test('redacted first of all: the words are gone from the version kept, too', async () => {
  const id = await publish('当事人住演示路某号，电话另记。')
  await redactDisclosure(api.deps, ctx, { id, version: 1, texts: ['演示路某号'], reason: '住址不应公开。' })
  expect(await numbers(id)).toEqual([1, 2])
  expect(JSON.stringify(await kept(id))).not.toContain('演示路某号')
  expect((await history(id)).map(({ kind }) => kind)).toEqual(['original', 'redaction'])
})

test.each(['annulled', 'expired', 'repaired', 'mistaken'] as const)('taken down first of all: %s', async (kind) => {
  const id = await publish()
  await withdrawDisclosure(api.deps, ctx, { id, kind, reason: '演示' })
  expect(await numbers(id)).toEqual([1])
  const { notice } = await (await api.request(`/api/disclosures/${id}`)).json()
  expect(notice.history).toHaveLength(2)
  if (kind !== 'mistaken') return
  await republishDisclosure(api.deps, ctx, correction(id, '7.00'))
  const versions = (await history(id)).map((each) => [each.kind, each.record.fineYuan])
  expect(versions).toEqual([
    ['original', '60000.00'],
    ['republication', '7.00'],
  ])
})

test('two at the same moment: one wins, and what was is kept once', async () => {
  const id = await publish()
  const answers = await Promise.allSettled(
    ['7.00', '8.00', '9.00'].map((sum) => correctDisclosure(api.deps, ctx, correction(id, sum))),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await history(id)).map(({ version }) => version)).toEqual([1, 2])
  expect((await history(id))[0]?.record.fineYuan).toBe('60000.00')
})

test('an act that is refused keeps nothing', async () => {
  const id = await publish()
  const refused = [
    correctDisclosure(api.deps, ctx, { ...correction(id, '7.00'), version: 4 }),
    redactDisclosure(api.deps, ctx, { id, version: 1, texts: ['没有这些字'], reason: '演示' }),
    redactDisclosure(api.deps, ctx, { id, version: 4, texts: ['演示事实'], reason: '删去' }),
  ]
  for (const { status } of await Promise.allSettled(refused)) expect(status).toBe('rejected')
  expect(await kept(id)).toHaveLength(0)
  expect(await history(id)).toHaveLength(1)
})
