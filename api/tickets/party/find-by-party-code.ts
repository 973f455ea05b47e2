/** The way of the business to a complaint about it: the ticket's number and the answer code it was given (答复码). */
import { timingSafeEqual } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { Queryable } from '../../platform/database.ts'
import { Problem } from '../../platform/errors.ts'
import type { TicketKey } from '../find-by-code.ts'
import { findTicket, type TicketRecord } from '../ticket-store.ts'
import { type MediationRow, ticketMediations } from './tables.ts'

export interface PartyRecord {
  record: TicketRecord
  mediation: MediationRow
}

/** The code of a serial; the person's own query code is another one and opens nothing here. */
export function partyCode(deps: Pick<Deps, 'vault'>, number: string, serial: number): string {
  return deps.vault.queryCode(`business:${serial}:${number}`)
}

/** The complaint, or one and the same 404 for a wrong number, a wrong code and a complaint without an invitation. */
export async function findByPartyCode(deps: Deps, q: Queryable, key: TicketKey): Promise<PartyRecord> {
  const number = key.number.trim().toUpperCase()
  const record = await findTicket(q, number)
  const mediation = record && (await mediationOf(q, record.ticket.id))
  const right = same(key.code ?? '', partyCode(deps, number, mediation?.codeSerial ?? 0))
  if (!record || !mediation?.invitedAt || !right || record.ticket.kind !== 'complaint')
    throw new Problem('not-found', { detail: 'errors.tickets.numberOrCode' })
  return { record, mediation }
}

export async function mediationOf(q: Queryable, ticketId: string): Promise<MediationRow | undefined> {
  const [row] = await q.select().from(ticketMediations).where(eq(ticketMediations.ticketId, ticketId))
  return row
}

function same(given: string, expected: string): boolean {
  const typed = Buffer.from(given.replace(/[\s-]/g, '').toUpperCase())
  const right = Buffer.from(expected)
  return typed.length === right.length && timingSafeEqual(typed, right)
}
