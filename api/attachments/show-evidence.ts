/** Verb: an officer shows a file the bureau added to the person or to the business, or takes it back from their sight. */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { demand } from '../staff/permissions.ts'
import { type EvidenceEvent, noteEvidence } from '../tickets/note-attachment.ts'
import { shownEvents, workableTicket } from './add-evidence.ts'
import { deskViewOfFile, filesOf, lockHolder, setAudience } from './attachment-store.ts'
import type { Audience, DeskAttachment } from './model.ts'

/** @throws Problem `not-found` for what is not there and for what the person or the business handed in alike */
export async function showEvidence(
  deps: Deps,
  ctx: Context,
  { number, id, audience }: { number: string; id: string; audience: Audience },
): Promise<DeskAttachment> {
  demand(ctx, 'tickets.handle', 'tickets.dispatch')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new Problem('forbidden')
  return deps.db.transaction(async (tx) => {
    const record = await workableTicket(tx, ctx, number, audience)
    const ticketId = record.ticket.id
    await lockHolder(tx, { ticketId })
    const file = (await filesOf(tx, { ticketId })).find((each) => each.id === id && each.staffId !== null)
    if (!file) throw new Problem('not-found')
    const after = { ...file, toCitizen: audience.citizen, toBusiness: audience.business }
    if (file.toCitizen === after.toCitizen && file.toBusiness === after.toBusiness) return deskViewOfFile(deps, file)
    await setAudience(tx, id, audience)
    const fresh = { citizen: after.toCitizen && !file.toCitizen, business: after.toBusiness && !file.toBusiness }
    const hidden = (file.toCitizen && !after.toCitizen) || (file.toBusiness && !after.toBusiness)
    const told: EvidenceEvent[] = [...shownEvents(fresh), ...(hidden ? (['evidence-hidden'] as const) : [])]
    for (const event of told) await noteEvidence(deps, tx, record, actor.id, event)
    await audit(deps, tx, ctx, {
      action: 'ticket.evidence-audience',
      entity: 'ticket',
      entityId: ticketId,
      before: { citizen: file.toCitizen, business: file.toBusiness },
      after: { attachment: id, ...audience },
    })
    return deskViewOfFile(deps, after)
  })
}
