/** Gathers what the guards look at (guards.ts) from the record of one ticket. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '../platform/context.ts'
import type { Queryable } from '../platform/database.ts'
import type { GuardFacts, Mediation } from './guards.ts'
import { mediationOf } from './party/find-by-party-code.ts'
import type { MediationRow } from './party/tables.ts'
import { ticketSupervisions } from './supervision/tables.ts'
import { type TicketRow, ticketEvents } from './tables.ts'
import { clocksOf } from './ticket-store.ts'

export async function guardFacts(q: Queryable, ticket: TicketRow, actor: Actor): Promise<GuardFacts> {
  const { type, actorId, params } = ticketEvents
  const open = and(
    eq(ticketSupervisions.ticketId, ticket.id),
    eq(ticketSupervisions.card, 'red'),
    isNull(ticketSupervisions.answeredAt),
  )
  const [events, clocks, mediation, supervisions] = await Promise.all([
    q
      .select({ type, actorId, params })
      .from(ticketEvents)
      .where(eq(ticketEvents.ticketId, ticket.id))
      .orderBy(ticketEvents.seq),
    clocksOf(q, ticket.id),
    mediationOf(q, ticket.id),
    q.select({ id: ticketSupervisions.id }).from(ticketSupervisions).where(open).limit(1),
  ])
  return {
    ...{ ticket, events, clocks },
    mediation: asMediation(mediation),
    supervised: supervisions.length > 0,
    actorId: actor.kind === 'staff' ? actor.id : null,
  }
}

function asMediation(row: MediationRow | undefined): Mediation {
  return {
    invited: row?.invitedAt !== null && row?.invitedAt !== undefined,
    citizenConsents: row?.citizenConsents ?? null,
    businessConsents: row?.businessConsents ?? null,
  }
}
