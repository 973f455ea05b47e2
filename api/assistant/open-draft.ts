/** Starts without a chat: the stepwise plain forms fill the same conversation, and a photo may come before any words. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { spend } from '../platform/rate-limit.ts'
import type { TicketDraft } from '../tickets/model.ts'
import { createConversation } from './conversation-store.ts'
import { viewOf } from './conversation-view.ts'
import type { ConversationView } from './model.ts'
import { placedInTree } from './tree.ts'

const LIMIT = { name: 'open-draft', max: 30, windowSeconds: 600 }

export async function openDraft(deps: Deps, ctx: Context, draft: TicketDraft | undefined): Promise<ConversationView> {
  await spend(deps, LIMIT, ctx.client)
  const [intents, drafts] = draft ? [[draft.kind], [placedInTree(deps.content, draft)]] : [[], []]
  const conversation = await deps.db.transaction((tx) =>
    createConversation(deps, tx, ctx.locale, { messages: [], intents, drafts, asked: null, filed: {} }),
  )
  return { ...viewOf(deps, ctx.locale, conversation), attachments: [] }
}
