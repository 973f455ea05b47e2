/** GET /api/health: which engines run, whether the database is there, and whether mail goes out. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { databaseAnswers } from '../platform/database.ts'
import { createRouter } from '../platform/http.ts'
import { outboxState } from '../platform/mail/outbox-state.ts'
import { searchAnswers } from '../search/open-search.ts'

/** Where a mail server is configured, a mail is sent within minutes; after this somebody must look. */
const MAIL_LATE_MINUTES = 60

const Mail = z.object({
  configured: z.boolean(),
  waiting: z.int(),
  oldestMinutes: z.int().nullable(),
  failed: z.int(),
})

const Health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    database: z.enum(['embedded', 'postgres']),
    search: z.enum(['sqlite', 'meilisearch']),
    searchConfigured: z.boolean(),
    assistant: z.string(),
    /** The outbox; null while the database is away. */
    mail: Mail.nullable(),
    /** What looks at uploads for malware. */
    scanner: z.enum(['none', 'command', 'clamd']),
    notes: z.array(z.string()),
    version: z.string(),
  })
  .openapi('Health')

const health = createRoute({
  method: 'get',
  path: '/health',
  summary: 'Which engines run, whether the database is there, and whether mail goes out',
  responses: {
    200: { description: 'The portal answers', content: { 'application/json': { schema: Health } } },
    503: { description: 'The database is away', content: { 'application/json': { schema: Health } } },
  },
})

export function healthRoutes(deps: Deps) {
  return createRouter().openapi(health, async (c) => {
    const [alive, found] = await Promise.all([databaseAnswers(deps.sql), searchAnswers(deps.search)])
    const mail = alive ? await outboxState(deps).catch(() => null) : null
    const late = mail?.configured === true && (mail.oldestMinutes ?? 0) >= MAIL_LATE_MINUTES
    const standsIn = deps.config.meilisearch !== undefined && deps.search.kind !== 'meilisearch'
    const notes = [
      ...(alive ? [] : ['database is away']),
      ...(found ? [] : ['search is away']),
      ...(standsIn ? ['Meilisearch is away: the embedded search answers'] : []),
      ...(late ? [`mail has waited for ${mail.oldestMinutes} minutes`] : []),
    ]
    const body = {
      status: notes.length === 0 ? ('ok' as const) : ('degraded' as const),
      database: deps.config.database.embedded ? ('embedded' as const) : ('postgres' as const),
      search: deps.search.kind,
      searchConfigured: deps.config.meilisearch !== undefined,
      assistant: 'local',
      mail,
      scanner: scannerOf(deps),
      notes,
      version: deps.config.version,
    }
    c.header('cache-control', 'no-store')
    return alive ? c.json(body, 200) : c.json(body, 503)
  })
}

function scannerOf({ config: { scanner } }: Deps): 'none' | 'command' | 'clamd' {
  if (!scanner) return 'none'
  return 'command' in scanner ? 'command' : 'clamd'
}
