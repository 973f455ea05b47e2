/** Requests per second of the main pages beside a hello-world rendered on demand by the same server. */
import path from 'node:path'
import { type Copy, startCopy } from './copy-server.ts'

const CONNECTIONS = 32
const WARM_UP_SECONDS = 2
const P99_BOUND_MS = 250
const HELLO = '/bench/hello'

interface BenchPage {
  name: string
  address: string
  /** Least ratio to hello-world. */
  bound: number
}

interface Sample {
  perSecond: number
  p99: number
  failed: number
}

export async function benchWeb(
  options: { rounds: number; seconds: number; uncached?: boolean },
  say: (line: string) => void,
): Promise<boolean> {
  const autocannon = await loadAutocannon()
  const measure = async (copy: Copy, page: string, seconds: number): Promise<Sample> => {
    const result = await autocannon({ url: copy.base + page, connections: CONNECTIONS, duration: seconds })
    const failed = result.errors + result.timeouts + result.non2xx
    return { perSecond: result.requests.average, p99: result.latency.p99, failed }
  }
  say('正在准备单独构建的一份… / Preparing a separately built copy …')
  const copy = await startCopy({
    outDir: '.data/bench/dist',
    env: {
      ...withoutSettings(),
      YICHUANG_BENCH: '1',
      YICHUANG_DATA: path.resolve('.data/bench'),
      RATE_LIMIT_FACTOR: '1000000',
      JOBS: 'false',
      ...(options.uncached ? { PAGE_CACHE_SECONDS: '0' } : {}),
    },
  })
  try {
    const pages = await pagesOf(copy.base)
    const samples = new Map(pages.map((page): [BenchPage, Sample[]] => [page, []]))
    for (const { address } of pages) await measure(copy, address, WARM_UP_SECONDS)
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const [{ address }, runs] of samples) runs.push(await measure(copy, address, options.seconds))
      const line = [...samples].map(([{ name }, runs]) => `${name} ${Math.round(runs.at(-1)?.perSecond ?? 0)}/s`)
      say(`第 ${round}/${options.rounds} 轮 / round: ${line.join('  ')}`)
    }
    return report(samples, say)
  } finally {
    await copy.stop()
  }
}

/** Hello-world first, then the pages people come for, with living addresses of the demo data. */
async function pagesOf(base: string): Promise<BenchPage[]> {
  const first = async (address: string) => {
    const { items } = (await (await fetch(base + address)).json()) as { items: { url: string }[] }
    return items[0]?.url ?? '/'
  }
  const other = (name: string, address: string) => ({ name, address, bound: 0.15 })
  return [
    { name: 'hello', address: HELLO, bound: 0 },
    { name: 'home', address: '/', bound: 0.35 },
    other('ticket form', '/tickets/new'),
    other('track', '/tickets/track'),
    other('search', `/search?q=${encodeURIComponent('餐饮')}`),
    other('law search', `/regulations?q=${encodeURIComponent('价格不一样')}`),
    other('law', await first('/api/regulations?limit=1')),
    other('list', '/disclosures'),
    other('record', await first('/api/disclosures?limit=1')),
    other('enterprise', await first('/api/enterprises?limit=1')),
  ]
}

/** Prints the table; true when every bound holds. */
function report(samples: Map<BenchPage, Sample[]>, say: (line: string) => void): boolean {
  const hello = samples.values().next().value ?? []
  let kept = true
  say(
    `\n${'page'.padEnd(16)}${'req/s'.padStart(9)}${'ratio'.padStart(9)}${'bound'.padStart(8)}${'p99 ms'.padStart(9)}  `,
  )
  for (const [{ name, bound }, runs] of samples) {
    const ratio = median(runs.map((run, index) => run.perSecond / (hello[index]?.perSecond ?? Number.NaN)))
    const p99 = median(runs.map((run) => run.p99))
    const failed = runs.reduce((sum, run) => sum + run.failed, 0)
    const good = ratio >= bound && p99 <= P99_BOUND_MS && failed === 0
    kept &&= good
    const verdict = good ? 'ok' : failed > 0 ? `${failed} failed answers` : 'MISSED'
    const perSecond = Math.round(median(runs.map((run) => run.perSecond)))
    const limit = bound === 0 ? '' : bound.toFixed(2)
    say(
      `${name.padEnd(16)}${String(perSecond).padStart(9)}${ratio.toFixed(2).padStart(9)}${limit.padStart(8)}${String(p99).padStart(9)}  ${verdict}`,
    )
  }
  say(`${CONNECTIONS} connections, median of ${hello.length} alternating runs; p99 at most ${P99_BOUND_MS} ms`)
  return kept
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

export async function loadAutocannon() {
  try {
    return (await import('autocannon')).default
  } catch (cause) {
    throw new Error(
      'autocannon 未安装：npm install（含开发依赖） / autocannon is missing: npm install with development packages',
      { cause },
    )
  }
}

/** The copy keeps its own defaults whatever this process is configured for. */
export function withoutSettings(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, LANG } = process.env
  return { PATH, HOME, TMPDIR, LANG }
}
