/** /api/desk/audit: the audit log. Hidden from the public OpenAPI document. */
import { createRoute } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { gives } from '../platform/openapi.ts'
import { requireStaff } from '../staff/guard.ts'
import { listAudit } from './list-audit.ts'
import { AuditPage, AuditQuery } from './model.ts'

export function auditLogRoutes(deps: Deps) {
  const list = createRoute({
    ...{ method: 'get', path: '/desk/audit', hide: true },
    middleware: requireStaff(deps, 'audit.read'),
    request: { query: AuditQuery },
    responses: { 200: gives(AuditPage, 'OK') },
  })
  return createRouter().openapi(list, async (c) =>
    c.json(await listAudit(deps, c.get('ctx'), c.req.valid('query')), 200),
  )
}
