/** What runs by itself, and when (Asia/Shanghai). Every job is a sweep that may run twice without harm. */
import { lt } from 'drizzle-orm'
import { retentionDays } from '../content/rules/retention.ts'
import { deleteExpiredConversations } from './assistant/conversation-store.ts'
import type { Deps } from './deps.ts'
import { forgetUnconfirmed, sendAlerts } from './disclosures/alerts/send-alerts.ts'
import { publishScheduled, warnOfDueDays } from './disclosures/drafts/sweep-drafts.ts'
import { keepDumps } from './disclosures/open-data/keep-dumps.ts'
import { forgetRequests } from './disclosures/requests/forget-requests.ts'
import { withdrawExpired } from './disclosures/withdraw-expired.ts'
import type { Job } from './platform/jobs.ts'
import { forgetMail } from './platform/mail/forget-mail.ts'
import { sendMail } from './platform/mail/send-mail.ts'
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
  'disclosures.publish': {
    cron: '* * * * *',
    run: async (deps: Deps) => {
      if ((await publishScheduled(deps)) > 0) await applyOutbox(deps)
    },
  },
  'disclosures.warn': { cron: '7 * * * *', run: async (deps: Deps) => void (await warnOfDueDays(deps)) },
  'disclosures.retention': { cron: '47 3 * * *', run: async (deps: Deps) => void (await forgetRequests(deps)) },
  'disclosures.alerts': { cron: '5 8 * * *', run: async (deps: Deps) => void (await sendAlerts(deps)) },
  'disclosures.dumps': { cron: '* * * * *', run: async (deps: Deps) => void (await keepDumps(deps)) },
  'platform.mail': { cron: '* * * * *', run: async (deps: Deps) => void (await sendMail(deps)) },
  'search.outbox': { cron: '* * * * *', run: async (deps: Deps) => void (await applyOutbox(deps)) },
  'tickets.retention': { cron: '27 3 * * *', run: async (deps: Deps) => void (await forgetTickets(deps)) },
  'platform.retention': { cron: '37 3 * * *', run: deleteSpentRows },
} as const

export const jobNames = Object.keys(schedule)

export function jobsOf(deps: Deps): Job[] {
  return Object.entries(schedule).map(([name, { cron, run }]) => ({ name, cron, run: () => run(deps) }))
}

/** Rate windows of yesterday; idempotency rows, mails and askings past their time. */
async function deleteSpentRows(deps: Deps): Promise<void> {
  const now = deps.clock.now().getTime()
  await deps.db.delete(rateLimits).where(lt(rateLimits.windowStart, new Date(now - DAY_MS)))
  await deps.db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, new Date(now - retentionDays(deps.content, 'idempotency') * DAY_MS)))
  await forgetMail(deps, new Date(now - retentionDays(deps.content, 'mail') * DAY_MS))
  await forgetUnconfirmed(deps)
}
