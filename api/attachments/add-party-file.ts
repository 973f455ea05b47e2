/**
 * Verb: the business complained of adds a photo or paper to its answer (经营者举证). It goes the same way as every
 * upload; staff see it and the business itself, as they alone see what it writes.
 */
import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Queryable } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'
import type { Upload } from '../platform/upload.ts'
import { spendLookup, type TicketKey } from '../tickets/find-by-code.ts'
import { notePartyFile } from '../tickets/note-attachment.ts'
import { findByPartyCode } from '../tickets/party/find-by-party-code.ts'
import { actsOf } from '../tickets/party/party-view.ts'
import type { TicketRecord } from '../tickets/ticket-store.ts'
import { BY_BUSINESS, keepFile, viewOfFile } from './attachment-store.ts'
import type { Lane } from './lane.ts'
import type { AttachmentView } from './model.ts'
import { receive } from './receive.ts'

const UPLOADS: Limit = { name: 'party-file', max: 60, windowSeconds: 3600 }

/** @throws Problem `not-found` for a wrong number and a wrong code alike; `conflict` when evidence is not taken now */
export async function addPartyFile(
  deps: Deps,
  lane: Lane,
  ctx: Context,
  { key, ...upload }: Upload & { key: TicketKey },
): Promise<AttachmentView> {
  await spend(deps, UPLOADS, ctx.client)
  await spendLookup(deps, ctx, key)
  // Asked before ten megabytes are read in vain, and once more under the lock.
  await answerable(deps, deps.db, key)
  const { sent, ...received } = await receive(deps, lane, upload)
  const fingerprint = deps.vault.blindIndex('file', createHash('sha256').update(sent).digest('hex'))
  return deps.db.transaction(async (tx) => {
    const record = await answerable(deps, tx, key)
    const { id } = record.ticket
    const { kept, fresh } = await keepFile(deps, tx, id, { ...received, fingerprint }, BY_BUSINESS)
    if (!fresh) return viewOfFile(deps, kept)
    await notePartyFile(deps, tx, record)
    await audit(deps, tx, ctx, {
      action: 'ticket.party-file-added',
      entity: 'ticket',
      entityId: id,
      after: { attachment: kept.id, type: kept.type, scan: kept.scan },
    })
    return viewOfFile(deps, kept)
  })
}

async function answerable(deps: Deps, q: Queryable, key: TicketKey): Promise<TicketRecord> {
  const { record, mediation } = await findByPartyCode(deps, q, key)
  if (!actsOf(record, mediation).includes('evidence'))
    throw new Problem('conflict', { detail: 'errors.tickets.notNowParty' })
  return record
}
