/** HTTP of e-mail alerts: ask, look at, confirm, end. Answers are never kept. */
import { createRoute, z } from '@hono/zod-openapi'
import { t } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import { createRouter } from '../../platform/http.ts'
import { gives, problem } from '../../platform/openapi.ts'
import { DisclosureFilter } from '../query.ts'
import { askAlert } from './ask-alert.ts'
import { confirmAlert, endAlert, readAlert } from './confirm-alert.ts'

const Alert = z
  .object({ what: z.string().nullable(), state: z.enum(['asked', 'confirmed', 'ended']) })
  .openapi('DisclosureAlert')
const Pass = z.string().min(1).max(400)
const Asking = z.object({
  email: z.email().max(200),
  filter: DisclosureFilter.default({}),
  lang: z.enum(['zh', 'en']).optional(),
})

const ask = createRoute({
  method: 'post',
  path: '/disclosures/alerts',
  summary: 'Ask for a mail when something new is published under a filter; the address confirms by a link it is sent',
  request: { body: { content: { 'application/json': { schema: Asking } }, required: true } },
  responses: {
    202: gives(z.object({ sentence: z.string() }), 'The same answer for every address'),
    400: problem,
    429: problem,
    503: problem,
  },
})
const look = createRoute({
  method: 'get',
  path: '/disclosures/alerts/link',
  summary: 'What the alert behind the link of a mail is about',
  request: { query: z.object({ t: Pass, use: z.enum(['confirm', 'end']) }) },
  responses: { 200: gives(Alert, 'The alert'), 404: problem },
})
const confirm = createRoute({
  method: 'post',
  path: '/disclosures/alerts/confirm',
  summary: 'Confirm an alert with the pass of its mail',
  request: { body: { content: { 'application/json': { schema: z.object({ t: Pass }) } }, required: true } },
  responses: { 200: gives(Alert, 'The alert'), 404: problem },
})
const end = createRoute({
  method: 'post',
  path: '/disclosures/alerts/end',
  summary: 'End an alert with the pass of its mails; also as the form of RFC 8058',
  request: { query: z.object({ t: Pass }) },
  responses: { 200: gives(Alert, 'Ended; the address is deleted'), 404: problem },
})

const PRIVATE = { 'cache-control': 'no-store' }

export function disclosureAlertRoutes(deps: Deps) {
  return createRouter()
    .openapi(ask, async (c) => {
      const { email, filter, lang } = c.req.valid('json')
      const locale = lang ?? c.get('ctx').locale
      await askAlert(deps, c.get('ctx'), { email, filter, locale })
      return c.json({ sentence: t(locale, 'disclosures.alert.asked') }, 202, PRIVATE)
    })
    .openapi(look, async (c) => {
      const { t: pass, use } = c.req.valid('query')
      return c.json(await readAlert(deps, use, pass), 200, PRIVATE)
    })
    .openapi(confirm, async (c) => c.json(await confirmAlert(deps, c.get('ctx'), c.req.valid('json').t), 200, PRIVATE))
    .openapi(end, async (c) => c.json(await endAlert(deps, c.get('ctx'), c.req.valid('query').t), 200, PRIVATE))
}
