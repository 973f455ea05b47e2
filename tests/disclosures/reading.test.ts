/** The list beside plain SQL: over filters drawn by lot its total, its counts and its pages are those of the table. */
import { and, count, eq, type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundByWords } from '../../api/disclosures/export/found-by-words.ts'
import { readRows } from '../../api/disclosures/export/read-rows.ts'
import { type DisclosureList, FACETS } from '../../api/disclosures/list-disclosures.ts'
import { publishDisclosure } from '../../api/disclosures/publish-disclosure.ts'
import type { DisclosureFilter } from '../../api/disclosures/query.ts'
import type { Statistics } from '../../api/disclosures/statistics/model.ts'
import { disclosures } from '../../api/disclosures/tables.ts'
import { tableConditions } from '../../api/disclosures/where.ts'
import { withdrawDisclosure } from '../../api/disclosures/withdraw-disclosure.ts'
import { systemContext } from '../../api/platform/context.ts'
import { announce, applyOutbox } from '../../api/search/outbox.ts'
import { rebuildIndexes } from '../../api/search/rebuild.ts'
import { inspection, penalty } from '../factories/disclosures.ts'
import { openApi, type TestApi } from '../harness/api.ts'

const TODAY = '2026-11-22'
const ROUNDS = 60
const WORDS = ['alpha', 'beta', 'gamma']
const ctx = systemContext('test')

let api: TestApi
beforeAll(async () => {
  api = await openApi()
  const { deps } = api
  await publishDisclosure(deps, ctx, penalty())
  await publishDisclosure(deps, ctx, inspection())
  await spread(1500)
  await applyOutbox(deps)
}, 120_000)
afterAll(() => api.close())

