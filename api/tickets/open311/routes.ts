/** Open311 GeoReport v2 under /api/open311/v2: names, formats and errors by its specification, not by our own conventions. */
import type { Deps } from '../../deps.ts'
import { Problem } from '../../platform/errors.ts'
import { type ApiContext, createRouter } from '../../platform/http.ts'
import { createRequest } from './create-request.ts'
import { discoveryView } from './discovery.ts'
import { formatOf, onOpen311Error } from './errors.ts'
import { listRequests, readRequest } from './list-requests.ts'
import { CONTENT_TYPES, render, type Value } from './render.ts'
import { definitionView, findService, servicesOf, serviceView } from './services.ts'

const FORM = 'application/x-www-form-urlencoded'

export function open311Routes(deps: Deps) {
  const router = createRouter()
  router.onError(onOpen311Error(deps))

  /** Every call may name the jurisdiction; there is one here. */
  router.use('/open311/v2/*', async (c, next) => {
    const asked = c.req.query('jurisdiction_id')
    if (asked && asked !== deps.content.bureau.regionCode)
      throw new Problem('not-found', { detail: 'errors.open311.jurisdiction' })
    await next()
  })

  const answer = (c: ApiContext, root: string, value: Value, cache: string) =>
    c.body(render(formatOf(c.req.path), root, value), 200, {
      'content-type': CONTENT_TYPES[formatOf(c.req.path)],
      'cache-control': cache,
      vary: 'accept-language',
    })
  const kept = 'public, max-age=300'

  router.get('/open311/v2/:file{discovery\\.(json|xml)}', (c) => answer(c, 'discovery', discoveryView(deps), kept))
  router.get('/open311/v2/:file{services\\.(json|xml)}', (c) =>
    answer(c, 'services', servicesOf(deps.content, c.get('ctx').locale).map(serviceView), kept),
  )
  router.get('/open311/v2/services/:file{[^/]+\\.(json|xml)}', (c) => {
    const { locale } = c.get('ctx')
    const service = findService(deps.content, locale, nameOf(c))
    if (service?.kind !== 'complaint') throw new Problem('not-found', { detail: 'errors.open311.service' })
    return answer(c, 'service_definition', definitionView(service, locale), kept)
  })
  router.get('/open311/v2/:file{requests\\.(json|xml)}', async (c) =>
    answer(c, 'service_requests', await listRequests(deps, c.get('ctx'), c.req.query()), 'public, max-age=60'),
  )
  router.post('/open311/v2/:file{requests\\.(json|xml)}', async (c) => {
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
    if (type !== FORM) throw new Problem('invalid', { detail: 'errors.open311.form' })
    const form = new URLSearchParams(await c.req.text())
    const made = await createRequest(deps, c.get('ctx'), form, c.req.header('idempotency-key'))
    return answer(c, 'service_requests', [made], 'no-store')
  })
  router.get('/open311/v2/requests/:file{[^/]+\\.(json|xml)}', async (c) => {
    const found = await readRequest(deps, c.get('ctx'), { id: nameOf(c), extensions: c.req.query('extensions') })
    return answer(c, 'service_requests', found, 'public, max-age=60')
  })
  /** Numbers are given at once, so no token is ever handed out. */
  router.get('/open311/v2/tokens/:file{[^/]+\\.(json|xml)}', () => {
    throw new Problem('not-found', { detail: 'errors.open311.token' })
  })
  router.all('/open311/v2/*', () => {
    throw new Problem('not-found', { detail: 'errors.open311.address' })
  })
  return router
}

/** Last part of the address without its format. */
const nameOf = (c: ApiContext): string => (c.req.param('file') ?? '').replace(/\.(json|xml)$/, '')
