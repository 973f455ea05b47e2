/** Limits on writes, logins and code look-ups count in Postgres, so that they hold across processes; public reads count per process. */
import { sql } from 'drizzle-orm'
import type { PlatformDeps } from './deps.ts'
import { Problem } from './errors.ts'
import { rateLimits } from './tables.ts'

export interface Limit {
  /** Name of what is limited, e.g. "file-ticket". */
  name: string
  max: number
  windowSeconds: number
}

/** Counts one call of `who` (a client address or a ticket number); throws 429 past the limit. The address is only kept as a keyed hash. */
export async function spend(deps: PlatformDeps, limit: Limit, who: string): Promise<void> {
  const now = deps.clock.now().getTime()
  const span = limit.windowSeconds * 1000
  const start = Math.floor(now / span) * span
  const bucket = `${limit.name}:${deps.vault.blindIndex('rate', who)}`
  const [row] = await deps.db
    .insert(rateLimits)
    .values({ bucket, windowStart: new Date(start), count: 1 })
    .onConflictDoUpdate({
      target: [rateLimits.bucket, rateLimits.windowStart],
      set: { count: sql`${rateLimits.count} + 1` },
    })
    .returning({ count: rateLimits.count })
  if ((row?.count ?? 0) > limit.max * deps.config.rateLimitFactor) throw tooMany(start + span - now)
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
