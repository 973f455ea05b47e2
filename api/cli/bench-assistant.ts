/** Times of the assistant's turns: alone, fifty conversations at once, and what the portal adds to a model's first word. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Case, readCases } from '../assistant/evaluation/cases.ts'
import { withoutSettings } from './bench-web.ts'
import { type Copy, startCopy } from './copy-server.ts'

const OUT_DIR = '.data/bench/dist-assistant'
const CASES = fileURLToPath(new URL('../assistant/evaluation/cases', import.meta.url))
const AT_ONCE = 50
const ROUNDS_AT_ONCE = 4
const QUESTIONS = 60
/** How long the scripted model thinks before its first word. */
const THINKS_MS = 150
const BOUNDS = { alone: 60, atOnce: 300, added: 15 } as const
const QUESTION = '网上买的衣服七天内可以无理由退货吗？'

export interface AssistantBench {
  /** Conversations spoken one after the other. */
  count: number
  /** A data folder with a library of its own; the bench's own demo data when left out. */
  data?: string
}

/** True when every bound is kept. */
export async function benchAssistant(options: AssistantBench, say: (line: string) => void): Promise<boolean> {
  const all = readCases(CASES)
  const step = Math.max(1, Math.floor(all.length / options.count))
  const cases = all.filter((_, at) => at % step === 0).slice(0, options.count)
  say('正在准备单独构建的一份… / Preparing a separately built copy …')
  const local = await serve(options, {})
  let kept = true
  const judge = (name: string, times: number[], bound: number, share: number) => {
    times.sort((a, b) => a - b)
    const at = (quantile: number) => times[Math.min(times.length - 1, Math.floor(times.length * quantile))] ?? 0
    const right = at(share) <= bound
    kept &&= right
    const figures = [0.5, 0.95, 0.99, 1].map((quantile) => at(quantile).toFixed(1))
    say(
      `${name}: p50 ${figures[0]}  p95 ${figures[1]}  p99 ${figures[2]}  max ${figures[3]} ms, ${times.length} 次 / turns; 界限 / bound p${share * 100} ≤ ${bound} ms ${right ? '✓' : '✗'}`,
    )
  }
  try {
    await converse(local, cases.slice(0, 10))
    judge('规则，逐个 / rules, one by one', await converse(local, cases), BOUNDS.alone, 0.95)
    const groups = Array.from({ length: AT_ONCE }, (_, at) => cases.filter((__, index) => index % AT_ONCE === at))
    const times = await Promise.all(groups.map((group) => converse(local, group.slice(0, ROUNDS_AT_ONCE))))
    judge(`规则，${AT_ONCE} 个对话同时 / rules, ${AT_ONCE} conversations at once`, times.flat(), BOUNDS.atOnce, 0.95)
  } finally {
    await local.stop()
  }
  const upstream = await startUpstream()
  const copy = await serve(options, {
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: upstream.baseUrl,
    ASSISTANT_MODEL: 'scripted',
    ASSISTANT_CALLS_PER_DAY: '1000000',
  })
  try {
    const added: number[] = []
    for (let at = 0; at < QUESTIONS + 5; at += 1) {
      const before = performance.now()
      const heard = await firstWord(copy.base)
      if (at >= 5) added.push(heard - before - upstream.lastMs())
    }
    judge('模型首字之外 / added to the model’s first word', added, BOUNDS.added, 0.5)
  } finally {
    await copy.stop()
    await upstream.close()
  }
  return kept
}

function serve({ data }: AssistantBench, env: Record<string, string>): Promise<Copy> {
  const YICHUANG_DATA = path.resolve(data ?? '.data/bench-assistant')
  return startCopy({
    outDir: OUT_DIR,
    env: { ...withoutSettings(), ...env, YICHUANG_DATA, RATE_LIMIT_FACTOR: '1000000', JOBS: 'false' },
  })
}

/** Milliseconds of every turn. */
async function converse({ base }: Copy, cases: readonly Case[]): Promise<number[]> {
  const times: number[] = []
  for (const { messages } of cases) {
    let conversationId: string | undefined
    for (const message of messages) {
      const before = performance.now()
      const response = await turn(base, { message, ...(conversationId ? { conversationId } : {}) }, 'application/json')
      const body = (await response.json()) as { conversationId?: string; status: unknown }
      times.push(performance.now() - before)
      if (!response.ok) throw new Error(`a turn answered ${response.status}`)
      conversationId = body.conversationId
    }
  }
  return times
}

/** When the first piece of the model's answer reached the reader. */
async function firstWord(base: string): Promise<number> {
  const response = await turn(base, { message: QUESTION }, 'text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('no stream')
  let at = 0
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    text += value
    if (at === 0 && text.includes('event: token')) at = performance.now()
  }
  if (!text.includes('"words":"model"')) throw new Error('the scripted model was not believed')
  return at
}

const turn = (base: string, body: unknown, accept: string) =>
  fetch(`${base}/api/assistant/turns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  })

/** A model that thinks for a while and then answers with a source; says how long its last first word really took. */
async function startUpstream() {
  let lastMs = 0
  const server = createServer((request, response) => {
    const came = performance.now()
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      setTimeout(() => {
        lastMs = performance.now() - came
        response.write(piece({ content: '收到后七天内可以退[1]。' }))
        response.end(`${piece({}, 'stop')}data: [DONE]\n\n`)
      }, THINKS_MS)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    lastMs: () => lastMs,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const piece = (delta: Record<string, unknown>, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'b', object: 'chat.completion.chunk', created: 0, model: 'b', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
