/** HTTP of the businesses: search, and one with everything published about it. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { problem } from '../platform/openapi.ts'
import { listEnterprises } from './list-enterprises.ts'
import { Enterprise, EnterpriseRecord } from './model.ts'
import { readEnterprise } from './read-enterprise.ts'

const List = z
  .object({
    items: z.array(Enterprise),
    total: z.int(),
    next: z.string().nullable(),
    codeError: z.enum(['LEN', 'CHAR', 'CHECK', 'ORG_CHECK']).nullable(),
  })
  .openapi('EnterpriseList')

const list = createRoute({
  method: 'get',
  path: '/enterprises',
  summary: 'Businesses by name, address or unified social credit code',
  request: {
    query: z.object({
      q: z.string().trim().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
  },
  responses: {
    200: { description: 'Businesses', content: { 'application/json': { schema: List } } },
    400: problem,
    503: problem,
  },
})
const read = createRoute({
  method: 'get',
  path: '/enterprises/{uscc}',
  summary: 'One business with everything published about it',
  request: { params: z.object({ uscc: z.string().max(40) }) },
  responses: {
    200: { description: 'The business', content: { 'application/json': { schema: EnterpriseRecord } } },
    404: problem,
  },
})

const SHORT = { 'cache-control': 'public, max-age=30', vary: 'Accept-Language' }

export function enterpriseRoutes(deps: Deps) {
  return createRouter()
    .openapi(list, async (c) => {
      const { nextPage, ...found } = await listEnterprises(deps, c.get('ctx'), c.req.valid('query'))
      const { pathname, searchParams } = new URL(c.req.url)
      if (nextPage !== null) searchParams.set('page', String(nextPage))
      return c.json({ ...found, next: nextPage === null ? null : `${pathname}?${searchParams}` }, 200, SHORT)
    })
    .openapi(read, async (c) => c.json(await readEnterprise(deps, c.get('ctx'), c.req.valid('param').uscc), 200, SHORT))
}
