/** How fast long files leave a running portal, what they hold of its memory, and whether readers of pages notice. */
import { fork } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { quantile } from './bench-disclosures-list.ts'
import { type Copy, startCopy } from './copy-server.ts'

const CONNECTIONS = 8
/** Rows a second, at least. */
const RATES = { csv: 50_000, jsonl: 50_000, xlsx: 20_000 } as const
type Format = keyof typeof RATES
const MOST_MEMORY_MB = 200
const P99_BOUND_MS = 250
const MB = 1024 * 1024

/**
 * @param env whole environment of the portal measured: its data hold the records
 * @returns whether the bounds hold
 */
export async function benchExport(
  env: Record<string, string | undefined>,
  outDir: string,
  say: (line: string) => void,
): Promise<boolean> {
  const copy = await startCopy({
    outDir,
    env: { ...env, RATE_LIMIT_FACTOR: '1000000', JOBS: 'false' },
  })
  try {
    // The first question reads a million records into the search, and may be told to come back.
    await download(`${copy.base}/api/disclosures?limit=1`).catch(() => {})
    const pages = await pagesOf(copy.base)
    await visit(copy.base, pages, () => false, 3000)
    const { total } = (await (await fetch(`${copy.base}/api/disclosures?limit=1`)).json()) as { total: number }
    if (!(total > 0)) throw new Error('没有记录 / no records')
    let kept = true
    for (const format of ['csv', 'jsonl', 'xlsx'] as const) kept = (await one(copy, format, total, say)) && kept
    return (await together(copy, pages, say)) && kept
  } finally {
    await copy.stop()
  }
}

/** One file, nobody else there. */
async function one({ base, child }: Copy, format: Format, rows: number, say: (line: string) => void): Promise<boolean> {
  const memory = watchMemory(child.pid ?? 0)
  const began = performance.now()
  const bytes = await download(`${base}/api/disclosures/export?format=${format}`)
  const rate = rows / ((performance.now() - began) / 1000)
  const grown = memory.stop()
  const kept = rate >= RATES[format] && grown <= MOST_MEMORY_MB
  say(
    `${kept ? '✓' : '✗'} ${format.padEnd(5)} ${Math.round(rate)} 行/秒 rows/s（≥ ${RATES[format]}）  ` +
      `${(bytes / MB).toFixed(0)} MB  内存 / memory +${grown.toFixed(0)} MB（≤ ${MOST_MEMORY_MB}）`,
  )
  return kept
}

/** Two files at once and a third that is told to come back, while others read pages. */
async function together({ base }: Copy, pages: readonly string[], say: (line: string) => void): Promise<boolean> {
  let running = 2
  const files = (['csv', 'xlsx'] as const).map((format) =>
    download(`${base}/api/disclosures/export?format=${format}`).finally(() => {
      running -= 1
    }),
  )
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const third = await fetch(`${base}/api/disclosures/export`)
  await third.body?.cancel()
  const times = await visit(base, pages, () => running > 0, Number.POSITIVE_INFINITY)
  await Promise.all(files)
  const p99 = quantile(times, 0.99)
  const kept = p99 <= P99_BOUND_MS && third.status === 503
  say(
    `${kept ? '✓' : '✗'} 两份同时，第三份 ${third.status} / two at once, the third ${third.status}; ` +
      `${CONNECTIONS} 个读者 / readers: ${times.length} 页 / pages, p50 ${quantile(times, 0.5).toFixed(0)} ms, ` +
      `p99 ${p99.toFixed(0)} ms（≤ ${P99_BOUND_MS}）`,
  )
  return kept
}

/** Readers without pause, until nothing runs any more or the time is over. @returns milliseconds of each page */
async function visit(
  base: string,
  pages: readonly string[],
  runs: () => boolean,
  longestMs: number,
): Promise<number[]> {
  const times: number[] = []
  const end = performance.now() + longestMs
  const reader = async (number: number) => {
    for (let at = number; longestMs === Number.POSITIVE_INFINITY ? runs() : performance.now() < end; at += 1) {
      const began = performance.now()
      const response = await fetch(base + pages[at % pages.length])
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`${response.status} ${pages[at % pages.length]}`)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, number) => reader(number)))
  return times
}

/** Pages people come for, with living addresses. */
async function pagesOf(base: string): Promise<string[]> {
  const urls = async (address: string) => {
    const { items } = (await (await fetch(base + address)).json()) as { items: { url: string }[] }
    return items.map(({ url }) => url)
  }
  return [
    '/',
    '/disclosures',
    '/disclosures?type=penalty&topic=food',
    '/tickets/new',
    `/search?q=${encodeURIComponent('食品')}`,
    ...(await urls('/api/disclosures?limit=5')),
    ...(await urls('/api/enterprises?limit=5')),
  ]
}

/** In a process of its own: here the collector would go through all that the bench has read, again and again. */
const download = (address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'bench-download.ts'), [address], { execArgv: [] })
    child.once('message', (bytes) => resolve(Number(bytes)))
    child.once('exit', () => reject(new Error(`not 200: ${address}`)))
  })

/** What a process holds beyond what it held at first, in MB (Linux). */
function watchMemory(pid: number) {
  const held = () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  const first = held()
  let peak = first
  const timer = setInterval(() => {
    peak = Math.max(peak, held())
  }, 100)
  return {
    stop: () => {
      clearInterval(timer)
      return peak - first
    },
  }
}
