/** Puts a complaint or report into the outbox to the national 12315 platform, in the transaction of its filing (总局令第121号 §40). */
import { chinaDate } from '../../calendar/calendar.ts'
import { dueOn } from '../../calendar/deadlines.ts'
import type { Deps } from '../../deps.ts'
import type { Transaction } from '../../platform/database.ts'
import { putRows } from '../../platform/put-rows.ts'
import type { TicketRow } from '../tables.ts'
import { nationalOutbox } from './tables.ts'

/** Working days to pass it on: the bureau's own measure. */
const WITHIN = 1

/** Kinds the platform does not keep are left out. */
export async function queueForNational(deps: Deps, tx: Transaction, ticket: TicketRow): Promise<void> {
  const row = nationalRow(deps, ticket)
  if (row) await putRows(tx, nationalOutbox, [row])
}

export function nationalRow(deps: Deps, ticket: TicketRow): typeof nationalOutbox.$inferInsert | undefined {
  const { id: ticketId, kind, channel, sourceNumber, receivedAt } = ticket
  if (kind !== 'complaint' && kind !== 'report') return undefined
  // What came from the platform is there already, under its own number.
  const known = channel === '12315' && sourceNumber !== null
  const from = chinaDate(receivedAt)
  return {
    ticketId,
    state: known ? 'acknowledged' : 'waiting',
    externalNumber: known ? sourceNumber : null,
    queuedAt: receivedAt,
    dueOn: dueOn({ from, count: WITHIN, unit: 'working-day', calendar: deps.calendar }).dueOn,
    sentAt: known ? receivedAt : null,
    acknowledgedAt: known ? receivedAt : null,
  }
}
