/** Reads a conversation by its id, which is the only key to it. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { loadConversation } from './conversation-store.ts'
import { wholeView } from './conversation-view.ts'
import type { ConversationView } from './model.ts'

export async function readConversation(deps: Deps, ctx: Context, id: string): Promise<ConversationView> {
  return wholeView(deps, deps.db, ctx.locale, await loadConversation(deps, deps.db, id))
}
