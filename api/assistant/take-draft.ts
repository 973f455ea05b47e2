/** Hands a finished draft to filing, and notes afterwards what became of it. Both run in the transaction of the filing. */
import type { Deps } from '../deps.ts'
import type { Transaction } from '../platform/database.ts'
import type { TicketDraft } from '../tickets/model.ts'
import { loadConversation, saveConversation } from './conversation-store.ts'
import { currentDraft } from './conversation-view.ts'
import { draftInHand } from './draft-in-hand.ts'
import type { ConversationState } from './model.ts'

export interface TakenDraft {
  draft: TicketDraft
  /** Number of the ticket filed before from the same story, so that complaint and report point at each other. */
  linkedTo: string | undefined
  /** Marks the draft as filed under `number`. */
  markFiled(number: string): Promise<void>
}

/** The draft to file now, or the number it already became. */
export async function takeDraft(
  deps: Deps,
  tx: Transaction,
  conversationId: string,
): Promise<TakenDraft | { alreadyFiled: string | undefined }> {
  const conversation = await loadConversation(deps, tx, conversationId, true)
  const current = currentDraft(conversation)
  const { state } = conversation
  const earlier = Object.values(state.filed).at(-1)
  if (!current) return { alreadyFiled: earlier ?? state.done?.at(-1) }
  return {
    draft: current.draft,
    linkedTo: earlier,
    markFiled: async (number) => {
      state.filed[current.draft.kind] = number
      state.asked = null
      takeUpNext(state, current.draft)
      await saveConversation(deps, tx, conversation)
    },
  }
}

/** All about this shop is filed: the next shop of the story follows, with the person's own data already in. */
function takeUpNext(state: ConversationState, { contact }: TicketDraft): void {
  const [next, ...later] = state.later ?? []
  if (!next || draftInHand(state)) return
  state.done = [...(state.done ?? []), ...Object.values(state.filed)]
  state.drafts = next.map((draft) => ({ ...draft, contact: { ...contact, ...draft.contact } }))
  state.later = later
  state.filed = {}
}
