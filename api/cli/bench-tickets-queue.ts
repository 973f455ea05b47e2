/** The desk's queue as an officer gets it, page by page, over few open tickets and over many. */
import { inPlace, type Place, preparePlace, serve, signIn } from './bench-tickets-place.ts'

const FEW = 1000
const WARM_UP = 5
const ROUNDS = 60
const BOUND = 2

/** Pages of the queue as links and forms of the desk lead to them; where few tickets do not go as far, a full one instead. */
const PAGES: readonly (readonly [name: string, query: string, ofFew?: string])[] = [
  ['first page', ''],
  ['next page', '?page=2'],
  ['page 100', '?page=100', '?page=5'],
  ['overdue', '?overdue=true'],
  ['waiting', '?state=waiting'],
  ['one state', '?state=mediating'],
  ['reports', '?kind=report'],
  // What one ticket in six says, one in forty, and none.
  ['search, common', `?q=${encodeURIComponent('没有')}`],
  ['search', `?q=${encodeURIComponent('老板')}`],
  ['search, none', `?q=${encodeURIComponent('没有这样的词')}`],
  ['search, number', '?q=000123'],
]
/** An officer of one station, and the unified desk, which sees every unit. */
const PEOPLE = ['demo.shunhualu', 'demo.desk'] as const

interface Times {
  few: number[]
  many: number[]
}

/** @returns whether no page is twice as slow over many */
export async function benchQueue(data: string, open: number, say: (line: string) => void): Promise<boolean> {
  const few = await preparePlace(`${data}/few`, FEW, say)
  const many = await preparePlace(`${data}/many`, open, say)
  const servers = [await serve(few), await serve(many)] as const
  try {
    let kept = true
    say(`\n${'who'.padEnd(16)}${'page'.padEnd(16)}${heads}`)
    for (const who of PEOPLE) {
      const doors = [
        { base: servers[0].base, cookie: await signIn(few, servers[0], who) },
        { base: servers[1].base, cookie: await signIn(many, servers[1], who) },
      ] as const
      for (const [name, query, ofFew = query] of PAGES) {
        const times: Times = { few: [], many: [] }
        for (let round = -WARM_UP; round < ROUNDS; round += 1) {
          const [short, long] = [await ask(doors[0], ofFew), await ask(doors[1], query)]
          if (round < 0) continue
          times.few.push(short)
          times.many.push(long)
        }
        kept = line(who, name, times, say) && kept
      }
    }
    say(`${ROUNDS} alternating requests of one reader each; few: ${FEW} open tickets, many: ${await openIn(many)}`)
    return kept
  } finally {
    for (const server of servers) await server.stop()
  }
}

const heads = ['few p50', 'p95', 'many p50', 'p95', 'slower p50', 'p95'].map((head) => head.padStart(11)).join('')

function line(who: string, page: string, { few, many }: Times, say: (line: string) => void): boolean {
  const slower = [at(many, 0.5) / at(few, 0.5), at(many, 0.95) / at(few, 0.95)] as const
  const times = [at(few, 0.5), at(few, 0.95), at(many, 0.5), at(many, 0.95)].map((ms) => `${ms.toFixed(1)} ms`)
  const cells = [...times, ...slower.map((ratio) => `${ratio.toFixed(2)}×`)].map((cell) => cell.padStart(11))
  const kept = slower[1] < BOUND
  say(`${who.padEnd(16)}${page.padEnd(16)}${cells.join('')}  ${kept ? 'ok' : 'MISSED'}`)
  return kept
}

async function ask({ base, cookie }: { base: string; cookie: string }, query: string): Promise<number> {
  const began = performance.now()
  const response = await fetch(`${base}/desk${query}`, { headers: { cookie } })
  await response.text()
  const ms = performance.now() - began
  if (response.status !== 200) throw new Error(`/desk${query}: ${response.status}`)
  return ms
}

function at(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN
}

const openIn = (place: Place): Promise<number> =>
  inPlace(place, async ({ sql }) => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from tickets where closed_at is null`
    return row?.count ?? 0
  })
