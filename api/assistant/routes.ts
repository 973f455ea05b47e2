/** HTTP of the assistant: a turn (JSON or event stream), and the draft it fills. */
import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { Deps } from '../deps.ts'
import { type ApiContext, createRouter, ProblemSchema } from '../platform/http.ts'
import { TicketDraft } from '../tickets/model.ts'
import { correctDraft } from './correct-draft.ts'
import { createEngine } from './engine.ts'
import { ConversationView, TurnInput, TurnResult } from './model.ts'
import { openDraft } from './open-draft.ts'
import { readConversation } from './read-conversation.ts'
import { takeTurn } from './take-turn.ts'

const problem = { description: 'Problem', content: { 'application/problem+json': { schema: ProblemSchema } } }
const conversation = {
  description: 'Where the conversation stands',
  content: { 'application/json': { schema: ConversationView } },
}
const id = z.object({ id: z.uuid() })

const turn = createRoute({
  method: 'post',
  path: '/assistant/turns',
  summary:
    'Say something to the assistant; answers as JSON or as an event stream (token, draft, citation, notice, done)',
  request: { body: { required: true, content: { 'application/json': { schema: TurnInput } } } },
  responses: {
    200: {
      description: 'The answer',
      content: { 'application/json': { schema: TurnResult }, 'text/event-stream': { schema: z.string() } },
    },
    400: problem,
    404: problem,
    429: problem,
  },
})
const open = createRoute({
  method: 'post',
  path: '/assistant/conversations',
  summary: 'Start a draft without a chat, for stepwise forms',
  request: { body: { required: true, content: { 'application/json': { schema: TicketDraft } } } },
  responses: { 201: conversation, 400: problem, 429: problem },
})
const read = createRoute({
  method: 'get',
  path: '/assistant/conversations/{id}/draft',
  summary: 'The draft of a conversation, and what is still missing',
  request: { params: id },
  responses: { 200: conversation, 404: problem },
})
const correct = createRoute({
  method: 'patch',
  path: '/assistant/conversations/{id}/draft',
  summary: 'Correct the draft by a JSON merge patch; what is set counts as confirmed',
  request: {
    params: id,
    body: { required: true, content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } } },
  },
  responses: { 200: conversation, 400: problem, 404: problem, 409: problem },
})

export function assistantRoutes(deps: Deps) {
  const engine = createEngine(deps)
  return createRouter()
    .openapi(turn, async (c) => {
      const input = c.req.valid('json')
      const ctx = c.get('ctx')
      const locale = input.locale ? (input.locale === 'en' ? 'en' : 'zh') : ctx.locale
      const result = await takeTurn(deps, engine, ctx, { ...input, locale })
      c.header('cache-control', 'no-store')
      return wantsStream(c) ? (stream(c, result) as never) : c.json(result, 200)
    })
    .openapi(open, async (c) => c.json(await openDraft(deps, c.get('ctx'), c.req.valid('json')), 201, NO_STORE))
    .openapi(read, async (c) =>
      c.json(await readConversation(deps, c.get('ctx'), c.req.valid('param').id), 200, NO_STORE),
    )
    .openapi(correct, async (c) =>
      c.json(await correctDraft(deps, c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200, NO_STORE),
    )
}

const NO_STORE = { 'cache-control': 'no-store' }
const wantsStream = (c: ApiContext) => c.req.header('accept')?.includes('text/event-stream') === true

function stream(c: ApiContext, result: TurnResult): Response {
  return streamSSE(c, async (events) => {
    const send = (event: string, data: unknown) => events.writeSSE({ event, data: JSON.stringify(data) })
    for (const notice of result.notices) await send('notice', notice)
    for (const sentence of result.reply.split(/(?<=[。！？\n]|[.!?] )/)) await send('token', { text: sentence })
    if (result.draft) await send('draft', result.draft)
    for (const citation of result.citations) await send('citation', citation)
    await send('done', result)
  })
}
