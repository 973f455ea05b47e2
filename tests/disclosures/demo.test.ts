/** The demo data: complete, marked, the same in list, export and figures, and gone when cleared. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clearDemoDisclosures } from '../../api/disclosures/clear-demo.ts'
import type { Figures } from '../../api/disclosures/figures.ts'
import type { Disclosure } from '../../api/disclosures/model.ts'
import { seedDemoDisclosures } from '../../api/disclosures/seed-demo.ts'
import { usccError } from '../../api/enterprises/credit-code.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
  await seedDemoDisclosures(api.deps)
  await applyOutbox(api.deps)
}, 120_000)
afterAll(() => api.close())

const json = async <T>(path: string): Promise<T> => (await api.request(path)).json() as Promise<T>
interface List {
  items: Disclosure[]
  total: number
  next: string | null
}

async function all(filter: string): Promise<Disclosure[]> {
  const items: Disclosure[] = []
  for (let next: string | null = `/api/disclosures?limit=100&${filter}`; next; ) {
    const page: List = await json(next)
    items.push(...page.items)
    next = page.next
  }
  return items
}
const exported = async (filter: string) =>
  (await (await api.request(`/api/disclosures/export?${filter}`)).text())
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[0] ?? '')

test('everything is marked, and named so that nobody takes it for real', async () => {
  const items = await all('')
  expect(items.length).toBeGreaterThan(1900)
  expect(items.filter(({ demo }) => !demo)).toEqual([])
  expect(items.filter(({ party }) => !party.name.startsWith('演示') && !/^.＊$/.test(party.name))).toEqual([])
  expect(items.filter(({ party }) => party.uscc !== null && usccError(party.uscc) !== null)).toEqual([])
})

test.each([
  'type=penalty&topic=food&fineMin=50000&from=2026-06-01',
  'type=penalty&law=FSL',
  'law=FSL/124',
  'penaltyKind=confiscate-goods',
  'fineMax=5000',
  'type=inspection&type=permit&station=shunhualu&from=2026-01-01&to=2026-06-30',
  'result=S05&industry=catering',
  'q=面馆&type=inspection',
])('list and export give the same rows: %s', async (filter) => {
  const listed = (await all(filter)).map(({ id }) => id)
  expect(listed.length).toBeGreaterThan(0)
  expect((await exported(filter)).sort()).toEqual(listed.sort())
})

test('every figure is the number of records behind it', async () => {
  const { items, demo } = await json<Figures>('/api/figures')
  expect(demo).toBe(true)
  for (const { id, value, unit, numerator, list } of items) {
    const { total } = await json<List>(list)
    if (unit === 'count') expect([id, value]).toEqual([id, String(total)])
    if (unit === 'share') expect([id, numerator]).toEqual([id, total])
    if (unit === 'yuan') {
      const sum = (await all(list.split('?')[1] ?? '')).reduce((yuan, each) => yuan + Number(each.fineYuan ?? 0), 0)
      expect([id, Number(value)]).toEqual([id, sum])
    }
  }
})

test('corrected and withdrawn ones are among them', async () => {
  const rows = await api.deps.sql<{ what: string }[]>`
    select distinct coalesce(withdrawal, 'v' || version) as what from disclosures order by 1`
  expect(rows.map(({ what }) => what)).toEqual(['annulled', 'expired', 'repaired', 'v1', 'v2'])
})

test('clearing takes exactly the demo data', async () => {
  await clearDemoDisclosures(api.deps)
  await applyOutbox(api.deps)
  expect((await json<List>('/api/disclosures')).total).toBe(0)
  expect((await json<List>('/api/enterprises')).total).toBe(0)
  const [left] = await api.deps
    .sql`select (select count(*) from disclosure_versions)::int as versions, (select count(*) from data_keys)::int as keys`
  expect(left).toEqual({ versions: 0, keys: 0 })
})