/** Copies of both records with other days, sums, codes and words, in some of the values none. */
async function spread(rows: number): Promise<void> {
  const columns = await api.deps.sql<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = 'disclosures'
      and column_name not in ('id', 'seq', 'natural_key', 'decided_on', 'fine_yuan', 'station', 'topic', 'industry',
        'breach', 'detail', 'laws', 'penalty_kinds')`
  const same = columns.map(({ name }) => name).join()
  await api.deps.sql.unsafe(`
    insert into disclosures (id, natural_key, decided_on, fine_yuan, station, topic, industry, breach, penalty_kinds, laws, detail, ${same})
    select gen_random_uuid(), 'copy-' || type || n, date '2024-01-01' + (n * 7919) % 1000,
      case when type = 'penalty' and n % 4 > 0 then ((n * 104729) % 90000) / 100.0 end,
      (array['shunhualu', 'xinluo', null])[1 + (n * 31) % 3], (array['food', 'price', null])[1 + (n * 17) % 3],
      (array['catering', 'retail', null])[1 + (n * 13) % 3],
      case when type = 'penalty' then (array['food-expired', 'price-unmarked'])[1 + (n * 7) % 2] end,
      case when type = 'penalty' then (array['{fine}', '{fine,confiscate-goods}', '{warning}'])[1 + n % 3]::text[] else '{}' end,
      case when n % 2 = 0 then laws else '[]'::jsonb end,
      case when type = 'penalty'
        then jsonb_set(detail, '{facts}', to_jsonb('演示 ' || (array['alpha', 'beta', 'alpha beta', 'gamma'])[1 + n % 4]))
        else detail end, ${same}
    from disclosures d, generate_series(1, ${rows / 2}) n where natural_key not like 'copy-%'`)
  await announceAll()
}

async function announceAll(): Promise<void> {
  const ids = await api.deps.db.select({ id: disclosures.id }).from(disclosures)
  await announce(
    api.deps,
    api.deps.db,
    'disclosures',
    ids.map(({ id }) => id),
  )
}

/** The same draw at every run. */
function lots(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return {
    oneOf: <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T,
    maybe: <T>(share: number, value: () => T): T | undefined => (next() < share ? value() : undefined),
  }
}

function drawn(seed: number): DisclosureFilter & { sort: string } {
  const { oneOf, maybe } = lots(seed)
  const some = (values: readonly string[]) => maybe(0.3, () => [...new Set([oneOf(values), oneOf(values)])])
  return {
    q: maybe(0.4, () => oneOf(WORDS)),
    type: some(['penalty', 'inspection', 'permit']) as DisclosureFilter['type'],
    station: some(['shunhualu', 'xinluo', 'nowhere']),
    topic: some(['food', 'price']),
    industry: some(['catering', 'retail']),
    breach: some(['food-expired', 'price-unmarked']),
    penaltyKind: some(['fine', 'warning', 'confiscate-goods']),
    result: maybe(0.1, () => ['S01']),
    law: maybe(0.15, () => [oneOf(['FSL', 'FSL/124', 'FSL/1'])]),
    uscc: maybe(0.15, () => oneOf(['92370171MA0DEM013L', '92370171MA0DEM999X'])),
    from: maybe(0.3, () => oneOf(['2024-02-01', '2025-06-30', '2026-01-01'])),
    to: maybe(0.3, () => oneOf(['2025-12-31', '2026-06-30'])),
    fineMin: maybe(0.2, () => oneOf(['0', '100', '450.5'])),
    fineMax: maybe(0.2, () => oneOf(['500', '899.99'])),
    sort: oneOf(['date', '-date', 'fine', '-fine', 'relevance']),
  }
}

function addressOf(filter: object): string {
  const pairs = Object.entries(filter).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : Array.isArray(value) ? value.map((each) => [name, each]) : [[name, String(value)]],
  )
  return `/api/disclosures?${new URLSearchParams(pairs)}`
}

/** Every condition of the list in SQL, the words too: each of them stands in no other field. */
function inSql({ q, ...filter }: DisclosureFilter): SQL | undefined {
  return and(tableConditions(filter, TODAY), q ? sql`${disclosures.detail}->>'facts' like ${`%${q}%`}` : undefined)
}

interface Listed extends DisclosureList {
  next: string | null
}

async function compare(seed: number): Promise<void> {
  const { sort, ...filter } = drawn(seed)
  const label = addressOf({ ...filter, sort })
  const { db } = api.deps
  const rows = await db.select().from(disclosures).where(inSql(filter))
  const items: Listed['items'] = []
  let first: Listed | undefined
  for (let next: string | null = `${label}&limit=100`; next; ) {
    const response = await api.request(next)
    expect([label, response.status]).toEqual([label, 200])
    const page = (await response.json()) as Listed
    first ??= page
    items.push(...page.items)
    next = page.next
  }
  expect([label, first?.total]).toEqual([label, rows.length])
  expect([label, items.map(({ id }) => id).sort()]).toEqual([label, rows.map(({ id }) => id).sort()])
  const sums = items.map(({ fineYuan }) => Number(fineYuan ?? 0))
  const days = items.map(({ decidedOn }) => decidedOn)
  const byDay = sort.endsWith('date') || (sort === 'relevance' && !filter.q)
  if (byDay) expect([label, days]).toEqual([label, sort === 'date' ? [...days].sort() : [...days].sort().reverse()])
  const rising = [...sums].sort((a, b) => a - b)
  if (sort.endsWith('fine')) expect([label, sums]).toEqual([label, sort === 'fine' ? rising : rising.reverse()])
  for (const facet of FACETS) {
    const column = disclosures[facet]
    const counted = await db
      .select({ value: column, count: count() })
      .from(disclosures)
      .where(inSql({ ...filter, [facet]: undefined }))
      .groupBy(column)
    const expected = counted.flatMap(({ value, count: number }) => (value === null ? [] : [[value, number] as const]))
    const found = (first?.facets[facet] ?? []).map(({ value, count: number }) => [value, number] as const)
    expect([label, facet, new Map(found)]).toEqual([label, facet, new Map(expected)])
  }
  const taken: string[] = []
  for await (const batch of readRows(api.deps, filter, await foundByWords(api.deps, filter)))
    taken.push(...Array.from(batch, ({ id }) => id))
  expect([label, taken.sort()]).toEqual([label, rows.map(({ id }) => id).sort()])
}

test('total, counts, pages, order and files are those of the table', async () => {
  for (let seed = 1; seed <= ROUNDS; seed++) await compare(seed)
}, 120_000)

test('they stay so while records come, change and go', async () => {
  const { deps } = api
  const shown = await deps.db.select().from(disclosures).where(eq(disclosures.type, 'penalty')).limit(200)
  for (const { id } of shown.slice(0, 20)) await withdrawDisclosure(deps, ctx, { id, kind: 'mistaken', reason: '演示' })
  const moved = shown.slice(20, 60).map(({ id }) => id)
  await deps.sql`update disclosures set topic = 'price', fine_yuan = 77.7, station = null where id = any(${moved})`
  await announce(deps, deps.db, 'disclosures', moved)
  for (let n = 0; n < 10; n++)
    await publishDisclosure(deps, ctx, penalty({ documentNumber: `演示罚〔2026〕后${n}号`, fineYuan: String(100 + n) }))
  await applyOutbox(deps)
  for (let seed = 101; seed <= 100 + ROUNDS / 2; seed++) await compare(seed)
}, 120_000)

test('they stay so in an index built anew', async () => {
  await rebuildIndexes(api.deps, { only: ['disclosures'] })
  for (let seed = 201; seed <= 200 + ROUNDS / 2; seed++) await compare(seed)
}, 120_000)

test('words found in more records than are looked up one by one have figures too', async () => {
  const { deps } = api
  await deps.sql.unsafe(`
    insert into disclosures (id, natural_key, type, state, party_name, party_category, decided_on, published_on, term_rule, authority,
      fine_yuan, detail, laws, version, created_at)
    select gen_random_uuid(), 'many-' || n, type, state, party_name, party_category, date '2025-01-01' + n % 700, published_on,
      term_rule, authority, n / 100.0, jsonb_set(detail, '{facts}', '"演示 delta"'), laws, version, created_at
    from (select * from disclosures where type = 'penalty' and state = 'published' limit 1) d, generate_series(1, 10500) n`)
  const many = await deps.db.select({ id: disclosures.id }).from(disclosures).where(sql`natural_key like 'many-%'`)
  await announce(
    deps,
    deps.db,
    'disclosures',
    many.map(({ id }) => id),
  )
  await applyOutbox(deps)
  for (const filter of ['q=delta', 'q=delta&from=2026-06-01&fineMin=10', 'q=gamma']) {
    const read = async <T>(address: string) => (await (await api.request(address)).json()) as T
    const { total } = await read<{ total: number }>(`/api/disclosures?${filter}`)
    const found = await read<Statistics>(`/api/disclosures/statistics?${filter}`)
    const { q, ...rest } = Object.fromEntries(new URLSearchParams(filter))
    const [summed] = await deps.db
      .select({ count: count(), fines: sql<string>`coalesce(sum(fine_yuan), 0)::numeric(18, 2)::text` })
      .from(disclosures)
      .where(inSql({ q, ...rest }))
    expect([filter, found.total, found.fineYuan]).toEqual([filter, summed?.count, summed?.fines])
    expect([filter, total]).toEqual([filter, summed?.count])
    const { comparison } = found
    expect(comparison).not.toBeNull()
    if (!comparison) continue
    for (const { from, to, count: number, fineYuan } of [comparison.now, comparison.before]) {
      const [span] = await deps.db
        .select({ count: count(), fines: sql<string>`coalesce(sum(fine_yuan), 0)::numeric(18, 2)::text` })
        .from(disclosures)
        .where(inSql({ q, ...rest, from, to }))
      expect([filter, number, fineYuan]).toEqual([filter, span?.count, span?.fines])
    }
  }
}, 120_000)
