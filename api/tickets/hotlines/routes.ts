/** Hotlines over HTTP: orders in, replies out. A key opens the door of its own source only. */
import { createRoute, z } from '@hono/zod-openapi'
import { createEngine } from '../../assistant/engine.ts'
import type { Deps } from '../../deps.ts'
import { createRouter } from '../../platform/http.ts'
import { json, NO_STORE, problem } from '../../platform/openapi.ts'
import { Receipt } from '../view-model.ts'
import { acknowledgeReply } from './acknowledge-reply.ts'
import { listReplies } from './list-replies.ts'
import { Hotline, HotlineOrder, HotlineReply } from './model.ts'
import { takeOrder } from './take-order.ts'

const Door = z.object({ source: Hotline })
/** `Authorization: Bearer …`; not required by the schema, so that its lack is 401 and not 400. */
const Key = z.object({ authorization: z.string().max(300).optional() })

const order = createRoute({
  method: 'post',
  path: '/hotlines/{source}/orders',
  summary: 'Hand over an order; the Idempotency-Key is the hotline’s own number',
  request: {
    params: Door,
    headers: Key.extend({ 'idempotency-key': z.string().optional() }),
    body: { required: true, content: json(HotlineOrder) },
  },
  responses: {
    201: { description: 'Receipt with number, query code and dated promises', content: json(Receipt) },
    400: problem,
    401: problem,
    403: problem,
    409: problem,
    429: problem,
  },
})
const replies = createRoute({
  method: 'get',
  path: '/hotlines/{source}/replies',
  summary: 'Replies not yet taken, oldest first; `next` is the address of the ones after these',
  request: {
    params: Door,
    headers: Key,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      /** Id of the last reply already seen. */
      after: z.uuid().optional(),
    }),
  },
  responses: {
    200: {
      description: 'Replies',
      content: json(z.object({ items: z.array(HotlineReply), next: z.string().nullable() })),
    },
    401: problem,
    403: problem,
    404: problem,
  },
})
const acknowledgement = createRoute({
  method: 'post',
  path: '/hotlines/{source}/replies/{id}/acknowledgement',
  summary: 'This reply has been taken',
  request: {
    params: Door.extend({ id: z.uuid() }),
    headers: Key,
    body: { required: true, content: json(z.object({})) },
  },
  responses: {
    200: { description: 'Taken', content: json(z.object({ id: z.string() })) },
    401: problem,
    403: problem,
    404: problem,
  },
})

const bearer = (header: string | undefined) => /^Bearer (\S+)$/.exec(header ?? '')?.[1]

export function hotlineRoutes(deps: Deps) {
  const engine = createEngine(deps)
  return createRouter()
    .openapi(order, async (c) => {
      const headers = c.req.valid('header')
      const { source } = c.req.valid('param')
      const receipt = await takeOrder(deps, c.get('ctx'), engine, {
        source,
        key: bearer(headers.authorization),
        number: headers['idempotency-key'],
        order: c.req.valid('json'),
      })
      return c.json(receipt, 201, NO_STORE)
    })
    .openapi(replies, async (c) => {
      const key = bearer(c.req.valid('header').authorization)
      const { source } = c.req.valid('param')
      const { limit, after } = c.req.valid('query')
      const { items, next } = await listReplies(deps, c.get('ctx'), { source, key, limit, after })
      const more = next && `/api/hotlines/${source}/replies?limit=${limit}&after=${next}`
      return c.json({ items, next: more }, 200, NO_STORE)
    })
    .openapi(acknowledgement, async (c) => {
      const key = bearer(c.req.valid('header').authorization)
      const { source, id } = c.req.valid('param')
      await acknowledgeReply(deps, c.get('ctx'), { source, id, key })
      return c.json({ id }, 200, NO_STORE)
    })
}
