/**
 * Verb: number and query code once more, to the telephone or mail address given with the ticket (找回查询码). What is
 * sent goes to that address alone, and the answer is the same whether there is a ticket or not.
 */
import { desc, eq } from 'drizzle-orm'
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { queueMail } from '../platform/mail/queue-mail.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'
import { openIdentity } from './reporters/identity.ts'
import { reporterIdentities } from './reporters/tables.ts'
import { tickets } from './tables.ts'
import { findTicket, openDraft } from './ticket-store.ts'

const BY_CLIENT: Limit = { name: 'code-recovery', max: 10, windowSeconds: 3600 }
const BY_CONTACT: Limit = { name: 'code-recovery-to', max: 3, windowSeconds: 86_400 }
/** Newest tickets told to one telephone. */
const MOST = 5

export type RecoverInput = { phone: string } | { email: string; number: string }

export async function recoverCode(deps: Deps, ctx: Context, input: RecoverInput): Promise<void> {
  const to = 'phone' in input ? input.phone.replace(/[\s-]/g, '') : input.email.trim()
  await spend(deps, BY_CLIENT, ctx.client)
  await spend(deps, BY_CONTACT, deps.vault.blindIndex('recovery', to.toLowerCase()))
  const found = 'phone' in input ? await ofPhone(deps, to) : await ofMail(deps, input.number, to)
  if (found.length === 0) return
  const lines = found.map(({ number }) =>
    t(ctx.locale, 'tickets.recover.line', { number, code: deps.vault.queryCode(number) }),
  )
  await deps.db.transaction(async (tx) => {
    await queueMail(deps, tx, {
      ...{ to, way: 'phone' in input ? 'sms' : 'mail', kind: 'code-recovery' },
      subject: t(ctx.locale, 'tickets.recover.subject'),
      text: t(ctx.locale, 'tickets.recover.text', {
        lines: lines.join('\n'),
        page: `${deps.config.publicUrl}/tickets/track`,
      }),
    })
    for (const { id } of found)
      await audit(deps, tx, ctx, { action: 'ticket.code-recovered', entity: 'ticket', entityId: id })
  })
}

interface Found {
  id: string
  number: string
}

async function ofPhone({ db, vault }: Deps, phone: string): Promise<Found[]> {
  const index = vault.blindIndex('phone', phone)
  const { id, number, phoneIndex, receivedAt } = tickets
  const newest = { id, number, receivedAt }
  const [own, reports] = await Promise.all([
    db.select(newest).from(tickets).where(eq(phoneIndex, index)).orderBy(desc(receivedAt)).limit(MOST),
    db
      .select(newest)
      .from(reporterIdentities)
      .innerJoin(tickets, eq(tickets.id, reporterIdentities.ticketId))
      .where(eq(reporterIdentities.phoneIndex, index))
      .orderBy(desc(receivedAt))
      .limit(MOST),
  ])
  const byId = new Map([...own, ...reports].map((row) => [row.id, row]))
  return [...byId.values()].sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime()).slice(0, MOST)
}

/** A mail address cannot be looked up: it is compared with that of the one ticket named. */
async function ofMail(deps: Deps, number: string, email: string): Promise<Found[]> {
  const record = await findTicket(deps.db, number.trim().toUpperCase())
  if (!record) return []
  const { ticket } = record
  const contact =
    ticket.kind === 'report' ? await openIdentity(deps, deps.db, ticket.id) : openDraft(deps, record).contact
  const same = contact?.email?.toLowerCase() === email.toLowerCase()
  return same ? [{ id: ticket.id, number: ticket.number }] : []
}
