/**
 * What the life of a record shows to everybody: released, corrected, redacted, withdrawn, expired, repaired. Each act is
 * looked for in every public output there is (tests/harness/public-outputs.ts), in both languages.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { correctDisclosure } from '../../api/disclosures/correct-disclosure.ts'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { redactDisclosure } from '../../api/disclosures/redact-disclosure.ts'
import { withdrawDisclosure } from '../../api/disclosures/withdraw-disclosure.ts'
import { withdrawExpired } from '../../api/disclosures/withdraw-expired.ts'
import { composeUscc } from '../../api/enterprises/credit-code.ts'
import { jobsOf } from '../../api/jobs.ts'
import { fixedClock } from '../../api/platform/clock.ts'
import { systemContext } from '../../api/platform/context.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { penalty } from '../factories/disclosures.ts'
import { NOW, openApi, type TestApi } from '../harness/api.ts'
import { openDesk } from '../harness/desk-api.ts'
import { publicOutputs } from '../harness/public-outputs.ts'

const PUBLISHER = 'demo.publisher'
const clock = fixedClock(NOW)
const ctx = systemContext('test')
let api: TestApi
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  api = await openApi({ clock })
  desk = await openDesk(api, [PUBLISHER])
})
afterAll(() => api.close())

let serial = 0
/** A shop of its own, so that its name is nowhere but in this record. */
async function publish(change: Parameters<typeof penalty>[0] = {}, publication: Parameters<typeof penalty>[1] = {}) {
  serial += 1
  const uscc = composeUscc('92370171', `MA0L${String(serial).padStart(4, '0')}`)
  const partyName = `演示独名${'甲乙丙丁戊己庚辛壬癸'[serial % 10]}${serial}号店`
  const documentNumber = `演示生〔2026〕第${serial}号`
  const record = penalty({ partyName, uscc, documentNumber, ...change }, publication)
  const id = await publishDisclosure(api.deps, ctx, record)
  await applyOutbox(api.deps)
  // The name finds it; these two tell that an answer holds it and does not only repeat the question.
  return { id, uscc, partyName, marks: [documentNumber, `/disclosures/${id}`] }
}
const outputsOf = ({ id, uscc }: { id: string; uscc: string }, words: readonly string[]) =>
  publicOutputs(api, { record: id, uscc, words, ticket: 'GX1', request: 'GXY1' })
const where = (outputs: Map<string, string>, ...texts: string[]) =>
  [...outputs].filter(([, said]) => texts.some((text) => said.includes(text))).map(([name]) => name)
const read = async (path: string, language = 'zh') => {
  const response = await api.request(path, { headers: { 'accept-language': language } })
  return { status: response.status, body: await response.json() }
}

const minute = async () => {
  for (const job of jobsOf(api.deps)) if (job.cron === '* * * * *') await job.run()
}

/** Every way a record now shown must be found; a new output joins by itself in what follows. */
const SHOWN = [
  '/api/disclosures',
  '/versions',
  'format=csv',
  '/api/enterprises/',
  '/api/search?q=',
  'index disclosures',
]

/** Acts that take a record down. Each leaves its own notice; none leaves the party. */
const TAKEN_DOWN = {
  annulled: async (id: string) => withdrawDisclosure(api.deps, ctx, { id, kind: 'annulled', reason: '演示：法院撤销' }),
  mistaken: async (id: string) => {
    const act = { kind: 'withdrawal', withdrawal: 'mistaken', reason: '演示：录错当事人' }
    expect((await desk.post(PUBLISHER, `/disclosures/records/${id}/acts`, act)).status).toBe(200)
  },
  repaired: async (id: string) => withdrawDisclosure(api.deps, ctx, { id, kind: 'repaired', reason: '演示：准予修复' }),
  expired: async () => {
    clock.set('2029-12-01T00:00:30+08:00')
    expect(await withdrawExpired(api.deps)).toBeGreaterThan(0)
  },
} as const

