/**
 * Verb: an officer adds a photo or paper to a ticket (承办人员添加材料). It goes the same way as what a person hands in, and
 * stays within the bureau unless the officer shows it to the person or to the business.
 */
import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Queryable } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'
import type { Upload } from '../platform/upload.ts'
import { demand } from '../staff/permissions.ts'
import { demandReach, seesIdentity } from '../tickets/may.ts'
import { type EvidenceEvent, noteEvidence } from '../tickets/note-attachment.ts'
import { findTicket, type TicketRecord } from '../tickets/ticket-store.ts'
import { stateName } from '../tickets/words.ts'
import { deskViewOfFile, keepFile } from './attachment-store.ts'
import type { Lane } from './lane.ts'
import type { Audience, DeskAttachment } from './model.ts'
import { receive } from './receive.ts'

const UPLOADS: Limit = { name: 'evidence', max: 200, windowSeconds: 3600 }

export async function addEvidence(
  deps: Deps,
  lane: Lane,
  ctx: Context,
  { number, audience, ...upload }: Upload & { number: string; audience: Audience },
): Promise<DeskAttachment> {
  demand(ctx, 'tickets.handle', 'tickets.dispatch')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new Problem('forbidden')
  await spend(deps, UPLOADS, actor.id)
  // Asked before ten megabytes are read in vain, and once more under the lock.
  await workableTicket(deps.db, ctx, number, audience)
  const { sent, ...received } = await receive(deps, lane, upload)
  const fingerprint = deps.vault.blindIndex('file', createHash('sha256').update(sent).digest('hex'))
  return deps.db.transaction(async (tx) => {
    const record = await workableTicket(tx, ctx, number, audience)
    const ticketId = record.ticket.id
    const shown = { toCitizen: audience.citizen, toBusiness: audience.business }
    const by = { staffId: actor.id, fromBusiness: false, ...shown }
    const { kept: stored, fresh } = await keepFile(deps, tx, ticketId, { ...received, fingerprint }, by)
    if (!fresh) return deskViewOfFile(deps, stored)
    const told: EvidenceEvent[] = ['evidence-added', ...shownEvents(audience)]
    for (const event of told) await noteEvidence(deps, tx, record, actor.id, event)
    await audit(deps, tx, ctx, {
      action: 'ticket.evidence-added',
      entity: 'ticket',
      entityId: ticketId,
      after: { attachment: stored.id, type: stored.type, scan: stored.scan, ...audience },
    })
    return deskViewOfFile(deps, stored)
  })
}

/** Lines of the timeline for whoever sees it from now on. */
export const shownEvents = ({ citizen, business }: Audience): EvidenceEvent[] => [
  ...(citizen ? (['evidence-shown'] as const) : []),
  ...(business ? (['evidence-handed-over'] as const) : []),
]

/** @throws Problem unless the actor may work on that ticket, knows all of it, and it is open and can be shown so */
export async function workableTicket(
  q: Queryable,
  ctx: Context,
  number: string,
  audience: Audience,
): Promise<TicketRecord> {
  const record = await findTicket(q, number)
  if (!record) throw new Problem('not-found')
  const { ticket } = record
  demandReach(ctx, ticket)
  if (!seesIdentity(ctx.actor, ticket)) throw new Problem('forbidden')
  if (ticket.closedAt !== null)
    throw new Problem('conflict', {
      detail: 'errors.tickets.notNow',
      params: { state: stateName(ctx.locale, ticket.state) },
    })
  // Only a complaint has a business at its door.
  if (audience.business && ticket.kind !== 'complaint')
    throw new Problem('unprocessable', { detail: 'errors.upload.noBusiness' })
  return record
}
