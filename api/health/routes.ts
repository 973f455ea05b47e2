/** GET /api/health: which engines run, and whether the database is there. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { databaseAnswers } from '../platform/database.ts'
import { createRouter } from '../platform/http.ts'
import { searchAnswers } from '../search/open-search.ts'

const Health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    database: z.enum(['embedded', 'postgres']),
    search: z.enum(['sqlite', 'meilisearch']),
    searchConfigured: z.boolean(),
    assistant: z.string(),
    notes: z.array(z.string()),
    version: z.string(),
  })
  .openapi('Health')

const health = createRoute({
  method: 'get',
  path: '/health',
  summary: 'Which engines run, and whether the database is there',
  responses: {
    200: { description: 'The portal answers', content: { 'application/json': { schema: Health } } },
    503: { description: 'The database is away', content: { 'application/json': { schema: Health } } },
  },
})

export function healthRoutes(deps: Deps) {
  return createRouter().openapi(health, async (c) => {
    const [alive, found] = await Promise.all([databaseAnswers(deps.sql), searchAnswers(deps.search)])
    const standsIn = deps.config.meilisearch !== undefined && deps.search.kind !== 'meilisearch'
    const notes = [
      ...(alive ? [] : ['database is away']),
      ...(found ? [] : ['search is away']),
      ...(standsIn ? ['Meilisearch is away: the embedded search answers'] : []),
    ]
    const body = {
      status: notes.length === 0 ? ('ok' as const) : ('degraded' as const),
      database: deps.config.database.embedded ? ('embedded' as const) : ('postgres' as const),
      search: deps.search.kind,
      searchConfigured: deps.config.meilisearch !== undefined,
      assistant: 'local',
      notes,
      version: deps.config.version,
    }
    c.header('cache-control', 'no-store')
    return alive ? c.json(body, 200) : c.json(body, 503)
  })
}