describe.each(Object.entries(TAKEN_DOWN))('%s', (kind, takeDown) => {
  test('gone from every output, a notice in its place, its history without the party', async () => {
    const { id, uscc, partyName, marks } = await publish(
      kind === 'expired' ? { severity: 'serious', decidedOn: '2026-11-02' } : {},
      kind === 'expired' ? { publishedOn: '2026-11-05' } : {},
    )
    const facts = '独有事实文字'
    await correctDisclosure(api.deps, ctx, {
      id,
      version: 1,
      changes: { detail: { facts, content: '罚款60000元' } },
      reason: '演示：补充事实。',
    })
    await applyOutbox(api.deps)
    const before = await outputsOf({ id, uscc }, [partyName])
    const shown = where(before, ...marks)
    for (const output of SHOWN)
      expect(
        shown.filter((name) => name.includes(output)),
        output,
      ).not.toEqual([])
    // What a cache may keep is over within a minute, the page cache in front included.
    for (const name of shown.filter((each) => !/^(source|index) /.test(each))) {
      const [, seconds = '0'] = /max-age=(\d+)/.exec(before.get(name) ?? '') ?? []
      expect(Number(seconds) + api.deps.config.pageCacheSeconds, name).toBeLessThanOrEqual(60)
    }
    try {
      await takeDown(id)
      // At once for whoever asks the record; after the jobs of a minute in everything made from it.
      expect((await read(`/api/disclosures/${id}`)).status).toBe(410)
      await minute()
      const after = await outputsOf({ id, uscc }, [partyName])
      const [documentNumber = '', address = ''] = marks
      expect(where(after, documentNumber, facts)).toEqual([])
      // The log of changes names the address of the notice, and nothing of what stood there.
      expect(where(after, address).filter((name) => !name.includes('/api/disclosures/changes'))).toEqual([])
      for (const [language, word] of [
        ['zh', '首次公示'],
        ['en', 'first published'],
      ] as const) {
        const { body } = await read(`/api/disclosures/${id}`, language)
        expect(body.notice).toMatchObject({ id, kind })
        expect(body.notice.history).toHaveLength(3)
        expect(body.notice.history[0].sentence.toLowerCase()).toContain(word)
        expect(JSON.stringify(body)).not.toContain(partyName)
      }
    } finally {
      clock.set(NOW)
    }
  })
})

test('corrected: the new text everywhere, the old one and the reason in its history', async () => {
  const { id, uscc } = await publish({ detail: { facts: '旧的独有说法', content: '罚款' } })
  await correctDisclosure(api.deps, ctx, {
    id,
    version: 1,
    changes: {},
    detail: { facts: '新的独有说法' },
    reason: '演示：原文录入有误。',
  })
  await minute()
  const outputs = await outputsOf({ id, uscc }, ['独有说法'])
  expect(where(outputs, '旧的独有说法').sort()).toEqual(
    ['en', 'zh'].map((language) => `${language} /api/disclosures/${id}/versions`),
  )
  expect(where(outputs, '新的独有说法')).toContain('source disclosures')
  const { body } = await read(`/api/disclosures/${id}/versions`, 'en')
  expect(body.items[1]).toMatchObject({ kind: 'correction', reason: '演示：原文录入有误。' })
})

test('redacted: gone from every version, output, table and the log of acts; the reason stays', async () => {
  const secret = '演示路九号楼五零三'
  const { id, uscc } = await publish({
    partyName: `演示${secret}便利店`,
    detail: { facts: `当事人住在${secret}。`, content: '罚款' },
  })
  const lines = { reason: `演示：${secret}写错。` }
  await correctDisclosure(api.deps, ctx, { id, version: 1, changes: { fineYuan: '100.00' }, ...lines })
  const redaction = { id, version: 2, texts: [secret], reason: '住址不应公开。' }
  for (const [wrong, path] of [
    [{ texts: ['从来没有的字'] }, 'texts'],
    [{ texts: ['人'] }, 'texts'],
    [{ reason: `删去${secret}` }, 'reason'],
    [{ reason: ' ' }, 'reason'],
  ] as const)
    await expect(redactDisclosure(api.deps, ctx, { ...redaction, ...wrong })).rejects.toMatchObject({
      code: 'invalid',
      options: { errors: [{ path }] },
    })
  await redactDisclosure(api.deps, ctx, redaction)
  await expect(redactDisclosure(api.deps, ctx, redaction)).rejects.toMatchObject({ code: 'invalid' })
  await minute()
  const outputs = await outputsOf({ id, uscc }, ['演示便利店'])
  expect(where(outputs, secret)).toEqual([])
  for (const table of ['disclosures', 'disclosure_versions', 'enterprises', 'audit_log', 'disclosure_drafts']) {
    const rows = await api.deps.sql.unsafe(`select to_jsonb(t) as row from ${table} t`)
    expect(JSON.stringify(rows), table).not.toContain(secret)
  }
  const { body } = await read(`/api/disclosures/${id}/versions`)
  expect(body.items.at(-1)).toMatchObject({ version: 3, kind: 'redaction', reason: '住址不应公开。', changes: [] })
  expect(body.items[0].record.detail.facts).toBe('当事人住在［已删除］。')
  const { body: record } = await read(`/api/disclosures/${id}`, 'en')
  expect(record.party.name).toBe('演示［已删除］便利店')
})

test('who is shown by role stays so through a correction', async () => {
  const told = penalty({
    partyName: '演示匿名店',
    uscc: null,
    documentNumber: '演示生〔2026〕900号',
    detail: { facts: '赵演示乙举报。', content: '罚款' },
  })
  const id = await publishDisclosure(api.deps, ctx, { ...told, conceal: [{ name: '赵演示乙', as: '举报人' }] })
  await correctDisclosure(api.deps, ctx, { id, version: 1, changes: { fineYuan: '5.00' }, reason: '演示' })
  expect(JSON.stringify((await read(`/api/disclosures/${id}/versions`)).body)).not.toContain('赵演示乙')
})
