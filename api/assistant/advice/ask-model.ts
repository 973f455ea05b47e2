/** One question to the model within its budget; whatever goes wrong, the turn goes on without advice. */

import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import type { EngineInput } from '../engine.ts'
import type { Advice } from './advice.ts'
import { refusedBySettings } from './budget.ts'
import { coverMessages } from './cover.ts'
import { MODEL_LIMIT_MS, ModelFailure, type ModelPort, type NoAdvice } from './model-port.ts'
import { systemPrompt, userPrompt } from './prompt.ts'

export async function askModel(
  deps: Deps,
  model: ModelPort,
  conversation: string | undefined,
  input: EngineInput,
  limitMs = MODEL_LIMIT_MS,
): Promise<Advice | undefined> {
  const count = (outcome: 'advice' | NoAdvice) =>
    deps.metrics.count('assistant_model_calls_total', 'Questions to the model by how they ended', { outcome })
  const refused = await refusedBySettings(deps, conversation)
  if (refused) {
    count(refused)
    return undefined
  }
  const covered = coverMessages(input.messages, namesIn(input))
  try {
    const advice = await model.advise(
      systemPrompt(deps.content, chinaDate(deps.clock.now())),
      userPrompt(covered.texts),
      AbortSignal.timeout(limitMs),
    )
    count('advice')
    const fields = advice.fields.map((field) => ({
      ...field,
      value: covered.restore(field.value),
      quote: covered.restore(field.quote),
    }))
    return { ...advice, fields }
  } catch (error) {
    const reason = error instanceof ModelFailure ? error.reason : 'failed'
    count(reason)
    deps.log.warn({ reason }, 'the model gave no advice')
    return undefined
  }
}

/** The person's name and address as already known: they stand in the messages too. */
export function namesIn({ previous }: EngineInput): string[] {
  return previous.drafts.flatMap(({ contact }) => [contact.name, contact.address].filter((each) => each !== undefined))
}
