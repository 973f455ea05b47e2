/** The one HTTP entry: request id → security headers → /api (never falls through) → pages in the address's language. */
import { randomUUID } from 'node:crypto'
import { astro, getFetchState } from 'astro/hono'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { createApi } from '../api/app.ts'
import { rehearseTurns } from '../api/assistant/rehearse-turn.ts'
import { createClient } from '../api/client.ts'
import { openDeps } from '../api/deps.ts'
import { jobsOf } from '../api/jobs.ts'
import { publicCompression } from '../api/platform/compression.ts'
import { loadConfig } from '../api/platform/config.ts'
import { publicEtag } from '../api/platform/etag.ts'
import type { Bindings } from '../api/platform/http.ts'
import { startJobs } from '../api/platform/jobs.ts'
import { mayReadMetrics } from '../api/platform/metrics.ts'
import { onProcessClose, onProcessOpen } from '../api/platform/process.ts'
import { readersPace } from '../api/platform/readers-pace.ts'
import { type Locale, t } from '../content/messages/index.ts'
import { createPageCache } from './lib/page-cache.ts'

const config = loadConfig(process.env)
const deps = openDeps(config)
const api = createApi(deps)
const jobs = config.jobs ? startJobs(config.database.url, jobsOf(deps), deps.log) : undefined
jobs?.catch((error: unknown) => deps.log.error({ err: error }, 'jobs did not start'))
onProcessOpen(() => rehearseTurns(deps))
onProcessClose(async () => {
  await (await jobs)?.stop()
  await deps.close()
})

interface Page {
  Bindings: Required<Bindings> & { locale: Locale; pathname: string }
}

/** Pages see an address without its language; `locals` carry what the address said. */
const pages = new Hono<Page>()
pages.use(async (c, next) => {
  const { client, requestId, locale, pathname } = c.env
  const { locals } = getFetchState(c)
  Object.assign(locals, { requestId, locale, pathname, clientAddress: client, publicUrl: config.publicUrl })
  locals.client = (language, headers = {}) =>
    createClient((input, init) => {
      const merged = new Headers(init?.headers)
      merged.set('accept-language', language)
      for (const [name, value] of Object.entries(headers)) merged.set(name, value)
      return Promise.resolve(
        api.request(input as string, { ...init, headers: merged }, { client, requestId, inProcess: true }),
      )
    })
  await next()
})
pages.use(astro())

/** Pages whose forms take files; every other form is text. */
const TAKES_FILES =
  /^(\/en)?\/(assistant|tickets\/new\/facts|(tickets|party)\/[A-Z]{2,6}\d{14}|desk\/(orders|tickets\/[A-Z]{2,6}\d{14}\/files))$/
const MOST_TEXT = 2 * 1024 * 1024
/** Where one may dictate; a page of its own in either language. */
const LISTENS = /^(\/en)?\/assistant$/

const cached = createPageCache(config.pageCacheSeconds)
const app = new Hono<{ Variables: Required<Bindings> }>()
app.use(async (c, next) => {
  const started = performance.now()
  const requestId = randomUUID()
  const forwarded = config.trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  c.set('requestId', requestId)
  c.set('client', forwarded ?? getFetchState(c).clientAddress ?? 'unknown')
  await next()
  c.res.headers.set('x-request-id', requestId)
  const ms = performance.now() - started
  deps.metrics.observeRequest(
    {
      method: c.req.method,
      kind: c.req.path.startsWith('/api/') ? 'api' : 'page',
      status: `${Math.floor(c.res.status / 100)}xx`,
    },
    ms / 1000,
  )
  deps.log.info(
    { requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(ms) },
    'request',
  )
})
// After next(): headers set before it are lost on page responses.
const headersOf = (microphone: 'self'[]) =>
  secureHeaders({
    referrerPolicy: 'strict-origin-when-cross-origin',
    crossOriginResourcePolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: config.production ? 'max-age=31536000; includeSubDomains' : false,
    permissionsPolicy: { camera: [], microphone, geolocation: [] },
  })
const [listening, deaf] = [headersOf(['self']), headersOf([])]
app.use((c, next) => (LISTENS.test(c.req.path) ? listening : deaf)(c, next))
app.get('/metrics', async (c) => {
  if (!mayReadMetrics(c.req.raw, c.get('client'), config.metricsToken)) return c.notFound()
  const { type, body } = await deps.metrics.render()
  return c.body(body, 200, { 'content-type': type, 'cache-control': 'no-store' })
})
app.use(readersPace)
app.use(publicCompression)
app.use(publicEtag)
app.all('/api/*', (c) => api.fetch(c.req.raw, { client: c.get('client'), requestId: c.get('requestId') }))
app.post('*', async (c, next) => {
  const length = c.req.header('content-length')
  if (TAKES_FILES.test(c.req.path) || Number(length ?? Number.POSITIVE_INFINITY) <= MOST_TEXT) return next()
  const locale = c.req.path.startsWith('/en/') ? 'en' : 'zh'
  return c.text(t(locale, 'errors.detail.too-large'), 413, { 'cache-control': 'no-store' })
})
app.all('*', (c) => {
  const url = new URL(c.req.url)
  const { pathname } = url
  if (pathname.length > 1 && pathname.endsWith('/'))
    return c.redirect(pathname.replace(/\/+$/, '') + url.search || '/', 301)
  const bindings = { client: c.get('client'), requestId: c.get('requestId'), pathname }
  const address = pathname + url.search
  const english = pathname === '/en' || pathname.startsWith('/en/')
  if (english) url.pathname = pathname.slice('/en'.length) || '/'
  const render = async () =>
    english
      ? pages.fetch(new Request(url, c.req.raw), { ...bindings, locale: 'en' })
      : pages.fetch(c.req.raw, { ...bindings, locale: 'zh' })
  return c.req.method === 'GET' ? cached(address, render) : render()
})

export default app
