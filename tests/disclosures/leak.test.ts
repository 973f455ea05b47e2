/** Personal data planted in what is handed in comes out nowhere: no answer, file, index document, log line or open column. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correctDisclosure } from '../../api/disclosures/correct-disclosure.ts'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { disclosureSource } from '../../api/disclosures/search-source.ts'
import { enterpriseSource } from '../../api/enterprises/search-source.ts'
import { systemContext } from '../../api/platform/context.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { penalty } from '../factories/disclosures.ts'
import { openApi, type TestApi } from '../harness/api.ts'

const NAME = '王演示甲'
const WITNESS = '赵演示乙'
const CANARIES = [
  NAME,
  WITNESS,
  '13900007788',
  '370000190001019999',
  '鲁A9Z9Z9',
  'canary@example.cn',
  '6222000000000009999',
  '92370171MA0DEM021F',
]
const told = `当事人${NAME}，身份证370000190001019999，电话13900007788，邮箱canary@example.cn，车牌鲁A9Z9Z9，卡号6222000000000009999。${WITNESS}举报。`

const ctx = systemContext('test')
const outputs = new Map<string, string>()
let api: TestApi
let id = ''

beforeAll(async () => {
  api = await openApi()
  const publication = penalty({
    partyName: NAME,
    partyCategory: 'natural-person',
    uscc: '92370171MA0DEM021F',
    detail: { facts: told, content: `对${NAME}罚款60000元`, licence: `${NAME}的演示证` },
  })
  id = await publishDisclosure(api.deps, ctx, { ...publication, conceal: [{ name: WITNESS, as: '举报人' }] })
  const correction = {
    id,
    version: 1,
    changes: { fineYuan: '50000.00' },
    conceal: [{ name: WITNESS, as: '举报人' }],
    reason: '数额有误。',
  }
  await correctDisclosure(api.deps, ctx, correction)
  await applyOutbox(api.deps)
  const addresses = [
    '/api/disclosures',
    '/api/disclosures?q=演示',
    `/api/disclosures/${id}`,
    `/api/disclosures/${id}/versions`,
    '/api/disclosures/export',
    '/api/disclosures/export?q=罚款',
    '/api/figures',
    '/api/enterprises',
    '/api/enterprises/92370171MA0DEM021F',
    `/api/search?q=${encodeURIComponent('王＊')}`,
  ]
  for (const address of addresses)
    for (const language of ['zh', 'en'])
      outputs.set(
        `${language} ${address}`,
        await (await api.request(address, { headers: { 'accept-language': language } })).text(),
      )
  for (const source of [disclosureSource, enterpriseSource])
    for await (const batch of source.all(api.deps)) outputs.set(`index ${source.index.name}`, JSON.stringify(batch))
  for (const table of ['disclosures', 'disclosure_versions', 'enterprises', 'audit_log', 'search_outbox'])
    outputs.set(
      `table ${table}`,
      JSON.stringify(await api.deps.sql.unsafe(`select to_jsonb(t) - 'sealed' as row from ${table} t`)),
    )
  outputs.set('log', (await api.logs()).join('\n'))
})
afterAll(() => api.close())

test('the record is there, by surname only', () => {
  expect(outputs.get(`zh /api/disclosures/${id}`)).toContain('王＊')
  expect(outputs.get('zh /api/disclosures/export')).toContain('王＊')
  expect(outputs.get('index disclosures')).toContain('举报人')
})

test.each(CANARIES)('%s is nowhere', (canary) => {
  expect([...outputs].filter(([, text]) => text.includes(canary)).map(([where]) => where)).toEqual([])
})

test('nobody finds it by a number that was covered', async () => {
  const answer = await api.request('/api/disclosures?q=370000190001019999')
  expect(await answer.json()).toMatchObject({ total: 0 })
})

test('a sole trader’s operator cannot even be stored', async () => {
  const insert = api.deps
    .sql`insert into enterprises (uscc, name, category, status, representative, updated_at) values ('92370171MA0DEM013L', '演示', 'sole-trader', 'active', '王演示', now())`
  await expect(insert).rejects.toThrow(/enterprises_no_operator/)
})
