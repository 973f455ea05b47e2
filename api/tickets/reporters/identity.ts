/** Sealing, storing and opening who reported, under a key of its own. Only the verbs beside this file and the filing use it. */

import { eq } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { Queryable, Transaction } from '../../platform/database.ts'
import { putRows } from '../../platform/put-rows.ts'
import { orderedUuid } from '../../platform/random.ts'
import { dataKeys } from '../../platform/tables.ts'
import type { TicketDraft } from '../model.ts'
import { reporterIdentities } from './tables.ts'

export type Reporter = Pick<TicketDraft['contact'], 'name' | 'phone' | 'address' | 'email'>

export interface NewIdentity {
  wrapped: Buffer
  row: typeof reporterIdentities.$inferInsert
}

export function newIdentity(deps: Deps, ticketId: string, contact: TicketDraft['contact'], at: Date): NewIdentity {
  const { name, phone, address, email } = contact
  const wrapped = deps.vault.newKey()
  const person = { name, phone, address, email }
  return {
    wrapped,
    row: {
      ticketId,
      dataKeyId: orderedUuid(deps),
      sealed: deps.vault.seal(wrapped, contextOf(ticketId), person),
      phoneIndex: phone ? deps.vault.blindIndex('phone', phone.replaceAll('-', '')) : null,
      createdAt: at,
    },
  }
}

/** Stores it, in the transaction of the filing. */
export async function storeIdentity(tx: Transaction, identity: NewIdentity | undefined): Promise<void> {
  if (!identity) return
  const { wrapped, row } = identity
  await Promise.all([
    putRows(tx, dataKeys, [{ id: row.dataKeyId, wrapped, createdAt: row.createdAt }]),
    putRows(tx, reporterIdentities, [row]),
  ])
}

/** @returns undefined for an anonymous report, and once it is forgotten */
export async function openIdentity(deps: Deps, q: Queryable, ticketId: string): Promise<Reporter | undefined> {
  const [found] = await q
    .select({ sealed: reporterIdentities.sealed, wrapped: dataKeys.wrapped })
    .from(reporterIdentities)
    .innerJoin(dataKeys, eq(dataKeys.id, reporterIdentities.dataKeyId))
    .where(eq(reporterIdentities.ticketId, ticketId))
  return found && deps.vault.open<Reporter>(found.wrapped, contextOf(ticketId), found.sealed)
}

const contextOf = (ticketId: string) => `reporter:${ticketId}`
