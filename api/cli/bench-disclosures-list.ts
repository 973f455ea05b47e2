/** How long the list of published records, its counts and the page of a business take, and how that grows with their number. */
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { wordCounts } from '../../search/engines/word-counts.ts'
import { disclosures as index } from '../../search/indexes/disclosures.ts'
import { createApi } from '../app.ts'
import type { Deps } from '../deps.ts'
import { disclosures } from '../disclosures/tables.ts'
import { enterprises } from '../enterprises/tables.ts'

const QUESTIONS = 200
/** Shares of the documents that hold a word: the words are spread evenly over their logarithms. */
const [RAREST, COMMONEST] = [0.0001, 0.5]
/** Milliseconds, the 95th of a hundred answers. */
const BOUNDS = { words: 200, counts: 50, business: 60 }
const MOST_GROWTH = 8
/** Fewer records say nothing about a million. */
export const SMALL_LIST = 10_000

/** Milliseconds of each answer. */
export interface ListTimes {
  words: number[]
  counts: number[]
  business: number[]
}

/** Every address is asked twice: warm, and then for the time, with another page size, so that no kept answer serves. */
export async function measureList(deps: Deps): Promise<ListTimes> {
  const api = createApi({ ...deps, config: { ...deps.config, rateLimitFactor: 1_000_000 } })
  const ask = async (address: string) => {
    const began = performance.now()
    const response = await api.request(address, undefined, { client: '127.0.0.1' })
    await response.arrayBuffer()
    if (response.status !== 200) throw new Error(`${response.status} ${address}`)
    return performance.now() - began
  }
  const times = async (addresses: readonly string[]) => {
    for (const address of addresses) await ask(`${address}limit=10`)
    const took: number[] = []
    for (const address of addresses) took.push(await ask(`${address}limit=20`))
    return took
  }
  const pairs = await filterPairs(deps)
  const list = (filter: Record<string, string>) => `/api/disclosures?${new URLSearchParams(filter)}&`
  const pair = (at: number) => pairs[at % pairs.length] ?? {}
  const words = chosenWords(deps).map((q, at) => list({ q, ...pair(at) }))
  const counts = Array.from({ length: QUESTIONS }, (_, at) => list({ ...pair(at), fineMin: String(at) }))
  const businesses = await someBusinesses(deps)
  return {
    words: await times(words),
    counts: await times(counts),
    business: await times(businesses.map((uscc) => `/api/enterprises/${uscc}?`)),
  }
}

/** @returns whether the bounds hold; of few records nothing is judged */
export function reportList(times: ListTimes, records: number, say: (line: string) => void): boolean {
  const line = (name: string, took: readonly number[], bound: number) => {
    const [half, most] = [quantile(took, 0.5), quantile(took, 0.95)]
    const kept = most <= bound
    const figures = `p50 ${half.toFixed(1)} ms  p95 ${most.toFixed(1)} ms（≤ ${bound}）最长 / max ${Math.max(...took).toFixed(1)}`
    say(`${kept ? '✓' : '✗'} ${name}  ${figures}`)
    return kept
  }
  say(`${records} 条记录，每项 ${QUESTIONS} 次 / records, ${QUESTIONS} answers each`)
  const kept = [
    line('词 + 两个筛选 + 计数 / words, two filters, counts', times.words, BOUNDS.words),
    line('无词计数 / counts without words            ', times.counts, BOUNDS.counts),
    line('企业页 / page of a business               ', times.business, BOUNDS.business),
  ]
  return kept.every(Boolean)
}

/** @returns whether the cost grew less than the bound */
export function reportGrowth(small: ListTimes, large: ListTimes, say: (line: string) => void): boolean {
  const growth = (['words', 'counts', 'business'] as const).map((name) => {
    const times = quantile(large[name], 0.95) / quantile(small[name], 0.95)
    say(`p95 ${name}: × ${times.toFixed(2)}（少于 / less than × ${MOST_GROWTH}）`)
    return times
  })
  return growth.every((times) => times < MOST_GROWTH)
}

/** Words whose shares of the documents lie evenly between the rarest and the commonest, on a logarithmic scale. */
function chosenWords({ config }: Deps): string[] {
  const counted = wordCounts(path.join(config.dataDir, 'search.db'), index).sort((a, b) => a.count - b.count)
  const most = counted.at(-1)?.count ?? 0
  let at = 0
  return Array.from({ length: QUESTIONS }, (_, place) => {
    const wanted = most * RAREST * (COMMONEST / RAREST) ** (place / (QUESTIONS - 1))
    while (at < counted.length - 1 && (counted[at]?.count ?? 0) < wanted) at += 1
    // Neighbours in the list stand equally near: each question takes another word where there is one.
    const near = counted[Math.min(at + (place % 7), counted.length - 1)]
    const far = (near?.count ?? 0) > wanted * 1.2
    return (far ? counted[at] : near)?.word ?? ''
  })
}

/** Two filters together that some records pass: a topic, a kind, days, a sum. */
async function filterPairs(deps: Deps): Promise<Record<string, string>[]> {
  const found = await deps.db
    .select({ type: disclosures.type, topic: disclosures.topic, breach: disclosures.breach })
    .from(disclosures)
    .where(sql`${disclosures.topic} is not null`)
    .groupBy(disclosures.type, disclosures.topic, disclosures.breach)
    .limit(20)
  return found.flatMap(({ type, topic, breach }) => [
    { type, topic: topic ?? '' },
    { topic: topic ?? '', from: '2024-01-01' },
    { type, to: '2025-12-31' },
    ...(breach ? [{ breach, fineMin: '1000' }] : []),
  ])
}

async function someBusinesses(deps: Deps): Promise<string[]> {
  const rows = await deps.db
    .select({ uscc: enterprises.uscc })
    .from(enterprises)
    .orderBy(sql`md5(${enterprises.uscc})`)
    .limit(QUESTIONS)
  return rows.map(({ uscc }) => uscc)
}

export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
