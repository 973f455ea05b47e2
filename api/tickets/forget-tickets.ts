/**
 * Retention: a ticket closed longer ago than content/rules/retention.yaml allows loses everything personal,
 * its data key first (个人信息保护法 §47). Kind, problem, unit, dates and outcome remain for statistics.
 */
import { and, inArray, lt } from 'drizzle-orm'
import { retentionDays } from '../../content/rules/retention.ts'
import { deleteOfTickets } from '../attachments/attachment-store.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import { systemContext } from '../platform/context.ts'
import { dataKeys } from '../platform/tables.ts'
import { ticketNotices } from './notices/tables.ts'
import { reporterIdentities } from './reporters/tables.ts'
import { ticketEvents, ticketRatings, tickets } from './tables.ts'

const DAY_MS = 24 * 3600 * 1000
const AT_ONCE = 500
const NOTHING = Buffer.alloc(0)

/** @returns how many tickets were forgotten; at most 500 a run, the next run goes on */
export async function forgetTickets(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - retentionDays(deps.content, 'ticket') * DAY_MS)
  return deps.db.transaction(async (tx) => {
    const keptKeys = tx.select({ id: dataKeys.id }).from(dataKeys)
    const due = await tx
      .select({ id: tickets.id, key: tickets.dataKeyId })
      .from(tickets)
      .where(and(lt(tickets.closedAt, before), inArray(tickets.dataKeyId, keptKeys)))
      .limit(AT_ONCE)
      .for('update')
    if (due.length === 0) return 0
    const ids = due.map((ticket) => ticket.id)
    const keys = due.map((ticket) => ticket.key)
    const identities = await tx
      .delete(reporterIdentities)
      .where(inArray(reporterIdentities.ticketId, ids))
      .returning({ key: reporterIdentities.dataKeyId })
    await tx.delete(dataKeys).where(inArray(dataKeys.id, [...keys, ...identities.map((identity) => identity.key)]))
    await tx.update(ticketNotices).set({ sealed: NOTHING }).where(inArray(ticketNotices.ticketId, ids))
    await deleteOfTickets(tx, ids)
    await tx
      .update(tickets)
      .set({ sealed: NOTHING, masked: '', pieces: '', phoneIndex: null })
      .where(inArray(tickets.id, ids))
    await tx.update(ticketEvents).set({ sealed: null }).where(inArray(ticketEvents.ticketId, ids))
    await tx.update(ticketRatings).set({ sealed: null }).where(inArray(ticketRatings.ticketId, ids))
    await audit(deps, tx, systemContext('tickets.retention'), {
      action: 'tickets.forgotten',
      entity: 'retention',
      entityId: before.toISOString().slice(0, 10),
      after: { count: due.length },
    })
    return due.length
  })
}
