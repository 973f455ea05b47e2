/** How the outbox stands (发件箱): what waits, since when, and what was given up. Counts only. */
import { sql } from 'drizzle-orm'
import type { PlatformDeps } from '../deps.ts'

export interface OutboxState {
  /** Whether a mail server is configured; without one everything waits. */
  configured: boolean
  /** Mails not yet sent. */
  waiting: number
  /** Whole minutes the oldest of them has waited; null when none does. */
  oldestMinutes: number | null
  /** Mails given up. */
  failed: number
}

export async function outboxState(deps: Pick<PlatformDeps, 'db' | 'clock' | 'config'>): Promise<OutboxState> {
  const [row] = await deps.db.execute<{ waiting: number; oldest: string | null; failed: number }>(sql`
    select (count(*) filter (where state in ('waiting', 'sending')))::integer as waiting,
      (extract(epoch from min(created_at) filter (where state in ('waiting', 'sending'))) * 1000)::bigint::text as oldest,
      (count(*) filter (where state = 'failed'))::integer as failed
    from outgoing_mail where way = 'mail'`)
  const oldest = row?.oldest ?? null
  return {
    configured: deps.config.smtp !== undefined,
    waiting: row?.waiting ?? 0,
    oldestMinutes:
      oldest === null ? null : Math.max(0, Math.floor((deps.clock.now().getTime() - Number(oldest)) / 60_000)),
    failed: row?.failed ?? 0,
  }
}
