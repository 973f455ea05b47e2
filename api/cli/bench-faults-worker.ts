/** Child of the bench: does what the jobs do, without pause, until somebody kills it. */
import { openDeps } from '../deps.ts'
import { loadConfig } from '../platform/config.ts'
import { sendMail } from '../platform/mail/send-mail.ts'
import { applyOutbox } from '../search/outbox.ts'
import { sweepTickets } from '../tickets/supervision/sweep-tickets.ts'

const deps = openDeps(loadConfig(process.env))
process.once('disconnect', () => process.exit(0))
process.send?.('ready')
for (;;) {
  try {
    await sendMail(deps)
    await sweepTickets(deps)
    await applyOutbox(deps)
  } catch {
    // The database is away; the next turn asks again.
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
}
