/** Removes exactly the demo tickets with everything that hangs on them, data keys included. */
import { eq, inArray } from 'drizzle-orm'
import { deleteOfTickets } from '../attachments/attachment-store.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import { systemContext } from '../platform/context.ts'
import { dataKeys } from '../platform/tables.ts'
import { reporterIdentities } from './reporters/tables.ts'
import { tickets } from './tables.ts'

/** @returns how many tickets were removed */
export async function clearDemoTickets(deps: Deps): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const demo = tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.demo, true))
    const reporters = tx
      .select({ id: reporterIdentities.dataKeyId })
      .from(reporterIdentities)
      .where(inArray(reporterIdentities.ticketId, demo))
    await tx.delete(dataKeys).where(inArray(dataKeys.id, reporters))
    await tx
      .delete(dataKeys)
      .where(inArray(dataKeys.id, tx.select({ id: tickets.dataKeyId }).from(tickets).where(eq(tickets.demo, true))))
    const gone = await tx.delete(tickets).where(eq(tickets.demo, true)).returning({ id: tickets.id })
    if (gone.length === 0) return 0
    await deleteOfTickets(
      tx,
      gone.map(({ id }) => id),
    )
    await audit(deps, tx, systemContext('clear-demo-tickets'), {
      action: 'tickets.demo-cleared',
      entity: 'demo',
      entityId: 'tickets',
      after: { count: gone.length },
    })
    return gone.length
  })
}
