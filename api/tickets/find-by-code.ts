/** The way of a person without an account to their ticket: number and query code together. */
import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Queryable } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'
import { findTicket, type TicketRecord } from './ticket-store.ts'

/** A family behind one address may look often; thirty billion codes cannot be tried at this pace. */
const BY_CLIENT: Limit = { name: 'ticket-code', max: 60, windowSeconds: 600 }
const BY_NUMBER: Limit = { name: 'ticket-number', max: 120, windowSeconds: 600 }

/** What names a ticket and proves that it is one's own. */
export interface TicketKey {
  number: string
  code: string | undefined
}

/** Counts the look-up; call it outside the transaction, so that a refused call counts too. */
export async function spendLookup(deps: Deps, ctx: Context, { number }: TicketKey): Promise<void> {
  await spend(deps, BY_CLIENT, ctx.client)
  await spend(deps, BY_NUMBER, number)
}

/** The ticket, or one and the same 404 for a wrong number and a wrong code. */
export async function findByCode(deps: Deps, q: Queryable, key: TicketKey): Promise<TicketRecord> {
  const number = key.number.trim().toUpperCase()
  const record = await findTicket(q, number)
  const right = sameCode(key.code ?? '', deps.vault.queryCode(number))
  if (!record || !right) throw new Problem('not-found', { detail: 'errors.tickets.numberOrCode' })
  return record
}

/** Spaces, hyphens and small letters are how people copy a code from paper. */
function sameCode(given: string, expected: string): boolean {
  const typed = Buffer.from(given.replace(/[\s-]/g, '').toUpperCase())
  const right = Buffer.from(expected)
  return typed.length === right.length && timingSafeEqual(typed, right)
}

/** Scope for repeated calls: whoever does not know the code cannot meet the answers of someone who does. */
export function callScope(deps: Deps, name: string, { number, code }: TicketKey): string {
  return `${name}:${number}:${deps.vault.blindIndex('code', code ?? '')}`
}
