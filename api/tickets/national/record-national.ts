/** Verb: what became of one ticket on the national 12315 platform: passed on, or acknowledged under its number there. */
import { eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { demandReach, holds } from '../may.ts'
import { findTicket } from '../ticket-store.ts'
import { nationalOutbox } from './tables.ts'

export interface NationalInput {
  number: string
  state: 'sent' | 'acknowledged'
  /** Required with `acknowledged`. */
  externalNumber?: string | undefined
}

/** @throws Problem `conflict` when it was acknowledged before: the legal number does not change */
export async function recordNational(deps: Deps, ctx: Context, input: NationalInput): Promise<void> {
  const { state, externalNumber } = input
  if (state === 'acknowledged' && !externalNumber)
    throw new Problem('invalid', {
      errors: [{ path: 'externalNumber', code: 'required', message: 'errors.field.required' }],
    })
  await deps.db.transaction(async (tx) => {
    const record = await findTicket(tx, input.number)
    if (!record) throw new Problem('not-found')
    const { id } = record.ticket
    demandReach(ctx, record.ticket)
    if (!holds(ctx.actor, 'tickets.handle') && !holds(ctx.actor, 'tickets.dispatch')) throw new Problem('forbidden')
    const [row] = await tx.select().from(nationalOutbox).where(eq(nationalOutbox.ticketId, id)).for('update')
    if (!row) throw new Problem('not-found')
    if (row.state === 'acknowledged' || (row.state === 'sent' && state === 'sent'))
      throw new Problem('conflict', { detail: 'errors.tickets.nationalKnown' })
    const now = deps.clock.now()
    await tx
      .update(nationalOutbox)
      .set({
        state,
        sentAt: row.sentAt ?? now,
        ...(state === 'acknowledged' ? { externalNumber: externalNumber ?? null, acknowledgedAt: now } : {}),
      })
      .where(eq(nationalOutbox.ticketId, id))
    await audit(deps, tx, ctx, {
      action: `ticket.national-${state}`,
      entity: 'ticket',
      entityId: id,
      before: { state: row.state },
      after: { state, ...(externalNumber ? { externalNumber } : {}) },
    })
  })
}
