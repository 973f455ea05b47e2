/** What the page beside the chat shows of a conversation. */
import { listAttachments } from '../attachments/list-attachments.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { articlesOf } from '../tickets/articles-of.ts'
import { missingFields } from '../tickets/missing.ts'
import type { TicketDraft } from '../tickets/model.ts'
import { promisesFor } from '../tickets/promises.ts'
import { whoReads } from '../tickets/who-reads.ts'
import type { Conversation } from './conversation-store.ts'
import type { ConversationView } from './model.ts'
import { questionFor } from './questions.ts'

/** The draft the conversation is about: the first one not filed yet. */
export function currentDraft(
  conversation: Pick<Conversation, 'state'>,
): { index: number; draft: TicketDraft } | undefined {
  const { drafts, filed } = conversation.state
  const index = drafts.findIndex((each) => filed[each.kind] === undefined)
  const draft = drafts[index]
  return draft ? { index, draft } : undefined
}

/** Drafts about the shop in hand, then those about further shops of the story. */
export const allDrafts = ({ drafts, later }: Conversation['state']): TicketDraft[] => [
  ...drafts,
  ...(later ?? []).flat(),
]

/** @param engine which engine understood the turn just taken; the configured one between turns */
export function viewOf(
  deps: Deps,
  locale: 'zh' | 'en',
  conversation: Conversation,
  engine: 'local' | 'model' = deps.config.model ? 'model' : 'local',
): Omit<ConversationView, 'attachments'> {
  const { state, id } = conversation
  const draft = currentDraft(conversation)?.draft ?? null
  const missing = draft ? missingFields(draft) : []
  const today = chinaDate(deps.clock.now())
  return {
    conversationId: id,
    messages: state.messages,
    intents: state.intents,
    intent: state.intents[0] ?? 'chat',
    drafts: allDrafts(state),
    draft,
    missing,
    questions: missing.slice(0, 1).map((field) => questionFor(locale, draft, field)),
    filed: [...(state.done ?? []), ...Object.values(state.filed)],
    promises: draft ? promisesFor(draft, today, deps.content, deps.calendar, locale) : [],
    whoReads: draft ? whoReads(draft, locale) : [],
    citations: draft ? articlesOf(deps, locale, draft, today) : [],
    engine,
  }
}

/** The same with the files, for whoever reads the whole. */
export async function wholeView(
  deps: Deps,
  q: Queryable,
  locale: 'zh' | 'en',
  conversation: Conversation,
): Promise<ConversationView> {
  const attachments = await listAttachments(deps, q, { conversationId: conversation.id })
  return { ...viewOf(deps, locale, conversation), attachments }
}
