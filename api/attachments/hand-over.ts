/** Files go along when a draft becomes a ticket; both steps run in the transaction of the filing. */
import type { Deps } from '../deps.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { claimLoose, filesOf, shareFiles } from './attachment-store.ts'

export interface HandOver {
  /** Ids the files have in the ticket. */
  ids: string[]
  to(ticketId: string): Promise<void>
}

/** @param source the conversation that holds them, or the ids a program got when it sent them */
export async function handOver(
  deps: Deps,
  tx: Transaction,
  source: { conversationId: string } | { ids: readonly string[] },
): Promise<HandOver> {
  if ('ids' in source) {
    const ids = [...new Set(source.ids)]
    return { ids, to: (ticketId) => claim(tx, ids, ticketId) }
  }
  const files = (await filesOf(tx, source)).filter(({ scan }) => scan !== 'infected')
  const rows = files.map(({ fileId }) => ({ id: deps.random.uuid(), fileId }))
  return { ids: rows.map(({ id }) => id), to: (ticketId) => shareFiles(deps, tx, rows, ticketId) }
}

async function claim(tx: Transaction, ids: readonly string[], ticketId: string): Promise<void> {
  if (ids.length === 0 || (await claimLoose(tx, ids, ticketId)) === ids.length) return
  const errors = [{ path: 'attachments', code: 'unknown', message: 'errors.upload.unknown' } as const]
  throw new Problem('invalid', { errors })
}
