/** GET /api/calendar?year=: working days, statutory holidays and make-up days of one year. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { createRouter } from '../platform/http.ts'

export const CalendarYear = z.object({}).loose().openapi('CalendarYear')

const calendar = createRoute({
  method: 'get',
  path: '/calendar',
  summary: 'Exception days of a year: statutory holidays, days off in lieu, make-up working days',
  request: { query: z.object({ year: z.string().regex(/^\d{4}$/) }) },
  responses: { 200: { description: 'The year', content: { 'application/json': { schema: CalendarYear } } } },
})

export function calendarRoutes(deps: Deps) {
  return createRouter().openapi(calendar, (c) => {
    const year = deps.content.calendar.find((each) => each.year === Number(c.req.valid('query').year))
    if (!year) throw new Problem('not-found')
    c.header('cache-control', 'public, max-age=3600')
    return c.json({ ...year }, 200)
  })
}
