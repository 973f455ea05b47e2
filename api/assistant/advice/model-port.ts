/** The optional model behind the assistant: any server that speaks the OpenAI protocol, on a host that was allowed by name. */
import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import type { ModelSettings } from '../../platform/config.ts'
import { Advice } from './advice.ts'
import { TOOLS } from './tools.ts'

/** Past this the local engine's answer is given. */
export const MODEL_LIMIT_MS = 20_000

/** Why a turn went on without the model. */
export type NoAdvice = 'off' | 'budget' | 'timeout' | 'refused' | 'truncated' | 'nonsense' | 'busy' | 'failed'

export interface ModelPort {
  /** @throws ModelFailure with the reason */
  advise(system: string, user: string, signal: AbortSignal): Promise<Advice>
  /**
   * One answer in plain words, piece by piece; or the tools it wants first.
   * @throws ModelFailure with the reason
   */
  say(messages: readonly Message[], onText: (piece: string) => void, signal: AbortSignal): Promise<Spoken>
}

export type Message = OpenAI.ChatCompletionMessageParam

export interface Spoken {
  text: string
  calls: { id: string; name: string; json: string }[]
}

export class ModelFailure extends Error {
  readonly reason: NoAdvice
  constructor(reason: NoAdvice, options: ErrorOptions = {}) {
    super(`the model gave no advice: ${reason}`, options)
    this.reason = reason
  }
}

export function openModel({ apiKey, baseUrl, model }: ModelSettings): ModelPort {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    timeout: MODEL_LIMIT_MS,
    maxRetries: 1,
    logLevel: 'off',
    // A redirect would carry the person's words to a host nobody allowed.
    fetchOptions: { redirect: 'error' },
  })
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
    async say(messages, onText, signal) {
      try {
        const stream = await client.chat.completions.create(
          {
            model,
            temperature: 0,
            max_completion_tokens: 1200,
            stream: true,
            tools: TOOL_LIST,
            messages: [...messages],
          },
          { signal },
        )
        return await gather(stream, onText)
      } catch (error) {
        throw failureOf(error, signal)
      }
    },
  }
}

const TOOL_LIST: OpenAI.ChatCompletionTool[] = Object.entries(TOOLS).map(([name, { says, input }]) => ({
  type: 'function',
  function: { name, description: says, parameters: z.toJSONSchema(input) },
}))

async function gather(
  stream: AsyncIterable<OpenAI.ChatCompletionChunk>,
  onText: (piece: string) => void,
): Promise<Spoken> {
  let text = ''
  let finish: string | null = null
  const calls = new Map<number, Spoken['calls'][number]>()
  for await (const chunk of stream) {
    const choice = chunk.choices?.[0]
    if (choice?.delta?.refusal) throw new ModelFailure('refused')
    const piece = choice?.delta?.content ?? ''
    if (piece !== '') {
      text += piece
      onText(piece)
    }
    for (const { index, id, function: called } of choice?.delta?.tool_calls ?? []) {
      const call = calls.get(index) ?? { id: '', name: '', json: '' }
      calls.set(index, {
        id: id ?? call.id,
        name: called?.name ?? call.name,
        json: call.json + (called?.arguments ?? ''),
      })
    }
    finish = choice?.finish_reason ?? finish
  }
  if (finish === 'length') throw new ModelFailure('truncated')
  // A connection cut in between ends the stream like an answer does, but names no reason.
  if (finish === null) throw new ModelFailure('nonsense')
  return { text, calls: [...calls.values()] }
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
