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
  /** What the rules make of it. Pure. */
  read(input: EngineInput): Understanding
  /** What the model says of it; nothing without a model, past its budget or limit, or where the rules need no advice. */
  advise(input: EngineInput, conversation?: string, reading?: Understanding): Promise<Advice | undefined>
  /** Advice laid over what the rules made of it. Pure. */
  lay(input: EngineInput, reading: Understanding, advice: Advice | undefined): Understanding
}

/** The engine without a model: all it takes is content and a clock. */
export function engineByRules({ content, clock }: Pick<Deps, 'content' | 'clock'>): Engine {
  const lexicon = buildLexicon(content)
  return {
    read: (input) => understand({ ...input, today: chinaDate(clock.now()), lexicon }),
    advise: async () => undefined,
    lay: (input, understood, advice) => {
      if (!advice) return understood
      const { messages, previous } = input
      const today = chinaDate(clock.now())
      return applyAdvice(understood, advice, { messages, today, earlier: previous.drafts, content })
    },
  }
}

export function createEngine(deps: Deps, model: ModelPort | undefined = modelOf(deps)): Engine {
  const rules = engineByRules(deps)
  return {
    ...rules,
    async advise(input, conversation, reading = rules.read(input)) {
      if (!model) return undefined
      const { notices, withdrawn, statusQuery, wantsHuman } = reading
      // Whoever is in danger, gives up, asks for a ticket or for a person is not kept waiting.
      if (withdrawn || statusQuery || wantsHuman || notices.some(({ code }) => code === 'emergency')) return undefined
      return askModel(deps, model, conversation, input)
    },
  }
}

/** The model the configuration names, if any. */
export const modelOf = ({ config }: Deps): ModelPort | undefined => (config.model ? openModel(config.model) : undefined)
