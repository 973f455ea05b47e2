/** The article behind a citation of the guides, wherever the library holds it. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { gives, problem } from '../platform/openapi.ts'
import { findBasis } from './find-basis.ts'
import { Basis } from './model.ts'

const basis = createRoute({
  method: 'get',
  path: '/licences/basis/{place}',
  summary: 'Where the library holds an article the guides cite; `url` is null when it does not',
  request: { params: z.object({ place: z.string().max(40) }) },
  responses: {
    200: gives(Basis, 'Place'),
    404: problem,
  },
})

export function basisRoutes(deps: Deps) {
  return createRouter().openapi(basis, async (c) =>
    c.json(await findBasis(deps, c.req.valid('param').place), 200, { 'cache-control': 'public, max-age=300' }),
  )
}
