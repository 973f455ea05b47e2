/** Tables of orders at the desk: hand in, see what is in it, take in, get back what was left out. Hidden from the public document. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { createRouter } from '../../platform/http.ts'
import { gives, takes } from '../../platform/openapi.ts'
import { uploadIn } from '../../platform/upload.ts'
import { requireStaff } from '../../staff/guard.ts'
import { Hotline } from './model.ts'
import { leftOutRows } from './upload/left-out-rows.ts'
import { OrderSheet } from './upload/model.ts'
import { openOrderSheet } from './upload/open-sheet.ts'
import { takeOrderSheet } from './upload/take-sheet.ts'
import { uploadOrderSheet } from './upload/upload-sheet.ts'

const hide = true
const ById = z.object({ id: z.uuid() })

export function deskOrderRoutes(deps: Deps) {
  const middleware = requireStaff(deps, 'tickets.dispatch')
  const upload = createRoute({
    ...{ method: 'post', path: '/desk/orders', hide, middleware },
    request: {
      query: z.object({ source: Hotline }),
      headers: z.object({ 'file-name': z.string().max(2000).optional() }),
    },
    responses: { 201: gives(ById, 'Kept for a day') },
  })
  const open = createRoute({
    ...{ method: 'get', path: '/desk/orders/{id}', hide, middleware },
    request: { params: ById },
    responses: { 200: gives(OrderSheet, 'What was found in it') },
  })
  const take = createRoute({
    ...{ method: 'post', path: '/desk/orders/{id}/intake', hide, middleware },
    request: { params: ById, body: takes(z.object({})) },
    responses: { 200: gives(OrderSheet, 'What became of it') },
  })
  const left = createRoute({
    ...{ method: 'get', path: '/desk/orders/{id}/left-out', hide, middleware },
    request: { params: ById, query: z.object({ lang: z.enum(['zh', 'en']).optional() }) },
    responses: { 200: { description: 'CSV, UTF-8 with BOM', content: { 'text/csv': { schema: z.string() } } } },
  })
  return createRouter()
    .openapi(upload, async (c) => {
      const file = await uploadIn(c, /^(|application\/.+|text\/.+)$/)
      return c.json(await uploadOrderSheet(deps, c.get('ctx'), { ...c.req.valid('query'), ...file }), 201)
    })
    .openapi(open, async (c) => c.json(await openOrderSheet(deps, c.get('ctx'), c.req.valid('param')), 200))
    .openapi(take, async (c) => c.json(await takeOrderSheet(deps, c.get('ctx'), c.req.valid('param')), 200))
    .openapi(left, async (c) => {
      const { id } = c.req.valid('param')
      const { lang } = c.req.valid('query')
      const ctx = { ...c.get('ctx'), ...(lang ? { locale: lang } : {}) }
      const { csv } = await leftOutRows(deps, ctx, { id })
      return c.body(csv, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="orders-left-out-${id.slice(0, 8)}.csv"`,
      })
    })
}
