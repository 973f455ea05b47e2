/** Verb: the hotline has this reply; it is not handed out again. Twice is the same as once. */
import { and, eq } from 'drizzle-orm'
import { checkKey } from '../../api-keys/check-key.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { ticketEvents, tickets } from '../tables.ts'
import type { Hotline } from './model.ts'
import { hotlineAcknowledgements } from './tables.ts'

/** @throws Problem `not-found` for a reply of another source */
export async function acknowledgeReply(
  deps: Deps,
  ctx: Context,
  { source, key, id }: { source: Hotline; key: string | undefined; id: string },
): Promise<void> {
  await checkKey(deps, ctx, { key, source })
  await deps.db.transaction(async (tx) => {
    const [reply] = await tx
      .select({ ticketId: tickets.id })
      .from(ticketEvents)
      .innerJoin(tickets, eq(tickets.id, ticketEvents.ticketId))
      .where(and(eq(ticketEvents.id, id), eq(tickets.channel, source), eq(ticketEvents.audience, 'party')))
    if (!reply) throw new Problem('not-found')
    const taken = await tx
      .insert(hotlineAcknowledgements)
      .values({ eventId: id, source, at: deps.clock.now() })
      .onConflictDoNothing()
      .returning({ id: hotlineAcknowledgements.eventId })
    if (taken.length === 0) return
    await tx.update(ticketEvents).set({ awaitedBy: null }).where(eq(ticketEvents.id, id))
    await audit(deps, tx, ctx, {
      action: 'ticket.reply-taken',
      entity: 'ticket',
      entityId: reply.ticketId,
      after: { source },
    })
  })
}
