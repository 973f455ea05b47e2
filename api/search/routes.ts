/** GET /api/search?q=: one box over everything the portal publishes. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { searchEverything } from './search-everything.ts'

export const SearchAnswer = z
  .object({
    query: z.string(),
    groups: z.array(
      z.object({
        name: z.string(),
        total: z.int(),
        /** Address of the page that lists all of them. */
        url: z.string(),
        items: z.array(z.object({ title: z.string(), summary: z.string(), url: z.string() })),
      }),
    ),
  })
  .openapi('SearchAnswer')
export type SearchAnswer = z.infer<typeof SearchAnswer>

const search = createRoute({
  method: 'get',
  path: '/search',
  summary: 'First hits of every kind: laws, articles, published records',
  request: {
    query: z.object({ q: z.string().max(2000).default(''), limit: z.coerce.number().int().min(1).max(20).default(5) }),
  },
  responses: {
    200: { description: 'Groups in the order shown', content: { 'application/json': { schema: SearchAnswer } } },
  },
})

export function searchRoutes(deps: Deps) {
  return createRouter().openapi(search, async (c) => {
    const { q, limit } = c.req.valid('query')
    const groups = await searchEverything(deps, c.get('ctx'), q, limit)
    c.header('cache-control', 'public, max-age=30')
    c.header('vary', 'accept-language')
    return c.json({ query: q, groups }, 200)
  })
}
