/** The whole API as one Hono app: what a program sees. Pages and tests call it in process, others over HTTP. */
import { bodyLimit } from 'hono/body-limit'
import { apiKeyRoutes } from './api-keys/routes.ts'
import { deskAssistantRoutes } from './assistant/desk-routes.ts'
import { assistantRoutes } from './assistant/routes.ts'
import { attachmentRoutes } from './attachments/routes.ts'
import { auditLogRoutes } from './audit-log/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import type { Deps } from './deps.ts'
import { disclosureAlertRoutes } from './disclosures/alerts/routes.ts'
import { deskDisclosureRoutes } from './disclosures/desk-routes.ts'
import { openDataRoutes } from './disclosures/open-data/routes.ts'
import { disclosureRequestRoutes } from './disclosures/requests/routes.ts'
import { disclosureRoutes } from './disclosures/routes.ts'
import { disclosureStatisticsRoutes } from './disclosures/statistics/routes.ts'
import { docsRoutes } from './docs/routes.ts'
import { enterpriseRoutes } from './enterprises/routes.ts'
import { healthRoutes } from './health/routes.ts'
import { basisRoutes } from './licences/basis-routes.ts'
import { calculatorRoutes } from './licences/calculator-routes.ts'
import { guideFeedbackRoutes } from './licences/feedback/routes.ts'
import { licenceRoutes } from './licences/routes.ts'
import { deskMailRoutes } from './mail/routes.ts'
import { officeRoutes } from './offices/routes.ts'
import { Problem } from './platform/errors.ts'
import { publicEtag } from './platform/etag.ts'
import { callContext, createRouter, onApiError, requireJson } from './platform/http.ts'
import { methodsAt } from './platform/methods.ts'
import { createReadLimiter } from './platform/rate-limit.ts'
import { powerRoutes } from './powers/routes.ts'
import { problemRoutes } from './problems/routes.ts'
import { regulationsRoutes } from './regulations/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { staffAccountRoutes } from './staff/account-routes.ts'
import { staffRoutes } from './staff/routes.ts'
import { staffSecurityRoutes } from './staff/security-routes.ts'
import { citizenTicketRoutes } from './tickets/citizen-routes.ts'
import { deskCaseRoutes } from './tickets/desk-case-routes.ts'
import { deskQueueRoutes } from './tickets/desk-queue-routes.ts'
import { deskTicketRoutes } from './tickets/desk-routes.ts'
import { deskOrderRoutes } from './tickets/hotlines/desk-routes.ts'
import { hotlineRoutes } from './tickets/hotlines/routes.ts'
import { open311Routes } from './tickets/open311/routes.ts'
import { partyRoutes } from './tickets/party/routes.ts'
import { ticketRoutes } from './tickets/routes.ts'
import { hotlineStatisticsRoutes } from './tickets/statistics/routes.ts'

const BODY_LIMIT = 1024 * 1024
/** Takes files: they have limits of their own, and their own words for them. */
const UPLOADS = /^\/api\/(attachments|desk\/orders|(desk\/tickets|party)\/[^/]+\/attachments)$/
/** Takes a form: browsers upload, and mail programs end a subscription with one (RFC 8058). */
const takesForm = (path: string) => UPLOADS.test(path) || path === '/api/disclosures/alerts/end'
/** A page costs a few reads: only a flood from one address meets this. */
const READS = { name: 'read', max: 3000, windowSeconds: 60 }

export function createApi(deps: Deps) {
  const app = createRouter()
  app.onError(onApiError(deps))
  app.notFound((c) => {
    const allowed = methodsAt(app.routes, c.req.path)
    return onApiError(deps)(new Problem(allowed.length > 0 ? 'method-not-allowed' : 'not-found'), c)
  })
  app.use(publicEtag)
  app.use(callContext())
  const limitReads = createReadLimiter(deps, READS)
  app.use(async (c, next) => {
    if (c.req.method === 'GET') limitReads(c.get('ctx').client)
    await next()
  })
  app.use(requireJson((path) => path.startsWith('/api/open311/') || takesForm(path)))
  const limitBody = bodyLimit({
    maxSize: BODY_LIMIT,
    onError: () => {
      throw new Problem('too-large')
    },
  })
  app.use((c, next) => (UPLOADS.test(c.req.path) ? next() : limitBody(c, next)))
  return app
    .route('/api', healthRoutes(deps))
    .route('/api', calendarRoutes(deps))
    .route('/api', assistantRoutes(deps))
    .route('/api', deskAssistantRoutes(deps))
    .route('/api', attachmentRoutes(deps))
    .route('/api', officeRoutes(deps))
    .route('/api', problemRoutes(deps))
    .route('/api', ticketRoutes(deps))
    .route('/api', citizenTicketRoutes(deps))
    .route('/api', partyRoutes(deps))
    .route('/api', hotlineStatisticsRoutes(deps))
    .route('/api', hotlineRoutes(deps))
    .route('/api', open311Routes(deps))
    .route('/api', deskTicketRoutes(deps))
    .route('/api', deskQueueRoutes(deps))
    .route('/api', deskCaseRoutes(deps))
    .route('/api', deskOrderRoutes(deps))
    .route('/api', staffRoutes(deps))
    .route('/api', staffAccountRoutes(deps))
    .route('/api', staffSecurityRoutes(deps))
    .route('/api', apiKeyRoutes(deps))
    .route('/api', auditLogRoutes(deps))
    .route('/api', regulationsRoutes(deps))
    .route('/api', searchRoutes(deps))
    .route('/api', basisRoutes(deps))
    .route('/api', calculatorRoutes(deps))
    .route('/api', licenceRoutes(deps))
    .route('/api', powerRoutes(deps))
    .route('/api', guideFeedbackRoutes(deps))
    .route('/api', disclosureRequestRoutes(deps))
    .route('/api', deskDisclosureRoutes(deps))
    .route('/api', disclosureStatisticsRoutes(deps))
    .route('/api', disclosureAlertRoutes(deps))
    .route('/api', openDataRoutes(deps))
    .route('/api', deskMailRoutes(deps))
    .route('/api', disclosureRoutes(deps))
    .route('/api', enterpriseRoutes(deps))
    .route('/api', docsRoutes(app))
}

export type Api = ReturnType<typeof createApi>
