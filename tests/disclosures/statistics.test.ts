/** Figures of a filter: they add up, each links to exactly the records it counts, and a year is held against the one before. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import { seedDemoDisclosures } from '../../api/disclosures/seed-demo.ts'
import type { Comparison, Statistics } from '../../api/disclosures/statistics/model.ts'
import { withdrawDisclosure } from '../../api/disclosures/withdraw-disclosure.ts'
import { systemContext } from '../../api/platform/context.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { penalty } from '../factories/disclosures.ts'
import { openApi, type TestApi } from '../harness/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
  await seedDemoDisclosures(api.deps)
  // One that says neither station nor kind of breach is counted, and can be listed, too.
  const silent = { documentNumber: '演示罚〔2026〕无名号', station: null, breach: null, partyName: '演示无名面馆' }
  await publishDisclosure(api.deps, systemContext('test'), penalty(silent))
  await applyOutbox(api.deps)
}, 120_000)
afterAll(() => api.close())

const read = async <T>(address: string) => (await (await api.request(address)).json()) as T
const totalOf = async (list: string) => (await read<{ total: number }>(list)).total
const add = (parts: readonly { count: number }[]) => parts.reduce((sum, { count }) => sum + count, 0)

test.each(['', 'type=penalty&topic=food&fineMin=50000&from=2026-01-15', 'type=inspection&type=sampling', 'q=面馆'])(
  'every number is the length of its list: %s',
  async (filter) => {
    const found = await read<Statistics>(`/api/disclosures/statistics?${filter}`)
    expect(found.total).toBe(await totalOf(`/api/disclosures?${filter}`))
    expect(found.total).toBeGreaterThan(0)
    expect([add(found.months), add(found.stations)]).toEqual([found.total, found.total])
    expect(add(found.fines.bands)).toBe(found.fines.count)
    const parts = [
      ...found.months,
      ...found.breaches,
      ...found.stations,
      ...found.fines.bands,
      ...[...found.months.slice(-3), found.passed].flatMap(({ inspections, clean, inspectionList, cleanList }) => [
        { count: inspections, list: inspectionList },
        { count: clean, list: cleanList },
      ]),
    ]
    for (const { count, list } of parts) if (count > 0) expect([list, await totalOf(list ?? '')]).toEqual([list, count])
  },
)

test('what states no station can be asked for, by name, in list and export', async () => {
  const found = await read<{ total: number; sentence: string }>('/api/disclosures?station=none&type=penalty')
  expect([found.total, found.sentence]).toEqual([1, expect.stringContaining('没有写明')])
  const csv = await (await api.request('/api/disclosures/export?format=csv&station=none&breach=none')).text()
  expect(csv.trim().split('\n')).toHaveLength(2)
  const both = await read<{ total: number }>('/api/disclosures?station=none&station=shunhualu&q=无名')
  expect(both.total).toBe(1)
})

test('a share of few checks is not given', async () => {
  const { passed } = await read<Statistics>('/api/disclosures/statistics')
  expect(Number(passed.rate)).toBeCloseTo(passed.clean / passed.inspections, 3)
  const few = await read<Statistics>('/api/disclosures/statistics?type=inspection&from=2026-11-20')
  expect(few.passed.inspections).toBeLessThan(20)
  expect(few.passed.rate).toBeNull()
})

test('the days asked for stand beside the same days a year earlier; what was taken down is told as a number', async () => {
  const QUESTION = 'type=penalty&topic=food&fineMin=50000&from=2026-06-01'
  const ask = () => read<{ comparison: Comparison }>(`/api/disclosures/comparison?${QUESTION}`)
  const { comparison } = await ask()
  expect([comparison.now.from, comparison.now.to]).toEqual(['2026-06-01', '2026-11-22'])
  expect([comparison.before.from, comparison.before.to]).toEqual(['2025-06-01', '2025-11-22'])
  const ctx = systemContext('test')
  for (let n = 1; n <= 5; n++) {
    const id = await publishDisclosure(
      api.deps,
      ctx,
      penalty({ decidedOn: '2025-07-01', documentNumber: `演示罚〔2025〕比${n}号` }, { publishedOn: '2025-07-02' }),
    )
    expect((await ask()).comparison.takenDown ?? 0).toBeLessThan(5 + (comparison.takenDown ?? 4))
    await withdrawDisclosure(api.deps, ctx, { id, kind: 'expired', reason: '演示' })
  }
  await applyOutbox(api.deps)
  const later = (await ask()).comparison
  expect(later.before).toEqual(comparison.before)
  expect(later.takenDown).toBeGreaterThanOrEqual(5)
  expect([later.now.count, later.before.count]).toEqual([
    await totalOf(later.now.list),
    await totalOf(later.before.list),
  ])
  const words = await read<{ comparison: Comparison }>(`/api/disclosures/comparison?q=面馆&${QUESTION}`)
  expect(words.comparison.takenDown).toBeNull()
  const long = await read<{ comparison: Comparison | null }>('/api/disclosures/comparison?from=2024-01-01')
  expect(long.comparison).toBeNull()
})
