/** Limits on writes, logins and code look-ups count in Postgres, so that they hold across processes; public reads count per process. */
import type { PlatformDeps } from './deps.ts'
import { Problem } from './errors.ts'

export interface Limit {
  /** Name of what is limited, e.g. "file-ticket". */
  name: string
  max: number
  windowSeconds: number
}

/** Counts one call of `who` (a client address or a ticket number); throws 429 past the limit. The address is only kept as a keyed hash. */
export async function spend(deps: PlatformDeps, limit: Limit, who: string): Promise<void> {
  refusePast(deps, await countCalls(deps, [limit], who), limit)
}

/** Calls so far in the window that runs now, and when it ends. */
export interface Count {
  name: string
  count: number
  endsInMs: number
}

/** Counts one call in several windows of different names in one statement; `refusePast` compares. */
export async function countCalls(
  deps: PlatformDeps,
  windows: readonly Omit<Limit, 'max'>[],
  who: string,
): Promise<Count[]> {
  const now = deps.clock.now().getTime()
  const hash = deps.vault.blindIndex('rate', who)
  const running = windows.map(({ name, windowSeconds }) => {
    const start = Math.floor(now / (windowSeconds * 1000)) * windowSeconds * 1000
    return { name, bucket: `${name}:${hash}`, start, endsInMs: start + windowSeconds * 1000 - now }
  })
  const values = running.map((_, at) => `($${2 * at + 1}::text, $${2 * at + 2}::timestamptz)`).join(', ')
  // Callers behind one address share the row: it is not held until the disk has it, which a lost count is not worth.
  const rows = await deps.sql.unsafe<{ bucket: string; count: number }[]>(
    `insert into rate_limits (bucket, window_start, count)
     select v.bucket, v.start, 1
     from (values ${values}) as v (bucket, start), (select set_config('synchronous_commit', 'off', true)) as quick
     on conflict (bucket, window_start) do update set count = rate_limits.count + 1
     returning bucket, count`,
    running.flatMap(({ bucket, start }) => [bucket, new Date(start).toISOString()]),
  )
  return running.map(({ name, bucket, endsInMs }) => {
    const count = rows.find((row) => row.bucket === bucket)?.count ?? 0
    return { name, count, endsInMs }
  })
}

/** Throws 429 when the calls counted under the limit's name passed it. */
export function refusePast(deps: Pick<PlatformDeps, 'config'>, counts: readonly Count[], { name, max }: Limit): void {
  const counted = counts.find((each) => each.name === name)
  if (counted && counted.count > max * deps.config.rateLimitFactor) throw tooMany(counted.endsInMs)
}

/** In-process counter for public reads: cheap, and generous enough that only a flood meets it. */
export function createReadLimiter(deps: Pick<PlatformDeps, 'clock' | 'config'>, limit: Limit): (who: string) => void {
  let windowEnd = 0
  let counts = new Map<string, number>()
  return (who) => {
    const now = deps.clock.now().getTime()
    if (now >= windowEnd) {
      windowEnd = now + limit.windowSeconds * 1000
      counts = new Map()
    }
    const count = (counts.get(who) ?? 0) + 1
    counts.set(who, count)
    if (count > limit.max * deps.config.rateLimitFactor) throw tooMany(windowEnd - now)
  }
}

function tooMany(waitMs: number): Problem {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  return new Problem('too-many-requests', { params: { seconds }, retryAfterSeconds: seconds })
}
