/**
 * The understanding port: turns what a person said so far into intents and typed drafts. The local engine needs nothing;
 * where a model is configured (OPENAI_*) its advice is laid over the same understanding, and left out when it fails.
 */

import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { TicketDraft } from '../tickets/model.ts'
import type { Advice } from './advice/advice.ts'
import { applyAdvice } from './advice/apply-advice.ts'
import { askModel } from './advice/ask-model.ts'
import { type ModelPort, openModel } from './advice/model-port.ts'
import { buildLexicon } from './local/lexicon.ts'
import { type Understanding, understand } from './local/understand.ts'

export interface EngineInput {
  /** Every message of the person, oldest first. */
  messages: string[]
  previous: { drafts: TicketDraft[]; asked: string | null }
  locale: 'zh' | 'en'
}

export interface Engine {
  /** What the model says of it; nothing without a model, past its budget or limit, or where the rules need no advice. */
  advise(input: EngineInput, conversation?: string): Promise<Advice | undefined>
  understand(input: EngineInput, advice?: Advice): Promise<Understanding>
}

export function createEngine(deps: Deps, model: ModelPort | undefined = modelOf(deps)): Engine {
  const lexicon = buildLexicon(deps.content)
  const byRules = (input: EngineInput) => understand({ ...input, today: chinaDate(deps.clock.now()), lexicon })
  return {
    async advise(input, conversation) {
      if (!model) return undefined
      const { notices, withdrawn, statusQuery, wantsHuman } = byRules(input)
      // Whoever is in danger, gives up, asks for a ticket or for a person is not kept waiting.
      if (withdrawn || statusQuery || wantsHuman || notices.some(({ code }) => code === 'emergency')) return undefined
      return askModel(deps, model, conversation, input)
    },
    async understand(input, advice) {
      const understood = byRules(input)
      if (!advice) return understood
      const today = chinaDate(deps.clock.now())
      const { messages, previous } = input
      return applyAdvice(understood, advice, { messages, today, earlier: previous.drafts, content: deps.content })
    },
  }
}

const modelOf = ({ config }: Deps) => (config.model ? openModel(config.model) : undefined)
