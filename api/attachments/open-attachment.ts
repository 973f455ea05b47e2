/** Opens one file: for the person with the key to its draft or ticket, and for staff who may read the ticket. */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { spendLookup, type TicketKey } from '../tickets/find-by-code.ts'
import { demandReach, seesIdentity } from '../tickets/may.ts'
import { findByPartyCode } from '../tickets/party/find-by-party-code.ts'
import { findTicket } from '../tickets/ticket-store.ts'
import { type FileRecord, filesOf, isForBusiness, isForCitizen, readParts, viewOfFile } from './attachment-store.ts'
import { findHolder, type HolderKey, spendHolder } from './find-holder.ts'
import type { AttachmentView } from './model.ts'

export interface OpenedFile {
  view: AttachmentView
  preview: boolean
  content: AsyncGenerator<Buffer>
}

interface Which {
  id: string
  /** The small picture instead of the file. */
  preview: boolean
}

/** @throws Problem `not-found` for what is not there and for what is not one's own alike; `conflict` while it is being checked */
export async function openAttachment(deps: Deps, ctx: Context, which: Which & { key: HolderKey }): Promise<OpenedFile> {
  await spendHolder(deps, ctx, which.key)
  const files = await filesOf(deps.db, await findHolder(deps, deps.db, which.key))
  return opened(deps, files.filter(isForCitizen), which)
}

/** For the business, with number and answer code: what it added and what an officer chose to show it, nothing else. */
export async function openPartyAttachment(
  deps: Deps,
  ctx: Context,
  { key, ...which }: Which & { key: TicketKey },
): Promise<OpenedFile> {
  await spendLookup(deps, ctx, key)
  const { record } = await findByPartyCode(deps, deps.db, key)
  const files = await filesOf(deps.db, { ticketId: record.ticket.id })
  return opened(deps, files.filter(isForBusiness), which)
}

/** That staff looked is recorded before they see it. Whoever may not know who reported gets no file either. */
export async function openDeskAttachment(
  deps: Deps,
  ctx: Context,
  { number, ...which }: Which & { number: string },
): Promise<OpenedFile> {
  const files = await deps.db.transaction(async (tx) => {
    const record = await findTicket(tx, number)
    if (!record) throw new Problem('not-found')
    const { ticket } = record
    demandReach(ctx, ticket)
    if (!seesIdentity(ctx.actor, ticket)) throw new Problem('forbidden')
    if (!which.preview)
      await audit(deps, tx, ctx, {
        action: 'ticket.attachment-opened',
        entity: 'ticket',
        entityId: ticket.id,
        after: { attachment: which.id },
      })
    return filesOf(tx, { ticketId: ticket.id })
  })
  return opened(deps, files, which)
}

function opened(deps: Deps, files: FileRecord[], { id, preview }: Which): OpenedFile {
  const file = files.find((each) => each.id === id)
  if (!file || (preview && !file.preview)) throw new Problem('not-found')
  if (file.scan === 'held') throw new Problem('conflict', { detail: 'errors.upload.held' })
  if (file.scan === 'infected') throw new Problem('conflict', { detail: 'errors.upload.infected' })
  return { view: viewOfFile(deps, file), preview, content: readParts(deps, file, preview ? 'preview' : 'file') }
}
