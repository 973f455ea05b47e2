/** A server that speaks the OpenAI chat protocol and answers as told, so that every way a model can fail is met for real. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Behaviour =
  | { kind: 'answer'; content: unknown }
  | { kind: 'text'; content: string }
  | { kind: 'refusal' }
  | { kind: 'truncated' }
  | { kind: 'status'; status: number }
  | { kind: 'garbage' }
  | { kind: 'cut' }
  | { kind: 'hang' }

export interface FakeModel {
  /** Address up to and with `/v1`. */
  baseUrl: string
  behave(next: Behaviour): void
  /** Bodies of the requests that came in, as sent. */
  readonly requests: string[]
  close(): Promise<void>
}

export async function startFakeModel(): Promise<FakeModel> {
  let behaviour: Behaviour = { kind: 'hang' }
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    requests.push(await bodyOf(request))
    answer(behaviour, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    behave: (next) => {
      behaviour = next
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
    case 'garbage':
      return void send(200, '<html>not the protocol</html>')
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"choices":[')
      return void response.destroy()
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

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}
