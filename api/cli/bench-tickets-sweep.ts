/** The sweep over many open tickets: an hour in which nothing falls due, and what a working day brings. */
import postgres from 'postgres'
import { addDays, chinaDate } from '../calendar/calendar.ts'
import { type OpenDeps, openDeps } from '../deps.ts'
import { fixedClock } from '../platform/clock.ts'
import { sweepTickets } from '../tickets/supervision/sweep-tickets.ts'
import { inPlace, preparePlace } from './bench-tickets-place.ts'

/** Of a run that finds nothing new; the job comes every hour. */
const IDLE_BOUND_SECONDS = 5
/** Of everything a working day brings. */
const DAY_BOUND_SECONDS = 600
const COPY = 'yichuang_sweep'

type Say = (line: string) => void

/** Works on a copy, so that the tickets are as they were for the next measuring. */
export async function benchSweep(data: string, open: number, say: Say): Promise<boolean> {
  const place = await preparePlace(`${data}/many`, open, say)
  return inPlace(place, async (deps) => {
    // A database can be copied while nobody is connected to it.
    await deps.sql.end()
    const { ownerUrl, url } = deps.config.database
    const owner = postgres(inDatabase(ownerUrl, 'postgres'), { max: 1, onnotice: () => {} })
    const name = new URL(url).pathname.slice(1)
    try {
      await owner.unsafe(`drop database if exists ${COPY}`)
      await owner.unsafe(`create database ${COPY} template ${name}`)
      const database = { ...deps.config.database, url: inDatabase(url, COPY), ownerUrl: inDatabase(ownerUrl, COPY) }
      const copy = openDeps({ ...deps.config, database })
      try {
        return await measure(copy, say)
      } finally {
        await copy.close()
      }
    } finally {
      await owner.unsafe(`drop database if exists ${COPY} with (force)`)
      await owner.end()
    }
  })
}

const inDatabase = (url: string, name: string) => url.replace(/\/[^/]*$/, `/${name}`)

async function measure(deps: OpenDeps, say: Say): Promise<boolean> {
  const [row] = await deps.sql<{ count: number }[]>`select count(*)::int as count from tickets where closed_at is null`
  say(`${row?.count} 件未办结 / open tickets`)
  const today = chinaDate(new Date())
  let day = addDays(today, 1)
  while (!deps.calendar.isWorkday(day)) day = addDays(day, 1)
  // The cards of the days before count as given.
  await deps.sql`
    insert into ticket_supervisions (id, ticket_id, clock_id, card, due_on, at)
    select gen_random_uuid(), ticket_id, id, card, due_on, now()
    from ticket_clocks, (values ('red', ${addDays(today, -1)}::date), ('yellow', ${day}::date)) as given (card, until)
    where done_on is null and due_on <= given.until`
  // By the next hour's run the server has counted what these days brought.
  const owner = postgres(deps.config.database.ownerUrl, { max: 1 })
  await owner`analyze ticket_supervisions`
  await owner.end()
  const idle = await untilQuiet(deps, new Date())
  report('无事 / nothing due', idle, say)
  const next = await untilQuiet(deps, new Date(`${day}T09:13:00+08:00`))
  report('下一个工作日 / the next working day', next, say)
  const kept = idle.seconds <= IDLE_BOUND_SECONDS && next.seconds <= DAY_BOUND_SECONDS
  say(`${kept ? '✓' : '✗'} idle ≤ ${IDLE_BOUND_SECONDS} s, a working day ≤ ${DAY_BOUND_SECONDS} s`)
  return kept
}

interface Taken {
  seconds: number
  acts: number
  runs: number
}

/** As many runs as it takes until one finds nothing more. */
async function untilQuiet(deps: OpenDeps, now: Date): Promise<Taken> {
  const began = performance.now()
  const at = { ...deps, clock: fixedClock(now) }
  let acts = 0
  for (let runs = 1; ; runs += 1) {
    const { warned, overdue, closed } = await sweepTickets(at)
    acts += warned + overdue + closed
    if (warned + overdue + closed === 0) return { seconds: (performance.now() - began) / 1000, acts, runs }
  }
}

function report(what: string, { seconds, acts, runs }: Taken, say: Say): void {
  say(`${what}: ${acts} 次处理 / acts, ${runs} 次运行 / runs, ${seconds.toFixed(1)} s`)
}
