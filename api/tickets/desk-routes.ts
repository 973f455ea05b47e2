/** Tickets at the desk. Hidden from the public OpenAPI document; every route names the permission it needs. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { requireStaff } from '../staff/guard.ts'
import { actOnTicket } from './act-on-ticket.ts'
import { ASK_NAMES } from './asks.ts'
import { listQueue } from './list-queue.ts'
import { Text } from './model.ts'
import { openTicket } from './open-ticket.ts'
import { QueueFilter, UnitId } from './queue-filter.ts'
import { ACTIONS, OUTCOMES } from './states.ts'
import { DeskTicket, QueuePage, StateName } from './view-model.ts'

const gives = <S extends z.ZodType>(schema: S) => ({
  200: { description: 'OK', content: { 'application/json': { schema } } },
})
const ByNumber = z.object({ number: z.string().min(1).max(40) })
const Words = Text(4000)

const QueueQuery = QueueFilter.extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

const Act = z.object({
  action: z.enum(ACTIONS),
  expectedState: StateName,
  expectedVersion: z.int().optional(),
  ground: z.string().max(60).optional(),
  reason: Words.optional(),
  reply: Words.optional(),
  outcome: z.enum(OUTCOMES).optional(),
  station: UnitId.optional(),
  section: UnitId.optional(),
  handler: z.string().max(60).optional(),
  asked: z.partialRecord(z.enum(ASK_NAMES), z.string().trim().max(4000)).optional(),
})
const Acted = z.object({ number: z.string(), state: StateName, stateName: z.string(), version: z.int() })

export function deskTicketRoutes(deps: Deps) {
  const reader = requireStaff(deps, 'tickets.read')
  const queue = createRoute({
    method: 'get',
    path: '/desk/tickets',
    hide: true,
    middleware: reader,
    request: { query: QueueQuery },
    responses: gives(QueuePage),
  })
  const open = createRoute({
    method: 'get',
    path: '/desk/tickets/{number}',
    hide: true,
    middleware: reader,
    request: { params: ByNumber },
    responses: gives(DeskTicket),
  })
  // What each action needs beyond reading stands in transitions.ts and is asked by the verb.
  const act = createRoute({
    method: 'post',
    path: '/desk/tickets/{number}/actions',
    hide: true,
    middleware: reader,
    request: { params: ByNumber, body: { required: true, content: { 'application/json': { schema: Act } } } },
    responses: gives(Acted),
  })
  return createRouter()
    .openapi(queue, async (c) => {
      const filter = c.req.valid('query')
      const page = await listQueue(deps, c.get('ctx'), filter)
      return c.json({ ...page, next: nextPage(c.req.url, filter, page.total) }, 200)
    })
    .openapi(open, async (c) => c.json(await openTicket(deps, c.get('ctx'), c.req.valid('param')), 200))
    .openapi(act, async (c) =>
      c.json(await actOnTicket(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
    )
}

/** Address of the next page, or null on the last. */
function nextPage(address: string, { limit, offset }: z.infer<typeof QueueQuery>, total: number): string | null {
  if (offset + limit >= total) return null
  const next = new URL(address)
  next.searchParams.set('offset', String(offset + limit))
  next.searchParams.set('limit', String(limit))
  return `${next.pathname}${next.search}`
}
