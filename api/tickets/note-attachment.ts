/** One line in the timeline: the person added a photo or paper. */
import type { Deps } from '../deps.ts'
import type { Transaction } from '../platform/database.ts'
import { ticketEvents } from './tables.ts'
import { eventRow, type TicketRecord } from './ticket-store.ts'

export async function noteAttachment(deps: Deps, tx: Transaction, record: TicketRecord): Promise<void> {
  const event = {
    at: deps.clock.now(),
    type: 'attachment-added',
    actorKind: 'citizen',
    actorId: null,
    audience: 'party',
    fromState: null,
    toState: null,
    params: {},
  } as const
  await tx.insert(ticketEvents).values(eventRow(deps, record, event))
}
