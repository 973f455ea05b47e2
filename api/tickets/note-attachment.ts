/** Lines in the timeline: the person, the business or an officer added a photo or paper, and who was shown it. */
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

/** Told to staff and to the business itself. */
export async function notePartyFile(deps: Deps, tx: Transaction, record: TicketRecord): Promise<void> {
  const event = {
    at: deps.clock.now(),
    type: 'business-file-added',
    actorKind: 'business',
    actorId: null,
    audience: 'staff',
    fromState: null,
    toState: null,
    params: {},
  } as const
  await tx.insert(ticketEvents).values(eventRow(deps, record, event))
}

/** `evidence-handed-over` is told to the business, `evidence-shown` to the person, the others to staff alone. */
export type EvidenceEvent = 'evidence-added' | 'evidence-shown' | 'evidence-handed-over' | 'evidence-hidden'

export async function noteEvidence(
  deps: Deps,
  tx: Transaction,
  record: TicketRecord,
  staffId: string,
  type: EvidenceEvent,
): Promise<void> {
  const event = {
    at: deps.clock.now(),
    type,
    actorKind: 'staff',
    actorId: staffId,
    audience: type === 'evidence-shown' ? 'party' : 'staff',
    fromState: null,
    toState: null,
    params: {},
  } as const
  await tx.insert(ticketEvents).values(eventRow(deps, record, event))
}
