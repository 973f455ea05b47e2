/**
 * Personal data planted in everything that is handed in comes out nowhere: no public route or format, index document, log
 * line or open column. The outputs walk themselves (tests/harness/public-outputs.ts); pages: tests/browser/canaries.test.ts.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyOutbox } from '../../api/search/outbox.ts'
import { CANARIES, PERSON_CODE, type Planted, plantCanaries } from '../factories/canaries.ts'
import { openApi, type TestApi } from '../harness/api.ts'
import { publicOutputs } from '../harness/public-outputs.ts'

let outputs: Map<string, string>
let api: TestApi
let planted: Planted

beforeAll(async () => {
  api = await openApi()
  planted = await plantCanaries(api.deps)
  await applyOutbox(api.deps)
  const { record, ticket, request } = planted
  outputs = await publicOutputs(api, { record, ticket, request, uscc: PERSON_CODE, words: ['演示', '王＊', '罚款'] })
  for (const table of await api.deps.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name ~ '^(disclosure|enterprise|audit|search)'`)
    outputs.set(
      `table ${table.name}`,
      JSON.stringify(await api.deps.sql.unsafe(`select to_jsonb(t) - 'sealed' - 'answer' as row from ${table.name} t`)),
    )
  outputs.set('log', (await api.logs()).join('\n'))
})
afterAll(() => api.close())

test('the record is there, by surname and by role only', () => {
  expect(outputs.get(`zh /api/disclosures/${planted.record}`)).toContain('王＊')
  for (const part of ['/api/disclosures/export?format=csv', '/versions', 'source disclosures', 'index disclosures'])
    expect(
      [...outputs].filter(([name, text]) => name.includes(part) && text.includes('王＊')),
      part,
    ).not.toEqual([])
  expect(outputs.get('source disclosures')).toContain('举报人')
})

test('the walk sees routes, formats, indexes and tables', () => {
  const names = [...outputs.keys()]
  for (const part of ['/api/disclosures/feed', '/api/figures', '/api/search', 'source enterprises', 'table audit_log'])
    expect(
      names.some((name) => name.includes(part)),
      part,
    ).toBe(true)
  expect(names.length).toBeGreaterThan(60)
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
