/** /api/desk/mail: the outbox. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { requireStaff } from '../staff/guard.ts'
import { listMail } from './list-mail.ts'
import { OutboxMail } from './model.ts'

export function deskMailRoutes(deps: Deps) {
  const outbox = createRoute({
    method: 'get',
    path: '/desk/mail',
    hide: true,
    middleware: requireStaff(deps, 'staff.manage'),
    responses: {
      200: {
        description: 'Newest mails; `sends`: whether a server is configured',
        content: { 'application/json': { schema: z.object({ items: z.array(OutboxMail), sends: z.boolean() }) } },
      },
    },
  })
  return createRouter().openapi(outbox, async (c) => c.json(await listMail(deps, c.get('ctx')), 200))
}
