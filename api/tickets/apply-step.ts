/** Writes one planned step: guarded update, clocks, timeline row and audit row, in the transaction of the verb. */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { issueNotice } from './notices/issue-notice.ts'
import { notifyHandler } from './notify-handler.ts'
import { notifyPerson } from './notify-person.ts'
import { planStep, type Step } from './plan-step.ts'
import { type TicketRow, ticketEvents } from './tables.ts'
import {
  clocksOf,
  type EventTexts,
  eventRow,
  openDraft,
  saveClocks,
  saveTicket,
  type TicketRecord,
} from './ticket-store.ts'

export async function applyStep(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  record: TicketRecord,
  step: Step,
  texts: EventTexts = {},
): Promise<TicketRow> {
  const before = record.ticket
  const clocks = await clocksOf(tx, before.id)
  const plan = planned(() => planStep(before, clocks, step, deps.clock.now(), deps))
  const { ticket } = plan
  const event = eventRow(deps, record, plan.event, texts)
  await saveTicket(tx, before, ticket)
  await Promise.all([
    saveClocks(deps, tx, ticket, clocks, plan.clocks),
    tx.insert(ticketEvents).values(event),
    audit(deps, tx, ctx, {
      action: `ticket.${step.transition.action}`,
      entity: 'ticket',
      entityId: ticket.id,
      before: changed(before, ticket),
      after: changed(ticket, before),
      ...(step.ground ? { reason: step.ground } : {}),
    }),
  ])
  const { notice } = step.transition
  if (notice) {
    const { params, id: eventId } = event
    const told = { eventId, draft: openDraft(deps, record), params, texts, partyCode: step.partyCode }
    await issueNotice(deps, tx, { ...record, ticket }, notice, told)
  }
  await notifyPerson(deps, tx, { ...record, ticket }, step.transition, plan.event)
  if (!step.toldLater) await notifyHandler(deps, tx, [ticket], step)
  return ticket
}

/** A clock that can no longer be paused or extended is the officer's to know, not a failure of the program. */
function planned<T>(plan: () => T): T {
  try {
    return plan()
  } catch (error) {
    if (error instanceof RangeError)
      throw new Problem('unprocessable', { detail: 'errors.tickets.clock', cause: error })
    throw error
  }
}

const AUDITED = [
  'state',
  'outcome',
  'ground',
  'station',
  'section',
  'handlerId',
  'nextDueOn',
  'leaderId',
  'version',
] as const

/** What an audit row says of a ticket before or after. */
export function changed(side: TicketRow, other: TicketRow): Record<string, unknown> {
  return Object.fromEntries(
    AUDITED.filter((field) => side[field] !== other[field]).map((field) => [field, side[field]]),
  )
}
