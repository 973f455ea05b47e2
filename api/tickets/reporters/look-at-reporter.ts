/**
 * Verb: somebody on the case looks at who reported, and says why. The look is written down before anything is shown, in
 * a row of its own and in the audit log; a refused one is an audit row too (总局令第121号 §37).
 */
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { demandReach, seesIdentity } from '../may.ts'
import { findTicket } from '../ticket-store.ts'
import { openIdentity, type Reporter } from './identity.ts'
import { reporterLooks } from './tables.ts'

export async function lookAtReporter(
  deps: Deps,
  ctx: Context,
  { number, reason }: { number: string; reason: string },
): Promise<Reporter> {
  const record = await findTicket(deps.db, number)
  if (record?.ticket.kind !== 'report') throw new Problem('not-found')
  const { ticket } = record
  demandReach(ctx, ticket)
  if (ctx.actor.kind !== 'staff' || !seesIdentity(ctx.actor, ticket)) {
    await audit(deps, deps.db, ctx, { action: 'reporter.refused', entity: 'ticket', entityId: ticket.id })
    throw new Problem('forbidden', { detail: 'errors.tickets.notOnTheCase' })
  }
  const { id: staffId } = ctx.actor
  return deps.db.transaction(async (tx) => {
    const look = { id: deps.random.uuid(), ticketId: ticket.id, staffId, reason, at: deps.clock.now() }
    await tx.insert(reporterLooks).values(look)
    await audit(deps, tx, ctx, { action: 'reporter.seen', entity: 'ticket', entityId: ticket.id })
    const reporter = await openIdentity(deps, tx, ticket.id)
    if (!reporter) throw new Problem('not-found', { detail: 'errors.tickets.noReporter' })
    return reporter
  })
}
