/** The person corrects fields of the draft by hand; what a hand typed is confirmed and no inference overwrites it. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { fieldErrors } from '../platform/http.ts'
import { TicketDraft } from '../tickets/model.ts'
import { loadConversation, saveConversation } from './conversation-store.ts'
import { currentDraft, wholeView } from './conversation-view.ts'
import { type MergePatch, mergePatch, patchedPaths } from './merge-patch.ts'
import type { ConversationView } from './model.ts'
import { placedInTree } from './tree.ts'

/** Applies an RFC 7396 merge patch to the current draft. */
export async function correctDraft(deps: Deps, ctx: Context, id: string, patch: MergePatch): Promise<ConversationView> {
  return deps.db.transaction(async (tx) => {
    const conversation = await loadConversation(deps, tx, id, true)
    const current = currentDraft(conversation)
    if (!current) throw new Problem('conflict', { detail: 'assistant.nothingToCorrect' })
    const { provenance: _, ...changes } = patch
    const merged = TicketDraft.safeParse(mergePatch(current.draft, changes))
    if (!merged.success) throw new Problem('invalid', { errors: fieldErrors(merged.error.issues) })
    const provenance = { ...current.draft.provenance }
    for (const path of patchedPaths(changes)) provenance[path] = { message: 0, start: 0, end: 0, basis: 'confirmed' }
    conversation.state.drafts[current.index] = placedInTree(deps.content, { ...merged.data, provenance })
    conversation.state.asked = null
    await saveConversation(deps, tx, conversation)
    return wholeView(deps, tx, ctx.locale, conversation)
  })
}
