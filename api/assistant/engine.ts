/**
 * The understanding port: turns what a person said so far into intents and typed drafts. The local engine needs nothing;
 * a model engine (OPENAI_*) takes the same input and falls back to the local one in the same turn.
 */

import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { TicketDraft } from '../tickets/model.ts'
import { buildLexicon } from './local/lexicon.ts'
import { type Understanding, understand } from './local/understand.ts'

export interface EngineInput {
  /** Every message of the person, oldest first. */
  messages: string[]
  previous: { drafts: TicketDraft[]; asked: string | null }
  locale: 'zh' | 'en'
}

export interface Engine {
  name: string
  understand(input: EngineInput): Promise<Understanding>
}

export function createLocalEngine(deps: Deps): Engine {
  const lexicon = buildLexicon(deps.content)
  return {
    name: 'local',
    understand: async (input) => understand({ ...input, today: chinaDate(deps.clock.now()), lexicon }),
  }
}
