/** What runs by itself, and when (Asia/Shanghai). Every job is a sweep that may run twice without harm. */
import { lt } from 'drizzle-orm'
import { retentionDays } from '../content/rules/retention.ts'
import { deleteExpiredConversations } from './assistant/conversation-store.ts'
import type { Deps } from './deps.ts'
import { withdrawExpired } from './disclosures/withdraw-expired.ts'
import type { Job } from './platform/jobs.ts'
import { idempotencyKeys, rateLimits } from './platform/tables.ts'
import { applyOutbox } from './search/outbox.ts'
import { forgetTickets } from './tickets/forget-tickets.ts'

const DAY_MS = 24 * 3600 * 1000

const schedule = {
  'conversations.retention': {
    cron: '17 3 * * *',
    run: async (deps: Deps) => void (await deleteExpiredConversations(deps)),
  },
  'disclosures.expire': {
    cron: '* * * * *',
    run: async (deps: Deps) => {
      if ((await withdrawExpired(deps)) > 0) await applyOutbox(deps)
    },
  },
  'search.outbox': { cron: '* * * * *', run: async (deps: Deps) => void (await applyOutbox(deps)) },
  'tickets.retention': { cron: '27 3 * * *', run: async (deps: Deps) => void (await forgetTickets(deps)) },
  'platform.retention': { cron: '37 3 * * *', run: deleteSpentRows },
} as const

export const jobNames = Object.keys(schedule)

export function jobsOf(deps: Deps): Job[] {
  return Object.entries(schedule).map(([name, { cron, run }]) => ({ name, cron, run: () => run(deps) }))
}

/** Rate windows of yesterday and idempotency rows past their time. */
async function deleteSpentRows(deps: Deps): Promise<void> {
  const now = deps.clock.now().getTime()
  await deps.db.delete(rateLimits).where(lt(rateLimits.windowStart, new Date(now - DAY_MS)))
  await deps.db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, new Date(now - retentionDays(deps.content, 'idempotency') * DAY_MS)))
}
