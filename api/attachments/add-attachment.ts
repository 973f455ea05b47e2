/** Adds a photo or paper to a draft or to an open ticket; without either it waits a day for the ticket that names it. */
import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'
import type { Upload } from '../platform/upload.ts'
import { noteAttachment } from '../tickets/note-attachment.ts'
import {
  type FileRecord,
  filesOf,
  insertFile,
  lockHolder,
  type NewFile,
  senderOf,
  viewOfFile,
} from './attachment-store.ts'
import { type FoundHolder, findHolder, type HolderKey, spendHolder } from './find-holder.ts'
import type { Lane } from './lane.ts'
import { type AttachmentView, MOST_FILES } from './model.ts'
import { receive } from './receive.ts'

const UPLOADS: Limit = { name: 'attachment', max: 60, windowSeconds: 3600 }

/** @param key undefined for a file whose ticket is filed afterwards by a program */
export async function addAttachment(
  deps: Deps,
  lane: Lane,
  ctx: Context,
  { key, ...upload }: Upload & { key: HolderKey | undefined },
): Promise<AttachmentView> {
  await spend(deps, UPLOADS, ctx.client)
  if (key) {
    await spendHolder(deps, ctx, key)
    // Asked before ten megabytes are read in vain, and once more under the lock.
    await mayAdd(deps, deps.db, await findHolder(deps, deps.db, key))
  }
  const { sent, ...received } = await receive(deps, lane, upload)
  const digest = createHash('sha256').update(sent).digest('hex')
  const file = { ...received, fingerprint: deps.vault.blindIndex('file', digest) }
  const stored = await deps.db.transaction(async (tx) =>
    key ? store(deps, tx, ctx, await findHolder(deps, tx, key), file) : insertFile(deps, tx, 'loose', file),
  )
  return viewOfFile(deps, stored)
}

async function store(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  holder: FoundHolder,
  file: NewFile,
): Promise<FileRecord> {
  await lockHolder(tx, holder)
  const there = (await filesOf(tx, holder)).filter((file) => senderOf(file) === 'person')
  const same = there.find(({ fingerprint }) => fingerprint === file.fingerprint)
  if (same) return same
  await mayAdd(deps, tx, holder, there.length)
  if (!('record' in holder)) return insertFile(deps, tx, holder, file)
  const stored = await insertFile(deps, tx, { ticketId: holder.ticketId }, file)
  await noteAttachment(deps, tx, holder.record)
  await audit(deps, tx, ctx, {
    action: 'ticket.attachment-added',
    entity: 'ticket',
    entityId: holder.ticketId,
    after: { attachment: stored.id, type: file.type, scan: file.scan },
  })
  return stored
}

async function mayAdd(
  deps: Deps,
  q: Parameters<typeof filesOf>[0],
  holder: FoundHolder,
  count?: number,
): Promise<void> {
  if ('record' in holder && holder.record.ticket.closedAt !== null)
    throw new Problem('conflict', { detail: 'errors.tickets.closed', params: { phone: deps.content.bureau.phone } })
  const own = async () => (await filesOf(q, holder)).filter((file) => senderOf(file) === 'person').length
  if ((count ?? (await own())) >= MOST_FILES)
    throw new Problem('conflict', { detail: 'errors.upload.tooMany', params: { most: MOST_FILES } })
}
