/** Filing as the world does it: POST /api/tickets at the real server, a new draft and key every time. */
import { randomUUID } from 'node:crypto'
import { draftOf } from './bench-tickets-drafts.ts'
import { inPlace, type Place, preparePlace, serve } from './bench-tickets-place.ts'
import { loadAutocannon } from './bench-web.ts'

const CONNECTIONS = 64
const ROUNDS = 5
const SECONDS = 10
const WARM_UP_SECONDS = 5
const BOUND_PER_SECOND = 250
const BOUND_P99_MS = 400

/** @returns whether both bounds hold */
export async function benchHttp(data: string, say: (line: string) => void): Promise<boolean> {
  const autocannon = await loadAutocannon()
  const place = await preparePlace(`${data}/filing`, 1, say)
  const server = await serve(place)
  const run = randomUUID().slice(0, 8)
  let serial = 0
  const round = async (duration: number) => {
    const before = await filedIn(place)
    const result = await autocannon({
      url: `${server.base}/api/tickets`,
      connections: CONNECTIONS,
      duration,
      requests: [
        {
          method: 'POST',
          setupRequest: (request) => {
            serial += 1
            const headers = { 'content-type': 'application/json', 'idempotency-key': `bench-${run}-${serial}` }
            return { ...request, headers, body: JSON.stringify(draftOf(serial)) }
          },
        },
      ],
    })
    const failed = result.errors + result.timeouts + result.non2xx
    const perSecond = result['2xx'] / result.duration
    return {
      perSecond,
      p50: result.latency.p50,
      p99: result.latency.p99,
      failed,
      acknowledged: result['2xx'],
      stored: (await filedIn(place)) - before,
    }
  }
  try {
    await round(WARM_UP_SECONDS)
    const rounds: Awaited<ReturnType<typeof round>>[] = []
    for (let i = 1; i <= ROUNDS; i += 1) {
      const one = await round(SECONDS)
      rounds.push(one)
      const { perSecond, p50, p99, failed, acknowledged, stored } = one
      say(
        `${i}/${ROUNDS}  ${perSecond.toFixed(0)}/s  p50 ${p50} ms  p99 ${p99} ms  failed ${failed}  acknowledged ${acknowledged}, stored ${stored}`,
      )
    }
    const median = (of: (one: Awaited<ReturnType<typeof round>>) => number) =>
      rounds.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN
    const [perSecond, p99] = [median((one) => one.perSecond), median((one) => one.p99)]
    // What was under way when a round ended is stored without having been counted as acknowledged.
    const whole = rounds.every(({ failed, acknowledged, stored }) => failed === 0 && stored >= acknowledged)
    const kept = perSecond >= BOUND_PER_SECOND && p99 <= BOUND_P99_MS && whole
    say(
      `${kept ? '✓' : '✗'} ${perSecond.toFixed(0)}/s, bound ${BOUND_PER_SECOND}; p99 ${p99} ms, bound ${BOUND_P99_MS}; ${CONNECTIONS} connections, medians of ${ROUNDS} × ${SECONDS} s`,
    )
    return kept
  } finally {
    await server.stop()
  }
}

const filedIn = (place: Place): Promise<number> =>
  inPlace(place, async ({ sql }) => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from tickets where not demo`
    return row?.count ?? 0
  })
