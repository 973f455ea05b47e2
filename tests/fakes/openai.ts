/** A server that speaks the OpenAI chat protocol and answers as told, so that every way a model can fail is met for real. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from '../../api/platform/config.ts'

export type Behaviour =
  | { kind: 'answer'; content: unknown }
  | { kind: 'text'; content: string }
  | { kind: 'refusal' }
  | { kind: 'truncated' }
  | { kind: 'status'; status: number }
  /** Sends the caller to another address, with the body (307, 308) or without. */
  | { kind: 'redirect'; status: number; to: string }
  | { kind: 'garbage' }
  | { kind: 'cut' }
  /** Pieces of a streamed answer, the first after `delayMs`. */
  | { kind: 'stream'; pieces: readonly string[]; delayMs?: number; finish?: 'stop' | 'length' | 'none' }
  | { kind: 'stream-refusal' }
  | { kind: 'tools'; calls: readonly { name: string; json: string }[] }
  | { kind: 'hang' }

/** The part of a request a script may look at. */
export interface ChatBody {
  stream?: boolean
  messages: { role: string; content: string | null }[]
}

type Limits = Partial<Pick<NonNullable<Config['model']>, 'callsPerDay' | 'callsPerConversation'>>

export interface FakeModel {
  /** Address up to and with `/v1`. */
  baseUrl: string
  /** What the portal is told of it. */
  settings(limits?: Limits): NonNullable<Config['model']>
  behave(next: Behaviour | ((body: ChatBody) => Behaviour)): void
  /** Runs before every answer, for as long as it takes. */
  hold(until: (() => Promise<void>) | undefined): void
  /** Bodies of the requests that came in, as sent. */
  readonly requests: string[]
  close(): Promise<void>
}

export async function startFakeModel(): Promise<FakeModel> {
  let behaviour: Behaviour | ((body: ChatBody) => Behaviour) = { kind: 'hang' }
  let hold: (() => Promise<void>) | undefined
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    requests.push(body)
    await hold?.()
    answer(typeof behaviour === 'function' ? behaviour(JSON.parse(body) as ChatBody) : behaviour, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const baseUrl = `http://127.0.0.1:${port}/v1`
  return {
    baseUrl,
    settings: (limits = {}) => ({
      apiKey: 'test',
      baseUrl,
      model: 'scripted',
      callsPerDay: 1000,
      callsPerConversation: 50,
      ...limits,
    }),
    behave: (next) => {
      behaviour = next
    },
    hold: (until) => {
      hold = until
    },
    requests,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(behaviour: Behaviour, response: ServerResponse): void {
  const send = (status: number, body: string) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  switch (behaviour.kind) {
    case 'answer':
      return void send(200, completion({ content: JSON.stringify(behaviour.content) }))
    case 'text':
      return void send(200, completion({ content: behaviour.content }))
    case 'refusal':
      return void send(200, completion({ content: null, refusal: 'no' }))
    case 'truncated':
      return void send(200, completion({ content: '{"intents":["compl' }, 'length'))
    case 'status':
      // A second try comes at once, so that no test waits.
      response.setHeader('retry-after-ms', '1')
      return void send(behaviour.status, JSON.stringify({ error: { message: 'scripted', type: 'scripted' } }))
    case 'redirect':
      return void response.writeHead(behaviour.status, { location: behaviour.to }).end()
    case 'garbage':
      return void send(200, '<html>not the protocol</html>')
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"choices":[')
      return void response.destroy()
    case 'stream': {
      const { pieces, delayMs = 0, finish = 'stop' } = behaviour
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      return void setTimeout(() => {
        for (const content of pieces) response.write(chunk({ content }))
        if (finish !== 'none') response.write(chunk({}, finish))
        response.end(finish === 'none' ? '' : 'data: [DONE]\n\n')
      }, delayMs)
    }
    case 'stream-refusal':
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      return void response.end(`${chunk({ refusal: 'no' })}${chunk({}, 'stop')}data: [DONE]\n\n`)
    case 'tools': {
      const tool_calls = behaviour.calls.map(({ name, json }, index) => ({
        index,
        id: `call-${index}`,
        type: 'function',
        function: { name, arguments: json },
      }))
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      return void response.end(`${chunk({ tool_calls })}${chunk({}, 'tool_calls')}data: [DONE]\n\n`)
    }
    case 'hang':
      return
    default:
      behaviour satisfies never
  }
}

function completion(message: { content: string | null; refusal?: string }, finish = 'stop'): string {
  return JSON.stringify({
    id: 'scripted',
    object: 'chat.completion',
    created: 0,
    model: 'scripted',
    choices: [{ index: 0, message: { role: 'assistant', refusal: null, ...message }, finish_reason: finish }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  })
}

function chunk(delta: Record<string, unknown>, finish: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }]
  return `data: ${JSON.stringify({ id: 'scripted', object: 'chat.completion.chunk', created: 0, model: 'scripted', choices })}\n\n`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}
