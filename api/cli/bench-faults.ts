/** Files tickets over HTTP while the server is killed at random moments, and counts afterwards what is really there. */
import { randomInt, randomUUID } from 'node:crypto'
import path from 'node:path'
import postgres from 'postgres'
import { withoutSettings } from './bench-web.ts'
import { type Copy, startCopy } from './copy-server.ts'
import { prepareEnvironment } from './environment.ts'

const CALLERS = 8
const LONGEST_ROUND_MS = 400
const OUT_DIR = '.data/bench/dist-faults'
const DATA = path.resolve('.data/bench-faults')

/** What the callers know: every key they sent, and the number each acknowledged one got. */
interface Book {
  sent: Set<string>
  acknowledged: Map<string, string>
  /** Answers that contradict an earlier one, or are no answer a caller can use. */
  wrong: string[]
}

export async function benchFaults(options: { rounds: number }, say: (line: string) => void): Promise<boolean> {
  const run = randomUUID().slice(0, 8)
  const book: Book = { sent: new Set(), acknowledged: new Map(), wrong: [] }
  say('正在准备… / Preparing …')
  for (let round = 1; round <= options.rounds; round += 1) {
    const copy = await serve()
    await fileUntilKilled(copy, book, run)
    if (round % 10 === 0 || round === options.rounds) {
      say(
        `${round}/${options.rounds} 次 kill -9，已确认 ${book.acknowledged.size} / kills; acknowledged, of ${book.sent.size} sent`,
      )
    }
  }
  const copy = await serve()
  for (const key of book.sent) await file(copy, book, key)
  await copy.stop()
  return report(book, await filed(run), say)
}

function serve(): Promise<Copy> {
  return startCopy({
    outDir: OUT_DIR,
    env: { ...withoutSettings(), YICHUANG_DATA: DATA, RATE_LIMIT_FACTOR: '1000000', JOBS: 'false' },
  })
}

/** Callers file without pause, first what the last kill left unanswered; the server dies somewhere in between. */
async function fileUntilKilled(copy: Copy, book: Book, run: string): Promise<void> {
  const unanswered = [...book.sent].filter((key) => !book.acknowledged.has(key))
  const repeated = [...book.acknowledged.keys()].slice(-3)
  const queue = [...unanswered, ...repeated]
  let dead = false
  const exit = new Promise<void>((resolve) =>
    copy.child.once('exit', () => {
      dead = true
      resolve()
    }),
  )
  const caller = async () => {
    while (!dead) await file(copy, book, queue.shift() ?? `演示-${run}-${randomUUID()}`).catch(() => {})
  }
  setTimeout(() => copy.child.kill('SIGKILL'), randomInt(LONGEST_ROUND_MS))
  await Promise.all([exit, ...Array.from({ length: CALLERS }, caller)])
}

/** One call under a key; rejects when the server dies before it answers. */
async function file(copy: Copy, book: Book, key: string): Promise<void> {
  book.sent.add(key)
  const response = await fetch(`${copy.base}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': encodeURIComponent(key) },
    body: JSON.stringify(draft(key)),
  })
  const body = (await response.json()) as { number?: string }
  const { number } = body
  const before = book.acknowledged.get(key)
  if (response.status !== 201 || !number) book.wrong.push(`${response.status} ${JSON.stringify(body)}`)
  else if (before && before !== number) book.wrong.push(`${key}: ${before}, then ${number}`)
  else book.acknowledged.set(key, number)
}

/** The key stands as the shop's name, so that the rows can be counted by it. */
const draft = (key: string) => ({
  kind: 'complaint',
  narrative: '演示：结账时多收了 60 元服务费，要求退钱。',
  problem: 'P06',
  place: { text: '舜华路' },
  contact: { name: '演示 王小明', phone: '13800000001', address: '演示路 1 号' },
  respondent: { name: key },
  purchase: { item: '烤肉', amountYuan: '358.00', forDailyLife: true },
  requests: ['refund'],
  claimYuan: '60.00',
  declaredTrue: true,
})

/** Numbers in the database by key. */
async function filed(run: string): Promise<Map<string, string[]>> {
  process.env['YICHUANG_DATA'] = DATA
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) delete process.env[name]
  const prepared = await prepareEnvironment(() => {})
  const sql = postgres(String(process.env['DATABASE_URL']), { max: 1 })
  try {
    const rows = await sql<{ key: string; number: string }[]>`
      select respondent_name as key, number from tickets where respondent_name like ${`演示-${run}-%`}`
    const numbers = new Map<string, string[]>()
    for (const { key, number } of rows) numbers.set(key, [...(numbers.get(key) ?? []), number])
    return numbers
  } finally {
    await sql.end()
    await prepared.release()
  }
}

function report(book: Book, numbers: Map<string, string[]>, say: (line: string) => void): boolean {
  const lost = [...book.acknowledged].filter(([key, number]) => !numbers.get(key)?.includes(number))
  const doubled = [...numbers].filter(([, each]) => each.length > 1)
  const missing = [...book.sent].filter((key) => !numbers.has(key))
  say(`已确认 / acknowledged   ${book.acknowledged.size}`)
  say(`丢失 / lost             ${lost.length}`)
  say(`重复 / doubled          ${doubled.length}`)
  say(`重发后仍没有 / missing after repeating  ${missing.length}`)
  say(
    `答复有误 / wrong answers ${book.wrong.length}${book.wrong.length > 0 ? `: ${book.wrong.slice(0, 3).join(' | ')}` : ''}`,
  )
  return [lost, doubled, missing, book.wrong].every((list) => list.length === 0)
}
