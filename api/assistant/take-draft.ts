/** Hands a finished draft to filing, and notes afterwards what became of it. Both run in the transaction of the filing. */
import type { Deps } from '../deps.ts'
import type { Transaction } from '../platform/database.ts'
import type { TicketDraft } from '../tickets/model.ts'
import { loadConversation, saveConversation } from './conversation-store.ts'
import { currentDraft } from './conversation-view.ts'

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
  const earlier = Object.values(conversation.state.filed).at(-1)
  if (!current) return { alreadyFiled: earlier }
  return {
    draft: current.draft,
    linkedTo: earlier,
    markFiled: async (number) => {
      conversation.state.filed[current.draft.kind] = number
      conversation.state.asked = null
      await saveConversation(deps, tx, conversation)
    },
  }
}
