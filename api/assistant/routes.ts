/** HTTP of the assistant: a turn (JSON or event stream), and the draft it fills. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { type ApiContext, createRouter } from '../platform/http.ts'
import { NO_STORE, problem } from '../platform/openapi.ts'
import { TicketDraft } from '../tickets/model.ts'
import { correctDraft } from './correct-draft.ts'
import { createEngine, modelOf } from './engine.ts'
import { ConversationView, TurnInput, TurnResult } from './model.ts'
import { openDraft } from './open-draft.ts'
import { readConversation } from './read-conversation.ts'
import { makeResumeCode, resumeConversation } from './resume-code.ts'
import { streamTurn } from './stream-turn.ts'
import { takeTurn } from './take-turn.ts'

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
    409: problem,
    429: problem,
    503: problem,
  },
})
/** Told apart by `kind`, so that a wrong draft is answered field by field. */
const Opening = z.discriminatedUnion('kind', [
  TicketDraft,
  z.object({ kind: z.undefined().optional().openapi({ type: 'null' }) }),
])
const open = createRoute({
  method: 'post',
  path: '/assistant/conversations',
  summary: 'Start without a chat: with a draft, for stepwise forms, or with nothing yet, for a photo before any words',
  request: { body: { required: true, content: { 'application/json': { schema: Opening } } } },
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

const code = createRoute({
  method: 'post',
  path: '/assistant/conversations/{id}/code',
  summary: 'A short code that opens the conversation on another device for a day; an earlier one ends',
  request: { params: id, body: { required: true, content: { 'application/json': { schema: z.object({}) } } } },
  responses: {
    201: {
      description: 'The code',
      content: { 'application/json': { schema: z.object({ code: z.string(), expiresAt: z.string() }) } },
    },
    400: problem,
    404: problem,
    429: problem,
  },
})
const resume = createRoute({
  method: 'post',
  path: '/assistant/resume',
  summary: 'The conversation a short code opens',
  request: {
    body: { required: true, content: { 'application/json': { schema: z.object({ code: z.string().max(40) }) } } },
  },
  responses: {
    200: {
      description: 'Its id',
      content: { 'application/json': { schema: z.object({ conversationId: z.uuid() }) } },
    },
    400: problem,
    404: problem,
    429: problem,
  },
})

export function assistantRoutes(deps: Deps) {
  const model = modelOf(deps)
  const engines = { engine: createEngine(deps, model), model }
  return createRouter()
    .openapi(turn, async (c) => {
      const input = c.req.valid('json')
      const ctx = c.get('ctx')
      const locale = input.locale ? (input.locale === 'en' ? 'en' : 'zh') : ctx.locale
      const turn = { ...input, locale } as const
      c.header('cache-control', 'no-store')
      if (wantsStream(c)) return (await streamTurn(c, (emit) => takeTurn(deps, engines, ctx, turn, emit))) as never
      return c.json(await takeTurn(deps, engines, ctx, turn), 200)
    })
    .openapi(open, async (c) => {
      const given = c.req.valid('json')
      return c.json(await openDraft(deps, c.get('ctx'), given.kind === undefined ? undefined : given), 201, NO_STORE)
    })
    .openapi(code, async (c) =>
      c.json(await makeResumeCode(deps, c.get('ctx'), c.req.valid('param').id), 201, NO_STORE),
    )
    .openapi(resume, async (c) =>
      c.json(await resumeConversation(deps, c.get('ctx'), c.req.valid('json').code), 200, NO_STORE),
    )
    .openapi(read, async (c) =>
      c.json(await readConversation(deps, c.get('ctx'), c.req.valid('param').id), 200, NO_STORE),
    )
    .openapi(correct, async (c) =>
      c.json(await correctDraft(deps, c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200, NO_STORE),
    )
}

const wantsStream = (c: ApiContext) => c.req.header('accept')?.includes('text/event-stream') === true
