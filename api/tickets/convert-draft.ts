/** The same story as a draft of another kind: what both kinds know is kept. Pure. */
import { TicketDraft } from './model.ts'

/** @throws ZodError never for a kind of the contract: everything a kind needs has a default or is optional */
export function convertDraft(draft: TicketDraft, kind: string | undefined): TicketDraft {
  const { narrative, problem, object, place, occurredOn, contact, source, declaredTrue } = draft
  const about = draft.kind === 'complaint' || draft.kind === 'report' ? { respondent: draft.respondent } : {}
  return TicketDraft.parse({
    ...{ kind, narrative, problem, object, place, occurredOn, contact, declaredTrue },
    // The number of a hotline order stays with the first ticket.
    source: { channel: source.channel },
    ...about,
    ...(kind === 'consultation' ? { question: narrative.slice(0, 2000) } : {}),
  })
}
