/**
 * Files tickets over HTTP, a thousand at once, while server, database and worker are killed at random moments, and counts
 * afterwards what is really there. Callers do what a program should: the same key again until there is an answer.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import type { Deps } from '../deps.ts'
import { type Book, countFaults } from './bench-faults-count.ts'
import { type MailServer, openMailServer, queueMails, sendRest } from './bench-faults-mail.ts'
import { inPlace, type Place, preparePlace, serve } from './bench-tickets-place.ts'
import type { Copy } from './copy-server.ts'

/** Within this much of a round everything is killed once. */
const KILLED_WITHIN_MS = 3000
const ROUND_LIMIT_MS = 180_000
const CALL_LIMIT_MS = 30_000
const MAILS_A_ROUND = 50
/** Server and worker both send mail; each is killed once a round. */
const SENDERS = 2
/** Acknowledged keys that are sent once more after every round. */
const REPEATED = 20

type Say = (line: string) => void

interface World {
  place: Place
  mail: MailServer
  server: Copy
  worker: ChildProcess
  workerEnv: NodeJS.ProcessEnv
  /** Starts that did not succeed at once because the database was being killed meanwhile. */
  failedStarts: number
  rounds: number
}

export async function benchFaults(options: { rounds: number; filings: number }, say: Say): Promise<boolean> {
  const { rounds, filings } = options
  const run = randomUUID().slice(0, 8)
  const book: Book = { sent: new Set(), acknowledged: new Map(), wrong: [] }
  const mails: string[] = []
  say('正在准备… / Preparing …')
  const place = await preparePlace('.data/bench-faults', 1, () => {})
  const mail = await openMailServer()
  const settings = settingsOf(mail)
  const workerEnv = await inPlace(place, async () => ({ ...process.env }), settings)
  const server = await serve(place, settings)
  const world: World = { place, mail, server, worker: startWorker(workerEnv), workerEnv, failedStarts: 0, rounds }
  for (let round = 1; round <= rounds; round += 1) {
    mails.push(...(await inPlace(place, (deps) => queueMails(deps, MAILS_A_ROUND))))
    const began = performance.now()
    const keys = Array.from({ length: filings }, () => `演示-${run}-${randomUUID()}`)
    const end = began + ROUND_LIMIT_MS
    await Promise.all([killAll(world), ...keys.map((key) => fileUntilAnswered(world, book, key, end))])
    for (const key of keys.slice(0, REPEATED)) await file(world, book, key)
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    say(`${round}/${rounds}  ${book.acknowledged.size}/${book.sent.size} 已确认 / acknowledged  ${seconds} s`)
  }
  world.worker.kill('SIGKILL')
  await world.server.stop()
  try {
    return await inPlace(place, (deps) => report(deps, { book, run, mails, world }, say), settings)
  } finally {
    mail.stop()
  }
}

const settingsOf = ({ url }: MailServer) => ({ JOBS: 'true', SMTP_URL: url, MAIL_FROM: 'bench@example.com' })

/** Each of the three at a moment of its own; what was killed is started again, but for the database: the portal sees to that. */
async function killAll(world: World): Promise<void> {
  const sometime = () => wait(randomInt(KILLED_WITHIN_MS))
  await Promise.all([
    sometime().then(() => killServer(world)),
    sometime().then(() => killDatabase(world.place)),
    sometime().then(() => {
      world.worker.kill('SIGKILL')
      world.worker = startWorker(world.workerEnv)
    }),
  ])
}

async function killServer(world: World): Promise<void> {
  world.server.child.kill('SIGKILL')
  for (;;) {
    try {
      world.server = await serve(world.place, settingsOf(world.mail))
      return
    } catch {
      world.failedStarts += 1
      await wait(500)
    }
  }
}

/** kill -9 of the postmaster, wherever its cluster lies. */
async function killDatabase({ folder }: Place): Promise<void> {
  const state = fs.readFileSync(path.join(folder, 'postgres.json'), 'utf8')
  const { port, superPassword } = JSON.parse(state) as { port: number; superPassword: string }
  const sql = postgres(`postgres://postgres:${superPassword}@127.0.0.1:${port}/postgres`, { max: 1 })
  const [row] = await sql<{ lock: string }[]>`select pg_read_file('postmaster.pid') as lock`
  process.kill(Number(row?.lock.split('\n')[0]), 'SIGKILL')
  await sql.end({ timeout: 1 }).catch(() => {})
}

const startWorker = (env: NodeJS.ProcessEnv): ChildProcess =>
  fork(path.join(import.meta.dirname, 'bench-faults-worker.ts'), [], { env, stdio: 'ignore', execArgv: [] })

async function fileUntilAnswered(world: World, book: Book, key: string, end: number): Promise<void> {
  while (performance.now() < end) {
    const answered = await file(world, book, key).catch(() => false)
    if (answered) return
    await wait(100 + randomInt(400))
  }
}

/** One call under a key. @returns false when the server could not answer now */
async function file({ server }: World, book: Book, key: string): Promise<boolean> {
  book.sent.add(key)
  const response = await fetch(`${server.base}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': encodeURIComponent(key) },
    body: JSON.stringify(draft(key)),
    signal: AbortSignal.timeout(CALL_LIMIT_MS),
  })
  const body = (await response.json()) as { number?: string }
  if (response.status === 503) return false
  const { number } = body
  const before = book.acknowledged.get(key)
  if (response.status !== 201 || !number) book.wrong.push(`${response.status} ${JSON.stringify(body)}`)
  else if (before && before !== number) book.wrong.push(`${key}: ${before}, then ${number}`)
  else book.acknowledged.set(key, number)
  return response.status === 201
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

interface Outcome {
  book: Book
  run: string
  mails: readonly string[]
  world: World
}

async function report(deps: Deps, { book, run, mails, world }: Outcome, say: Say): Promise<boolean> {
  await sendRest(deps)
  const { accepted } = world.mail
  const faults = await countFaults(deps, book, run)
  const mailsLost = mails.filter((id) => !accepted.has(id)).length
  const mailsTwice = mails.filter((id) => (accepted.get(id) ?? 0) > 1).length
  say(`已确认 / acknowledged  ${book.acknowledged.size} of ${book.sent.size}`)
  for (const [name, count] of Object.entries(faults)) say(`${name.padEnd(12)} ${count}`)
  // A sender killed between the mail server's yes and its own mark: SMTP itself promises no more than the same Message-ID.
  say(`mails        ${mails.length}, lost ${mailsLost}, accepted twice under one Message-ID ${mailsTwice}`)
  say(`wrong        ${book.wrong.length}${book.wrong.length > 0 ? `: ${book.wrong.slice(0, 3).join(' | ')}` : ''}`)
  say(`starts that met a dying database and were repeated: ${world.failedStarts}`)
  const whole = book.acknowledged.size === book.sent.size && Object.values(faults).every((count) => count === 0)
  const kept = whole && book.wrong.length === 0 && mailsLost === 0 && mailsTwice <= SENDERS * world.rounds
  say(kept ? '✓' : '✗')
  return kept
}
