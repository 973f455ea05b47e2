/** The optional model behind the assistant: any server that speaks the OpenAI protocol, on a host that was allowed by name. */
import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import type { ModelSettings } from '../../platform/config.ts'
import { Advice } from './advice.ts'

/** Past this the local engine's answer is given. */
export const MODEL_LIMIT_MS = 20_000

/** Why a turn went on without the model. */
export type NoAdvice = 'timeout' | 'refused' | 'truncated' | 'nonsense' | 'busy' | 'failed'

export interface ModelPort {
  /** @throws ModelFailure with the reason */
  advise(system: string, user: string, signal: AbortSignal): Promise<Advice>
}

export class ModelFailure extends Error {
  readonly reason: NoAdvice
  constructor(reason: NoAdvice, options: ErrorOptions = {}) {
    super(`the model gave no advice: ${reason}`, options)
    this.reason = reason
  }
}

export function openModel({ apiKey, baseUrl, model }: ModelSettings): ModelPort {
  const client = new OpenAI({ apiKey, baseURL: baseUrl, timeout: MODEL_LIMIT_MS, maxRetries: 1, logLevel: 'off' })
  return {
    async advise(system, user, signal) {
      try {
        const completion = await client.chat.completions.create(
          {
            model,
            temperature: 0,
            max_completion_tokens: 2000,
            response_format: zodResponseFormat(Advice, 'advice'),
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: user },
            ],
          },
          { signal },
        )
        return read(completion)
      } catch (error) {
        throw failureOf(error, signal)
      }
    },
  }
}

function read(completion: OpenAI.ChatCompletion): Advice {
  const choice = completion.choices?.[0]
  if (choice?.message?.refusal) throw new ModelFailure('refused')
  if (choice?.finish_reason === 'length') throw new ModelFailure('truncated')
  try {
    return Advice.parse(JSON.parse(choice?.message?.content ?? ''))
  } catch (error) {
    throw new ModelFailure('nonsense', { cause: error })
  }
}

function failureOf(error: unknown, signal: AbortSignal): ModelFailure {
  if (error instanceof ModelFailure) return error
  if (signal.aborted || error instanceof OpenAI.APIConnectionTimeoutError) return new ModelFailure('timeout')
  if (error instanceof OpenAI.RateLimitError) return new ModelFailure('busy')
  if (error instanceof SyntaxError) return new ModelFailure('nonsense')
  return new ModelFailure('failed')
}
