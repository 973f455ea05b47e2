/** The draft a conversation is about: the first one not filed yet. */
import type { TicketDraft } from '../tickets/model.ts'
import type { ConversationState } from './model.ts'

export const draftInHand = ({ drafts, filed }: Pick<ConversationState, 'drafts' | 'filed'>): TicketDraft | undefined =>
  drafts.find((each) => filed[each.kind] === undefined)
