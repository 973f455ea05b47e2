/** What runs by itself, and when (Asia/Shanghai). Every job is a sweep that may run twice without harm. */
import { lt } from 'drizzle-orm'
import { retentionDays } from '../content/rules/retention.ts'
import { forgetCallBacks } from './assistant/call-backs/forget-call-backs.ts'
import { deleteExpiredConversations } from './assistant/conversation-store.ts'
import { sweepAttachments } from './attachments/sweep-attachments.ts'
import type { Deps } from './deps.ts'
import { forgetUnconfirmed, sendAlerts } from './disclosures/alerts/send-alerts.ts'
import { publishScheduled, warnOfDueDays } from './disclosures/drafts/sweep-drafts.ts'
import { keepDumps } from './disclosures/open-data/keep-dumps.ts'
import { forgetRequests } from './disclosures/requests/forget-requests.ts'
import { withdrawExpired } from './disclosures/withdraw-expired.ts'
import { flagChangedGuides } from './licences/feedback/flag-changed-guides.ts'
import type { Job } from './platform/jobs.ts'
import { forgetMail } from './platform/mail/forget-mail.ts'
import { sendMail } from './platform/mail/send-mail.ts'
import { idempotencyKeys, rateLimits } from './platform/tables.ts'
import { suspendPowers } from './powers/suspend-powers.ts'
import { applyOutbox } from './search/outbox.ts'
import { forgetTickets } from './tickets/forget-tickets.ts'
import { forgetOrderSheets } from './tickets/hotlines/upload/forget-sheets.ts'
import { moveReporters } from './tickets/reporters/move-reporters.ts'
import { sweepTickets } from './tickets/supervision/sweep-tickets.ts'

const DAY_MS = 24 * 3600 * 1000

const schedule = {
  'attachments.sweep': { cron: '* * * * *', run: async (deps: Deps) => void (await sweepAttachments(deps)) },
  'conversations.retention': {
    cron: '17 3 * * *',
    run: async (deps: Deps) => void (await deleteExpiredConversations(deps)),
  },
  'call-backs.retention': { cron: '19 3 * * *', run: async (deps: Deps) => void (await forgetCallBacks(deps)) },
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
  'licences.articles': { cron: '57 3 * * *', run: async (deps: Deps) => void (await flagChangedGuides(deps)) },
  'orders.retention': { cron: '11 * * * *', run: async (deps: Deps) => void (await forgetOrderSheets(deps)) },
  'platform.mail': { cron: '* * * * *', run: async (deps: Deps) => void (await sendMail(deps)) },
  'powers.sweep': { cron: '52 3 * * *', run: async (deps: Deps) => void (await suspendPowers(deps)) },
  'search.outbox': { cron: '* * * * *', run: async (deps: Deps) => void (await applyOutbox(deps)) },
  'reporters.move': { cron: '23 * * * *', run: async (deps: Deps) => void (await moveReporters(deps)) },
  'tickets.sweep': { cron: '13 * * * *', run: async (deps: Deps) => void (await sweepTickets(deps)) },
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
