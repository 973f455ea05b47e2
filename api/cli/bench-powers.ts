/** Second half of `npm run bench -- plan`: server time of the filtered power list, in process on the configured database. */
import { createApi } from '../app.ts'
import { openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { prepareDatabase } from './database.ts'
import { prepareEnvironment } from './environment.ts'

/** Milliseconds that 95 of 100 answers may take. */
const BOUND_MS = 40
const WARM_UP = 20

/** @returns whether the bound holds */
export async function benchPowers(say: (line: string) => void): Promise<boolean> {
  const prepared = await prepareEnvironment(say)
  try {
    const config = loadConfig({ ...process.env, LOG_LEVEL: 'silent', RATE_LIMIT_FACTOR: '10000' })
    await prepareDatabase(config, say)
    const deps = openDeps(config)
    try {
      return await measure((address) => Promise.resolve(createApi(deps).request(address)), say)
    } finally {
      await deps.close()
    }
  } finally {
    await prepared.release()
  }
}

async function measure(ask: (address: string) => Promise<Response>, say: (line: string) => void): Promise<boolean> {
  const kinds = ['', 'penalty', 'licence', 'inspection', 'other']
  const words = ['', '食品', '标签', '许可证', '特种设备 检验', '广告法']
  const units = ['', 'food', 'price-market', 'shunhualu']
  const addresses = kinds.flatMap((kind) =>
    words.flatMap((q) => units.map((station) => `/api/powers?${new URLSearchParams(present({ kind, q, station }))}`)),
  )
  for (const address of addresses.slice(0, WARM_UP)) await (await ask(address)).text()
  const times: number[] = []
  for (const address of addresses) {
    const began = performance.now()
    const response = await ask(address)
    await response.text()
    if (response.status !== 200) throw new Error(`${address}: ${response.status}`)
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  const kept = at(0.95) <= BOUND_MS
  say(`${times.length} filters of the power list: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms`)
  say(`${kept ? '✓' : '✗'} p95 ≤ ${BOUND_MS} ms`)
  return kept
}

const present = (query: Record<string, string>) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
