/** The queue as a place to work in: sending several out at once, kept filters, what is new. Hidden from the public document. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { gives, takes } from '../platform/openapi.ts'
import { requireStaff } from '../staff/guard.ts'
import { assignTickets } from './assign-tickets.ts'
import { dispatchTickets } from './dispatch-tickets.ts'
import { listHandlers } from './handlers.ts'
import { countQueue } from './list-queue.ts'
import { QueueFilter, UnitId } from './queue-filter.ts'
import { readQueueNews, readTicketNews } from './read-news.ts'
import { listFilters } from './saved-filters/list-filters.ts'
import { NewFilter, SavedFilter } from './saved-filters/model.ts'
import { removeFilter } from './saved-filters/remove-filter.ts'
import { saveFilter } from './saved-filters/save-filter.ts'
import { Dispatched, Handler, QueueCounts, StateName } from './view-model.ts'
import { ByNumber } from './with-code.ts'

const ok = <S extends z.ZodType>(schema: S) => ({ 200: gives(schema, 'OK') })
const hide = true
const Since = z.object({ since: z.iso.datetime() })
const Changed = z.object({ changed: z.int(), told: z.string() })
/** A page of the queue holds fewer. */
const AT_ONCE = 50
const Seen = z.object({ number: z.string().min(1).max(40), state: StateName, version: z.int() })
const Several = z.array(Seen).min(1).max(AT_ONCE)
const Assign = z.object({ tickets: Several, handler: z.string().min(1).max(60) })
const Dispatch = z.object({
  tickets: Several,
  station: UnitId.optional(),
  section: UnitId.optional(),
})

export function deskQueueRoutes(deps: Deps) {
  const reader = requireStaff(deps, 'tickets.read')
  const watcher = requireStaff(deps, 'tickets.read', { present: false })
  const counts = createRoute({
    ...{ method: 'get', path: '/desk/queue-counts', hide },
    middleware: reader,
    responses: ok(QueueCounts),
  })
  const queueNews = createRoute({
    ...{ method: 'get', path: '/desk/queue-news', hide },
    middleware: watcher,
    request: { query: QueueFilter.extend(Since.shape) },
    responses: ok(Changed),
  })
  const ticketNews = createRoute({
    ...{ method: 'get', path: '/desk/tickets/{number}/news', hide },
    middleware: watcher,
    request: { params: ByNumber, query: Since },
    responses: ok(Changed),
  })
  const dispatch = createRoute({
    ...{ method: 'post', path: '/desk/dispatches', hide },
    middleware: requireStaff(deps, 'tickets.dispatch'),
    request: { body: takes(Dispatch) },
    responses: ok(Dispatched),
  })
  const assign = createRoute({
    ...{ method: 'post', path: '/desk/assignments', hide },
    middleware: requireStaff(deps, 'tickets.assign'),
    request: { body: takes(Assign) },
    responses: ok(Dispatched),
  })
  const handlers = createRoute({
    ...{ method: 'get', path: '/desk/handlers', hide },
    middleware: requireStaff(deps, 'tickets.assign'),
    responses: ok(z.object({ items: z.array(Handler) })),
  })
  const filters = createRoute({
    ...{ method: 'get', path: '/desk/filters', hide },
    middleware: reader,
    responses: ok(z.object({ items: z.array(SavedFilter) })),
  })
  const save = createRoute({
    ...{ method: 'post', path: '/desk/filters', hide },
    middleware: reader,
    request: { body: takes(NewFilter) },
    responses: { 201: gives(SavedFilter, 'Kept') },
  })
  const remove = createRoute({
    ...{ method: 'delete', path: '/desk/filters/{id}', hide },
    middleware: reader,
    request: { params: z.object({ id: z.uuid() }) },
    responses: { 204: { description: 'Gone' } },
  })
  return createRouter()
    .openapi(counts, async (c) => c.json(await countQueue(deps, c.get('ctx')), 200))
    .openapi(queueNews, async (c) => c.json(await readQueueNews(deps, c.get('ctx'), c.req.valid('query')), 200))
    .openapi(ticketNews, async (c) =>
      c.json(await readTicketNews(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('query') }), 200),
    )
    .openapi(dispatch, async (c) => c.json(await dispatchTickets(deps, c.get('ctx'), c.req.valid('json')), 200))
    .openapi(assign, async (c) => c.json(await assignTickets(deps, c.get('ctx'), c.req.valid('json')), 200))
    .openapi(handlers, async (c) => c.json({ items: await listHandlers(deps, c.get('ctx')) }, 200))
    .openapi(filters, async (c) => c.json({ items: await listFilters(deps, c.get('ctx')) }, 200))
    .openapi(save, async (c) => c.json(await saveFilter(deps, c.get('ctx'), c.req.valid('json')), 201))
    .openapi(remove, async (c) => {
      await removeFilter(deps, c.get('ctx'), c.req.valid('param'))
      return c.body(null, 204)
    })
}
