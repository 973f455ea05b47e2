/** One turn: what the person said → understood → stored → answered. A turn locks its conversation, so turns never mix. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { spend } from '../platform/rate-limit.ts'
import type { Advice } from './advice/advice.ts'
import { answerQuestion, type QuestionAnswer } from './answer-question.ts'
import { compose } from './compose.ts'
import { createConversation, loadConversation, saveConversation } from './conversation-store.ts'
import { viewOf } from './conversation-view.ts'
import type { Engine, EngineInput } from './engine.ts'
import type { ConversationState, TurnResult } from './model.ts'

const EMPTY: ConversationState = { messages: [], intents: [], drafts: [], asked: null, filed: {} }
const LIMIT = { name: 'assistant-turn', max: 60, windowSeconds: 600 }

export interface Turn {
  conversationId?: string | undefined
  message: string
  locale: 'zh' | 'en'
}

export async function takeTurn(deps: Deps, engine: Engine, ctx: Context, turn: Turn): Promise<TurnResult> {
  await spend(deps, LIMIT, ctx.client)
  const before = turn.conversationId ? (await loadConversation(deps, deps.db, turn.conversationId)).state : EMPTY
  const advice = await engine.advise(inputOf(before, turn), turn.conversationId)
  const found = await lookUp(deps, engine, before, turn, advice)
  return deps.db.transaction(async (tx) => {
    const conversation = turn.conversationId
      ? await loadConversation(deps, tx, turn.conversationId, true)
      : await createConversation(deps, tx, turn.locale, structuredClone(EMPTY))
    const { state } = conversation
    // Another turn may have come in between: the advice was not given for what stands here now.
    const unchanged = state.messages.length === before.messages.length
    const fitting = unchanged ? advice : undefined
    const understood = await engine.understand(inputOf(state, turn), fitting)
    const name = fitting ? 'model' : 'local'
    state.messages.push({ role: 'person', text: turn.message })
    const answer = compose(deps, turn.locale, state, understood, unchanged ? found : undefined)
    state.intents = understood.intents
    state.drafts = answer.drafts
    state.asked = answer.questions[0]?.field ?? null
    state.messages.push({ role: 'assistant', text: answer.reply })
    deps.metrics.count('assistant_turns_total', 'Turns of the assistant by how they ended', { status: answer.status })
    await saveConversation(deps, tx, conversation)
    const view = viewOf(deps, turn.locale, conversation, name)
    return {
      conversationId: view.conversationId,
      intents: view.intents,
      intent: view.intent,
      drafts: view.drafts,
      draft: view.draft,
      missing: view.missing,
      questions: answer.questions,
      engine: name,
      reply: answer.reply,
      citations: answer.citations,
      notices: answer.notices,
      ticket: answer.ticket,
      status: answer.status,
    }
  })
}

/** The conversation with the new message, as an engine takes it. */
const inputOf = ({ messages, drafts, asked }: ConversationState, { message, locale }: Turn): EngineInput => ({
  messages: [...messages.filter(({ role }) => role === 'person').map(({ text }) => text), message],
  previous: { drafts, asked },
  locale,
})

/** A question is looked up before the conversation is locked: a search holds no connection of the database. */
async function lookUp(
  deps: Deps,
  engine: Engine,
  before: ConversationState,
  turn: Turn,
  advice: Advice | undefined,
): Promise<QuestionAnswer | undefined> {
  if (before.drafts.length > 0) return undefined
  const { intents, drafts } = await engine.understand(inputOf(before, turn), advice)
  const [draft] = drafts
  if (intents[0] !== 'consultation' || draft?.kind !== 'consultation') return undefined
  return answerQuestion(deps, turn.locale, turn.message, draft.occurredOn)
}
