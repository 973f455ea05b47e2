/**
 * Job: reports filed before the store of reporters existed hold their person in the sealed draft. It moves there, under
 * a key of its own, and the draft is sealed anew without it (总局令第121号 §37). What was moved is not found again, so
 * running it twice changes nothing.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import { systemContext } from '../../platform/context.ts'
import { dataKeys } from '../../platform/tables.ts'
import { withoutReporter } from '../new-ticket.ts'
import { tickets } from '../tables.ts'
import { openDraft, sealDraft } from '../ticket-store.ts'
import { newIdentity, storeIdentity } from './identity.ts'
import { reporterIdentities } from './tables.ts'

const AT_ONCE = 200

/** @returns how many were moved; at most 200 a run, the next run goes on */
export async function moveReporters(deps: Deps): Promise<number> {
  const ctx = systemContext('reporters.move')
  return deps.db.transaction(async (tx) => {
    const found = await tx
      .select({ ticket: tickets, wrappedKey: dataKeys.wrapped })
      .from(tickets)
      .innerJoin(dataKeys, eq(dataKeys.id, tickets.dataKeyId))
      .leftJoin(reporterIdentities, eq(reporterIdentities.ticketId, tickets.id))
      .where(
        and(
          eq(tickets.kind, 'report'),
          eq(tickets.anonymous, false),
          // Nothing is left of what retention has forgotten.
          sql`length(${tickets.sealed}) > 0`,
          isNull(reporterIdentities.ticketId),
        ),
      )
      .limit(AT_ONCE)
      .for('update', { of: tickets, skipLocked: true })
    for (const record of found) {
      const { ticket, wrappedKey } = record
      const draft = openDraft(deps, record)
      const sealed = sealDraft(deps, wrappedKey, ticket.id, withoutReporter(draft))
      await Promise.all([
        storeIdentity(tx, newIdentity(deps, ticket.id, draft.contact, ticket.receivedAt)),
        tx.update(tickets).set({ sealed, phoneIndex: null }).where(eq(tickets.id, ticket.id)),
        audit(deps, tx, ctx, { action: 'reporter.moved', entity: 'ticket', entityId: ticket.id }),
      ])
    }
    return found.length
  })
}
