/** Verb: who looked at the reporter of one ticket, when and why: for the auditor and for those on the case. */
import { asc, eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { holds, seesIdentity } from '../may.ts'
import { findTicket } from '../ticket-store.ts'
import { chinaTime } from '../words.ts'
import { reporterLooks } from './tables.ts'

export interface Look {
  at: string
  staffId: string
  reason: string
}

export async function listLooks(deps: Deps, ctx: Context, { number }: { number: string }): Promise<Look[]> {
  const record = await findTicket(deps.db, number)
  if (record?.ticket.kind !== 'report') throw new Problem('not-found')
  if (!holds(ctx.actor, 'audit.read') && !seesIdentity(ctx.actor, record.ticket)) throw new Problem('forbidden')
  const rows = await deps.db
    .select()
    .from(reporterLooks)
    .where(eq(reporterLooks.ticketId, record.ticket.id))
    .orderBy(asc(reporterLooks.at))
  return rows.map(({ at, staffId, reason }) => ({ at: chinaTime(at), staffId, reason }))
}
