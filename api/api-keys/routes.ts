/** /api/desk/keys: keys of hotlines and Open311 clients, for the security administrator. Hidden from the public OpenAPI document. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { gives, takes } from '../platform/openapi.ts'
import { requireStaff } from '../staff/guard.ts'
import { createKey } from './create-key.ts'
import { listKeys } from './list-keys.ts'
import { KeySource } from './model.ts'
import { revokeKey } from './revoke-key.ts'

const hide = true
const Listed = z.object({
  id: z.string(),
  source: KeySource,
  label: z.string(),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
})
const Wanted = z.strictObject({ source: z.string().max(20), label: z.string().max(200) })

export function apiKeyRoutes(deps: Deps) {
  const guardian = requireStaff(deps, 'access.manage')
  const list = createRoute({
    ...{ method: 'get', path: '/desk/keys', hide },
    middleware: guardian,
    responses: { 200: gives(z.object({ items: z.array(Listed) }), 'OK') },
  })
  const add = createRoute({
    ...{ method: 'post', path: '/desk/keys', hide },
    middleware: guardian,
    request: { body: takes(Wanted) },
    responses: { 201: gives(z.object({ id: z.string(), key: z.string() }), 'Shown this once') },
  })
  const revoke = createRoute({
    ...{ method: 'post', path: '/desk/keys/{id}/revocation', hide },
    middleware: guardian,
    request: {
      params: z.object({ id: z.uuid() }),
      body: takes(z.strictObject({ reason: z.string().trim().min(1).max(200) })),
    },
    responses: { 204: { description: 'Opens nothing any more' } },
  })
  return createRouter()
    .openapi(list, async (c) => {
      const keys = await listKeys(deps, c.get('ctx'))
      const items = keys.map(({ createdAt, revokedAt, ...key }) => ({
        ...key,
        createdAt: createdAt.toISOString(),
        revokedAt: revokedAt?.toISOString() ?? null,
      }))
      return c.json({ items }, 200)
    })
    .openapi(add, async (c) => c.json(await createKey(deps, c.get('ctx'), c.req.valid('json')), 201))
    .openapi(revoke, async (c) => {
      await revokeKey(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })
      return c.body(null, 204)
    })
}
