/** /api/desk: switches and limits of the assistant (administrator), wishes to be called back (clerks). */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { requireStaff } from '../staff/guard.ts'
import { closeCallBack } from './call-backs/close-call-back.ts'
import { listCallBacks } from './call-backs/list-call-backs.ts'
import { CallBack, CallBackOutcome } from './call-backs/model.ts'
import { changeSettings } from './settings/change-settings.ts'
import { SettingsChange, SettingsView } from './settings/model.ts'
import { readSettings } from './settings/read-settings.ts'

const gives = <S extends z.ZodType>(schema: S) => ({
  200: { description: 'OK', content: { 'application/json': { schema } } },
})
const takes = <S extends z.ZodType>(schema: S) => ({
  body: { content: { 'application/json': { schema } }, required: true },
})

export function deskAssistantRoutes(deps: Deps) {
  const manager = requireStaff(deps, 'assistant.manage')
  const clerk = requireStaff(deps, 'tickets.dispatch')
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/desk/assistant',
        hide: true,
        middleware: manager,
        responses: gives(SettingsView),
      }),
      async (c) => c.json(await readSettings(deps, c.get('ctx')), 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/desk/assistant',
        hide: true,
        middleware: manager,
        request: takes(SettingsChange),
        responses: gives(SettingsView),
      }),
      async (c) => c.json(await changeSettings(deps, c.get('ctx'), c.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/desk/call-backs',
        hide: true,
        middleware: clerk,
        responses: gives(z.object({ items: z.array(CallBack), total: z.int() })),
      }),
      async (c) => {
        const items = await listCallBacks(deps, c.get('ctx'))
        return c.json({ items, total: items.length }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/desk/call-backs/{id}/outcome',
        hide: true,
        middleware: clerk,
        request: { params: z.object({ id: z.uuid() }), ...takes(CallBackOutcome) },
        responses: { 204: { description: 'Closed' } },
      }),
      async (c) => {
        await closeCallBack(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })
        return c.body(null, 204)
      },
    )
}
