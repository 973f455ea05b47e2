/** HTTP of the figures of a filter. Mounted before the records, whose ids would take these addresses. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { createRouter } from '../../platform/http.ts'
import { gives, problem } from '../../platform/openapi.ts'
import { DisclosureFilter } from '../query.ts'
import { compareYears } from './compare-years.ts'
import { Comparison, Statistics } from './model.ts'
import { readStatistics } from './read-statistics.ts'

const statistics = createRoute({
  method: 'get',
  path: '/disclosures/statistics',
  summary: 'Figures of a filter by month, breach, station and size of the fine, each with the list behind it',
  request: { query: DisclosureFilter },
  responses: { 200: gives(Statistics, 'Figures'), 400: problem, 503: problem },
})
const comparison = createRoute({
  method: 'get',
  path: '/disclosures/comparison',
  summary: 'Count and fines of a filter in the days asked for, and in the same days a year earlier',
  request: { query: DisclosureFilter },
  responses: {
    200: gives(z.object({ comparison: Comparison.nullable() }), 'Both periods; null where they would overlap'),
    400: problem,
    503: problem,
  },
})

const SHORT = { 'cache-control': 'public, max-age=30', vary: 'Accept-Language' }

export function disclosureStatisticsRoutes(deps: Deps) {
  return createRouter()
    .openapi(statistics, async (c) =>
      c.json(await readStatistics(deps, c.get('ctx'), c.req.valid('query')), 200, SHORT),
    )
    .openapi(comparison, async (c) =>
      c.json({ comparison: await compareYears(deps, c.req.valid('query')) }, 200, SHORT),
    )
}
