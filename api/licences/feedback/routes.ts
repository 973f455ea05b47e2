/** What readers say about a guide, and the tasks of the desk that come of it. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { createRouter } from '../../platform/http.ts'
import { problem, takes } from '../../platform/openapi.ts'
import { requireStaff } from '../../staff/guard.ts'
import { closeFlag } from './close-flag.ts'
import { GuideFlag, listFlags } from './list-flags.ts'
import { FLAG_PARTS } from './model.ts'
import { rateGuide } from './rate-guide.ts'
import { reportGuide } from './report-guide.ts'

const done = {
  200: { description: 'Noted', content: { 'application/json': { schema: z.object({ noted: z.literal(true) }) } } },
}
const Id = z.object({ id: z.string().max(60) })
const NOTED = { noted: true } as const

const rate = createRoute({
  method: 'post',
  path: '/licences/{id}/ratings',
  summary: 'Whether a guide helped; nothing about who says so is kept',
  request: { params: Id, body: takes(z.strictObject({ helpful: z.boolean() })) },
  responses: { ...done, 404: problem, 429: problem },
})
const report = createRoute({
  method: 'post',
  path: '/licences/{id}/reports',
  summary: 'Says that a part of a guide is out of date',
  request: { params: Id, body: takes(z.strictObject({ part: z.enum(FLAG_PARTS) })) },
  responses: { ...done, 404: problem, 429: problem },
})

export function guideFeedbackRoutes(deps: Deps) {
  const flags = createRoute({
    method: 'get',
    path: '/desk/guides',
    hide: true,
    middleware: requireStaff(deps, 'guides.review'),
    responses: {
      200: {
        description: 'Guides to look at',
        content: { 'application/json': { schema: z.object({ items: z.array(GuideFlag), total: z.int() }) } },
      },
    },
  })
  const close = createRoute({
    method: 'post',
    path: '/desk/guides/{id}/closing',
    hide: true,
    middleware: requireStaff(deps, 'guides.review'),
    request: {
      params: z.object({ id: z.uuid() }),
      body: takes(z.strictObject({ outcome: z.string().trim().min(1).max(500) })),
    },
    responses: done,
  })
  return createRouter()
    .openapi(rate, async (c) => {
      await rateGuide(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })
      return c.json(NOTED, 200)
    })
    .openapi(report, async (c) => {
      await reportGuide(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })
      return c.json(NOTED, 200)
    })
    .openapi(flags, async (c) => c.json(await listFlags(deps, c.get('ctx')), 200))
    .openapi(close, async (c) => {
      await closeFlag(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })
      return c.json(NOTED, 200)
    })
}
