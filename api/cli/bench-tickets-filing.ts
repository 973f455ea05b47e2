/** The verb that files, beside a bare transaction that sends as many statements through the same pool. */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import type { OpenDeps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { fileTicket } from '../tickets/file-ticket.ts'
import { draftOf } from './bench-tickets-drafts.ts'
import { inPlace, preparePlace } from './bench-tickets-place.ts'

const CALLERS = 64
/** Short and many: the speed of a machine changes from minute to minute. */
const ROUNDS = 21
const SECONDS = 1.5
const COUNTED = 40
const BOUND = 0.5
/** Bytes of a bare row. */
const BODY = 'x'.repeat(200)

type Say = (line: string) => void

/** @returns whether filing is at least half as fast */
export async function benchFiling(data: string, say: Say): Promise<boolean> {
  const place = await preparePlace(`${data}/filing`, 1, say)
  return inPlace(place, async (deps) => {
    const owner = postgres(deps.config.database.ownerUrl, { max: 1, onnotice: () => {} })
    const app = decodeURIComponent(new URL(deps.config.database.url).username)
    await owner.unsafe(
      `create table if not exists bench_bare (id uuid primary key, body text); truncate bench_bare; grant insert on bench_bare to "${app}"`,
    )
    try {
      return await compare(deps, say)
    } finally {
      await owner`drop table bench_bare`
      await owner.end()
    }
  })
}

async function compare(deps: OpenDeps, say: Say): Promise<boolean> {
  const run = randomUUID()
  let serial = 0
  const filing = async () => {
    serial += 1
    const ctx: Context = {
      actor: { kind: 'public' },
      requestId: randomUUID(),
      locale: 'zh',
      client: `10.0.${serial % 250}.1`,
    }
    await fileTicket(deps, ctx, draftOf(serial), `bench-${run}-${serial}`)
  }
  const { outside, within } = await statementsOf(deps, filing)
  const insert = (q: postgres.ISql) => q`insert into bench_bare (id, body) values (${randomUUID()}, ${BODY})`
  // What a filing sends before its transaction counts calls, and waits for no disk: neither does the bare one's.
  const quick = () => deps.sql`
    insert into bench_bare (id, body)
    select ${randomUUID()}::uuid, ${BODY} from (select set_config('synchronous_commit', 'off', true)) as quick`
  // begin and commit are two of them.
  const bare = async () => {
    for (let i = 0; i < outside; i += 1) await quick()
    await deps.sql.begin(async (tx) => {
      for (let i = 0; i < within - 2; i += 1) await insert(tx)
    })
  }
  say(
    `${outside + within} 条语句 / statements a filing, ${within} of them in its transaction, begin and commit included`,
  )
  for (const work of [filing, bare]) await perSecond(work)
  const ratios: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const [filed, plain] = [await perSecond(filing), await perSecond(bare)]
    ratios.push(filed / plain)
    say(
      `${round}/${ROUNDS}  filing ${filed.toFixed(0)}/s  bare ${plain.toFixed(0)}/s  ratio ${(filed / plain).toFixed(2)}`,
    )
  }
  const ratio = [...ratios].sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
  const kept = ratio >= BOUND
  say(
    `${kept ? '✓' : '✗'} filing ${ratio.toFixed(2)} × bare, bound ${BOUND}; ${CALLERS} callers, pool ${deps.config.database.pool}`,
  )
  return kept
}

/** Statements one call sends, as the driver hands them to the database: the most usual numbers of many calls. */
async function statementsOf(deps: OpenDeps, work: () => Promise<void>): Promise<{ outside: number; within: number }> {
  const texts: string[] = []
  const { options } = deps.sql
  const before = options.debug
  options.debug = (_connection, text) => void texts.push(text)
  try {
    for (let i = 0; i < COUNTED; i += 1) await work()
  } finally {
    options.debug = before
  }
  const transactions = texts.filter((text) => /^begin\b/i.test(text.trim())).length
  const inside = countInside(texts)
  return {
    outside: Math.round((texts.length - inside) / transactions),
    within: Math.round(inside / transactions),
  }
}

/** One call after the other, so that everything between begin and its end is of one transaction. */
function countInside(texts: readonly string[]): number {
  let open = false
  let count = 0
  for (const text of texts.map((each) => each.trim().toLowerCase())) {
    if (text.startsWith('begin')) open = true
    if (open) count += 1
    if (text === 'commit' || text === 'rollback') open = false
  }
  return count
}

async function perSecond(work: () => Promise<void>): Promise<number> {
  let done = 0
  const began = performance.now()
  const end = began + SECONDS * 1000
  const caller = async () => {
    while (performance.now() < end) {
      await work()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  return done / ((performance.now() - began) / 1000)
}
