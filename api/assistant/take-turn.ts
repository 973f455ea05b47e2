/**
 * One turn: what the person said goes through the steps of the pipeline and is kept. While a turn of a conversation is
 * answered no other begins; a process that dies in between holds nobody up for long.
 */
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { countCalls, type Limit, refusePast } from '../platform/rate-limit.ts'
import { missingFields } from '../tickets/missing.ts'
import { readTicket } from '../tickets/read-ticket.ts'
import { refusedBySettings } from './advice/budget.ts'
import { type Budget, explain } from './advice/explain.ts'
import type { ModelPort } from './advice/model-port.ts'
import { answerQuestion } from './answer-question.ts'
import { askCallBack } from './call-backs/ask-call-back.ts'
import { beginTurn, type Conversation, createConversation, giveUpTurn, keepTurn } from './conversation-store.ts'
import { allDrafts } from './conversation-view.ts'
import { draftInHand } from './draft-in-hand.ts'
import type { Engine } from './engine.ts'
import type { ConversationState, TurnResult } from './model.ts'
import { keptState } from './pipeline/kept-state.ts'
import { runSteps } from './pipeline/steps.ts'
import type { Answer, Emit, Ports, Turn, Work } from './pipeline/work.ts'
import type { AssistantSettings } from './settings/model.ts'
import { settingsInForce } from './settings/read-settings.ts'

export const EMPTY: ConversationState = { messages: [], intents: [], drafts: [], asked: null, filed: {} }
const BURST: Limit = { name: 'assistant-turn', max: 60, windowSeconds: 600 }
const DAY = { name: 'assistant-day', windowSeconds: 24 * 3600 } as const
export const TURN_WINDOWS = [BURST, DAY]

export interface Engines {
  engine: Engine
  model: ModelPort | undefined
}

/**
 * @param emit hears pieces of a model's answer while it is still being made
 * @throws Problem `conflict` while another turn of the conversation is answered; `unavailable` while the assistant is
 * switched off; `too-many-requests` past the limits
 */
export async function takeTurn(
  deps: Deps,
  { engine, model }: Engines,
  ctx: Context,
  turn: Turn,
  emit?: Emit,
): Promise<TurnResult> {
  const settings = await admit(deps, ctx)
  const begun = turn.conversationId ? await begin(deps, turn.conversationId) : undefined
  try {
    let kept: Conversation | undefined
    const store = async (work: Work & { answer: Answer }) => {
      kept = await keep(deps, turn, begun, keptState(work))
    }
    const ports = { ...portsOf(deps, ctx, turn, settings, model), engine, store }
    const before = begun?.state ?? EMPTY
    const now = deps.clock.now()
    const work = await runSteps({
      turn,
      ports,
      settings,
      before,
      now,
      emit,
      message: turn.message,
      notices: [],
      later: [],
      path: [],
    })
    if (!kept || !work.answer) throw new Error('the turn was not kept')
    countStatus(deps, work.answer.status)
    if (work.fault)
      deps.metrics.count('assistant_faults_total', 'Words of a model that were not believed', { fault: work.fault })
    return resultOf(kept, work, work.answer)
  } catch (error) {
    if (begun) await giveUpTurn(deps, begun.id)
    throw error
  }
}

const countStatus = (deps: Deps, status: string) =>
  deps.metrics.count('assistant_turns_total', 'Turns of the assistant by how they ended', { status })

async function admit(deps: Deps, ctx: Context): Promise<AssistantSettings> {
  const [settings, counts] = await Promise.all([settingsInForce(deps), countCalls(deps, TURN_WINDOWS, ctx.client)])
  if (!settings.assistantOn) {
    countStatus(deps, 'off')
    throw new Problem('unavailable', { detail: 'assistant.off' })
  }
  refusePast(deps, counts, BURST)
  refusePast(deps, counts, { ...DAY, max: settings.messagesPerDay })
  return settings
}

async function begin(deps: Deps, id: string): Promise<Conversation> {
  try {
    return await beginTurn(deps, id)
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') countStatus(deps, 'busy')
    throw error
  }
}

async function keep(
  deps: Deps,
  turn: Turn,
  begun: Conversation | undefined,
  state: ConversationState,
): Promise<Conversation> {
  if (!begun) return createConversation(deps, deps.db, turn.locale, state)
  const kept = { ...begun, state }
  await keepTurn(deps, kept)
  return kept
}

function portsOf(
  deps: Deps,
  ctx: Context,
  { locale, conversationId }: Turn,
  settings: AssistantSettings,
  model: ModelPort | undefined,
): Omit<Ports, 'engine' | 'store'> {
  const spendOne = () => refusedBySettings(deps, conversationId, settings)
  let first: ReturnType<Budget> | undefined
  return {
    content: deps.content,
    lookUp: (question, on) => {
      // Counted while the articles are looked up, so that nobody waits for it.
      first = model && spendOne()
      // Where nothing is found nobody waits for it either.
      first?.catch(() => undefined)
      return answerQuestion(deps, locale, question, on)
    },
    statusOf: async (key) => {
      try {
        const { stateName, explanation } = await readTicket(deps, { ...ctx, locale }, key)
        return t(locale, 'assistant.statusSentence', { state: stateName, explanation })
      } catch (error) {
        if (error instanceof Problem && error.code === 'not-found') return undefined
        throw error
      }
    },
    callBack: (wish) => askCallBack(deps, ctx, { ...wish, locale }),
    explain: async (work) => {
      const budget = () => {
        const counted = first ?? spendOne()
        first = undefined
        return counted
      }
      return model && settings.modelOn ? explain(deps, ctx, model, work, budget) : undefined
    },
  }
}

function resultOf(kept: Conversation, work: Work, answer: Answer): TurnResult {
  const engine = work.advice || answer.words === 'model' ? 'model' : 'local'
  const { id, state } = kept
  const draft = draftInHand(state) ?? null
  const { questions, reply, citations, notices, links, words, ticket, status } = answer
  return {
    conversationId: id,
    intents: state.intents,
    intent: state.intents[0] ?? 'chat',
    drafts: allDrafts(state),
    draft,
    missing: draft ? missingFields(draft) : [],
    questions,
    engine,
    reply,
    citations,
    notices,
    links,
    words,
    ticket,
    status,
  }
}
