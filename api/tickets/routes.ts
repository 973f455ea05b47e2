/** Tickets over HTTP, as the public contract names them. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { json, NO_STORE, problem, takes } from '../platform/openapi.ts'
import { addMessage } from './add-message.ts'
import { AlreadyKnown } from './already-known.ts'
import { checkTicket } from './check-ticket.ts'
import { fileTicket } from './file-ticket.ts'
import { Promised, Text, TicketDraft } from './model.ts'
import { issuePass } from './passes.ts'
import { rateTicket } from './rate-ticket.ts'
import { readReceipt } from './read-receipt.ts'
import { readTicket } from './read-ticket.ts'
import { Receipt, StateName, TicketView, Unit } from './view-model.ts'
import { ByNumber, Code, PASS_ANSWERS, Repeatable, ticketKey } from './with-code.ts'
import { withdrawTicket } from './withdraw-ticket.ts'

/** Told apart by `kind`, so that a wrong draft is answered field by field and not as "neither". */
const Filing = z.discriminatedUnion('kind', [
  TicketDraft,
  z.object({ kind: z.undefined().optional().openapi({ type: 'null' }), conversationId: z.uuid() }),
])

const TicketCheck = z
  .object({
    missing: z.array(z.string()),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    station: Unit,
    needsReview: z.boolean(),
    promises: z.array(Promised),
    whoReads: z.array(z.string()),
    nameShownToBusiness: z.enum(['never', 'in-mediation', 'after-asking']),
    /** Names of the fields the business is told in mediation, and of those it is not. */
    business: z.object({ shared: z.array(z.string()), kept: z.array(z.string()) }),
    alreadyKnown: AlreadyKnown.nullable(),
  })
  .openapi('TicketCheck')

const file = createRoute({
  method: 'post',
  path: '/tickets',
  summary: 'File a ticket: a draft, or the draft of a conversation',
  request: { headers: Repeatable, body: takes(Filing) },
  responses: {
    201: { description: 'Receipt with number, query code and dated promises', content: json(Receipt) },
    400: problem,
    409: problem,
    422: problem,
    429: problem,
  },
})
const checkDraft = createRoute({
  method: 'post',
  path: '/tickets/check',
  summary: 'What would happen if this draft were filed now; nothing is stored',
  request: { body: takes(TicketDraft) },
  responses: {
    200: { description: 'What is missing, who gets it, by when, who reads it', content: json(TicketCheck) },
    400: problem,
  },
})
const read = createRoute({
  method: 'get',
  path: '/tickets/{number}',
  summary: 'Status, timeline, messages and promises, with the number and its query code',
  request: { params: ByNumber, headers: Code },
  responses: { 200: { description: 'The ticket', content: json(TicketView) }, 404: problem, 429: problem },
})
const pass = createRoute({
  method: 'post',
  path: '/tickets/{number}/pass',
  summary: 'A pass for half an hour in place of the query code, for page addresses; sent as header Ticket-Pass',
  request: {
    params: ByNumber,
    headers: Code.pick({ 'query-code': true }),
    body: takes(z.object({})),
  },
  responses: PASS_ANSWERS,
})
const receipt = createRoute({
  method: 'get',
  path: '/tickets/{number}/receipt',
  summary: 'The receipt once more, as handed out when the ticket was filed',
  request: { params: ByNumber, headers: Code },
  responses: { 200: { description: 'Receipt', content: json(Receipt) }, 404: problem, 429: problem },
})
const message = createRoute({
  method: 'post',
  path: '/tickets/{number}/messages',
  summary: 'Add something to an open ticket',
  request: {
    params: ByNumber,
    headers: Code.extend(Repeatable.shape),
    body: takes(z.object({ text: Text(4000) })),
  },
  responses: {
    201: { description: 'Kept', content: json(z.object({ at: z.string(), state: StateName })) },
    400: problem,
    404: problem,
    409: problem,
    429: problem,
  },
})
const withdrawal = createRoute({
  method: 'post',
  path: '/tickets/{number}/withdrawal',
  summary: 'Take a ticket back',
  request: {
    params: ByNumber,
    headers: Code.extend(Repeatable.shape),
    body: takes(z.object({ reason: z.string().trim().max(1000).optional() })),
  },
  responses: {
    200: { description: 'Withdrawn', content: json(z.object({ state: StateName, stateName: z.string() })) },
    400: problem,
    404: problem,
    409: problem,
    429: problem,
  },
})
const rating = createRoute({
  method: 'post',
  path: '/tickets/{number}/rating',
  summary: 'Judge the handling: once after the answer, once after the promised action',
  request: {
    params: ByNumber,
    headers: Code.extend(Repeatable.shape),
    body: takes(
      z.object({
        stage: z.enum(['answer', 'action']).optional(),
        score: z.int().min(1).max(5),
        solved: z.boolean(),
        comment: z.string().trim().max(1000).optional(),
      }),
    ),
  },
  responses: {
    201: { description: 'Thank you', content: json(z.object({ score: z.int(), solved: z.boolean(), at: z.string() })) },
    400: problem,
    404: problem,
    409: problem,
    429: problem,
  },
})

export function ticketRoutes(deps: Deps) {
  const keyOf = ticketKey(deps)
  return createRouter()
    .openapi(file, async (c) =>
      c.json(
        await fileTicket(deps, c.get('ctx'), c.req.valid('json'), c.req.valid('header')['idempotency-key']),
        201,
        NO_STORE,
      ),
    )
    .openapi(checkDraft, async (c) => c.json(await checkTicket(deps, c.get('ctx'), c.req.valid('json')), 200, NO_STORE))
    .openapi(read, async (c) =>
      c.json(await readTicket(deps, c.get('ctx'), keyOf(c.req.valid('param'), c.req.valid('header'))), 200, NO_STORE),
    )
    .openapi(pass, async (c) =>
      c.json(
        await issuePass(deps, c.get('ctx'), {
          number: c.req.valid('param').number,
          code: c.req.valid('header')['query-code'],
        }),
        201,
        NO_STORE,
      ),
    )
    .openapi(receipt, async (c) =>
      c.json(await readReceipt(deps, c.get('ctx'), keyOf(c.req.valid('param'), c.req.valid('header'))), 200, NO_STORE),
    )
    .openapi(message, async (c) =>
      c.json(
        await addMessage(deps, c.get('ctx'), {
          ...keyOf(c.req.valid('param'), c.req.valid('header')),
          ...c.req.valid('json'),
        }),
        201,
        NO_STORE,
      ),
    )
    .openapi(withdrawal, async (c) =>
      c.json(
        await withdrawTicket(deps, c.get('ctx'), {
          ...keyOf(c.req.valid('param'), c.req.valid('header')),
          ...c.req.valid('json'),
        }),
        200,
        NO_STORE,
      ),
    )
    .openapi(rating, async (c) =>
      c.json(
        await rateTicket(deps, c.get('ctx'), {
          ...keyOf(c.req.valid('param'), c.req.valid('header')),
          ...c.req.valid('json'),
        }),
        201,
        NO_STORE,
      ),
    )
}
