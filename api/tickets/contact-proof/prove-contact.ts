/** Verb: the code that was sent comes back; the contact is the person's own from now on. */
import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { findByCode, spendLookup, type TicketKey } from '../find-by-code.ts'
import { ticketEvents, tickets } from '../tables.ts'
import { eventRow } from '../ticket-store.ts'
import { proofIndex } from './ask-contact-proof.ts'
import { contactProofs } from './tables.ts'

/** Wrong codes before a new one has to be sent. */
const ATTEMPTS = 5

/** @throws Problem `unprocessable` for a wrong or old code; after five wrong ones the code is worth nothing */
export async function proveContact(
  deps: Deps,
  ctx: Context,
  { proof, ...key }: TicketKey & { proof: string },
): Promise<{ proven: true }> {
  await spendLookup(deps, ctx, key)
  const record = await findByCode(deps, deps.db, key)
  const { ticket } = record
  const now = deps.clock.now()
  // Counted whatever becomes of it.
  const [row] = await deps.db
    .update(contactProofs)
    .set({ attempts: sql`${contactProofs.attempts} + 1` })
    .where(eq(contactProofs.ticketId, ticket.id))
    .returning()
  const right = row?.codeIndex === proofIndex(deps, ticket.id, proof.replace(/\s/g, ''))
  if (!row || !right || row.attempts > ATTEMPTS || row.expiresAt <= now)
    throw new Problem('unprocessable', { detail: 'errors.tickets.wrongProof' })
  await deps.db.transaction(async (tx) => {
    await tx.delete(contactProofs).where(eq(contactProofs.ticketId, ticket.id))
    await tx.update(tickets).set({ contactProvenAt: now }).where(eq(tickets.id, ticket.id))
    const event = {
      at: now,
      type: 'contact-proven',
      actorKind: 'citizen',
      actorId: null,
      audience: 'party',
      fromState: null,
      toState: null,
      params: { channel: row.channel },
    } as const
    await tx.insert(ticketEvents).values(eventRow(deps, record, event))
    await audit(deps, tx, ctx, { action: 'ticket.contact-proven', entity: 'ticket', entityId: ticket.id })
  })
  return { proven: true }
}
