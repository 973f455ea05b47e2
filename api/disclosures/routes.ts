/** HTTP of the published records: list, export, record, versions, and the figures of the home page. */
import { createRoute, z } from '@hono/zod-openapi'
import { type Locale, t } from '../../content/messages/index.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { createRouter, ProblemSchema } from '../platform/http.ts'
import { gives, problem } from '../platform/openapi.ts'
import { exportDisclosures } from './export/export-disclosures.ts'
import { EXPORT_FORMATS, FILE_TYPES } from './export/formats.ts'
import { createExportLane } from './export/lane.ts'
import { readFeed } from './feed/read-feed.ts'
import { type FeedAddresses, writeAtom, writeJsonFeed } from './feed/write-feed.ts'
import { Figures, readFigures } from './figures.ts'
import { type DisclosureList, listDisclosures } from './list-disclosures.ts'
import { Disclosure, DisclosureVersion, WithdrawnNotice } from './model.ts'
import { DisclosureFilter, DisclosureQuery } from './query.ts'
import { readDisclosure, readVersions } from './read-disclosure.ts'

const Gone = ProblemSchema.extend({ notice: WithdrawnNotice }).openapi('Gone')
const gone = {
  description: 'No longer shown; the notice says why',
  content: { 'application/problem+json': { schema: Gone } },
}

const FacetValues = z.array(z.object({ value: z.string(), name: z.string(), count: z.int() }))
const List = z
  .object({
    items: z.array(Disclosure),
    total: z.int(),
    next: z.string().nullable(),
    sentence: z.string(),
    applied: z.array(z.object({ param: z.string(), value: z.string(), label: z.string() })),
    facets: z.object({
      type: FacetValues,
      station: FacetValues,
      result: FacetValues,
      breach: FacetValues,
      industry: FacetValues,
      topic: FacetValues,
    }),
    engine: z.string(),
    tookMs: z.int(),
  })
  .openapi('DisclosureList')
const Id = z.object({ id: z.uuid() })

const list = createRoute({
  method: 'get',
  path: '/disclosures',
  summary: 'Published records by words and filters, with facets and the filter as a sentence',
  request: { query: DisclosureQuery },
  responses: { 200: gives(List, 'Records'), 400: problem, 503: problem },
})
const download = createRoute({
  method: 'get',
  path: '/disclosures/export',
  summary: 'Every record of a filter as CSV, XLSX, JSON lines or in the national layout (双公示), streamed',
  request: {
    query: DisclosureFilter.extend({
      format: z.enum(EXPORT_FORMATS).default('csv'),
      lang: z.enum(['zh', 'en']).optional(),
    }),
  },
  responses: {
    200: {
      description: 'The file',
      content: Object.fromEntries(
        Object.values(FILE_TYPES).map(({ mediaType }) => [mediaType, { schema: z.string() }]),
      ),
    },
    400: problem,
    503: problem,
  },
})
const FeedQuery = DisclosureFilter.extend({
  format: z.enum(['atom', 'json']).default('atom'),
  lang: z.enum(['zh', 'en']).optional(),
  page: z.coerce.number().int().min(1).max(200).default(1),
})
const feed = createRoute({
  method: 'get',
  path: '/disclosures/feed',
  summary: 'The newest publications of a filter as Atom or JSON Feed, older ones page by page',
  request: { query: FeedQuery },
  responses: {
    200: {
      description: 'The feed',
      content: {
        'application/atom+xml': { schema: z.string() },
        'application/feed+json': { schema: z.record(z.string(), z.unknown()) },
      },
    },
    400: problem,
    503: problem,
  },
})
const read = createRoute({
  method: 'get',
  path: '/disclosures/{id}',
  summary: 'One published record',
  request: { params: Id },
  responses: { 200: gives(Disclosure, 'The record'), 404: problem, 410: gone },
})
const versions = createRoute({
  method: 'get',
  path: '/disclosures/{id}/versions',
  summary: 'Every version of a record, oldest first, with what each changed and why',
  request: { params: Id },
  responses: { 200: gives(z.object({ items: z.array(DisclosureVersion) }), 'Versions'), 404: problem, 410: gone },
})
const figures = createRoute({
  method: 'get',
  path: '/figures',
  summary: 'Figures computed from the records now shown, each with the list behind it',
  responses: { 200: gives(Figures, 'Figures') },
})

/** A withdrawn record must be gone from every cache within a minute. */
const SHORT = { 'cache-control': 'public, max-age=30', vary: 'Accept-Language' }

export function disclosureRoutes(deps: Deps) {
  const inThread = createExportLane(deps)
  return createRouter()
    .openapi(list, async (c) => {
      const found = await listDisclosures(deps, c.get('ctx'), c.req.valid('query'))
      return c.json(listBody(found, c.req.url), 200, SHORT)
    })
    .openapi(download, async (c) => {
      const { format, lang, ...filter } = c.req.valid('query')
      const { extension, mediaType } = FILE_TYPES[format]
      const name = `disclosures-${chinaDate(deps.clock.now())}${format === 'shuanggongshi' ? '-shuanggongshi' : ''}.${extension}`
      const pieces = await exportDisclosures(deps, inThread, { format, filter, locale: lang ?? c.get('ctx').locale })
      c.header('content-type', mediaType)
      c.header('content-disposition', `attachment; filename="${name}"`)
      c.header('cache-control', SHORT['cache-control'])
      c.header('vary', SHORT.vary)
      return c.body(await streamOf(pieces), 200)
    })
    .openapi(feed, async (c) => {
      const { format, lang, page, ...filter } = c.req.valid('query')
      const ctx = { ...c.get('ctx'), locale: lang ?? c.get('ctx').locale }
      const found = await readFeed(deps, ctx, filter, page)
      const at = feedAddresses(deps.config.publicUrl, c.req.url, ctx.locale, found.older)
      const type = format === 'atom' ? 'application/atom+xml' : 'application/feed+json'
      const text =
        format === 'atom' ? writeAtom(found, at, ctx.locale) : JSON.stringify(writeJsonFeed(found, at, ctx.locale))
      return c.body(text, 200, { ...SHORT, 'content-type': `${type}; charset=utf-8` })
    })
    .openapi(read, async (c) => {
      const found = await readDisclosure(deps, c.get('ctx'), c.req.valid('param').id)
      return found.shown ? c.json(found.record, 200, SHORT) : c.json(goneBody(c.get('ctx'), found.notice), 410, GONE)
    })
    .openapi(versions, async (c) => {
      const found = await readVersions(deps, c.get('ctx'), c.req.valid('param').id)
      return found.shown
        ? c.json({ items: found.items }, 200, SHORT)
        : c.json(goneBody(c.get('ctx'), found.notice), 410, GONE)
    })
    .openapi(figures, async (c) => c.json(await readFigures(deps), 200, SHORT))
}

/**
 * Bytes made as they are asked for. The first ones are made before the answer begins, so that a search that is away is an
 * honest 503; a failure later cuts the connection, and nobody takes half a file for the whole.
 */
async function streamOf(pieces: AsyncGenerator<Uint8Array>): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  let next = await pieces.next()
  return new ReadableStream({
    async pull(controller) {
      if (next.done) return controller.close()
      // Passed on as it is: a long file is hundreds of megabytes.
      controller.enqueue(next.value as Uint8Array<ArrayBuffer>)
      next = await pieces.next()
    },
    cancel: async () => void (await pieces.return(undefined)),
  })
}

/** The feed under its public address, the list with the same filter, and the older page. */
function feedAddresses(origin: string, address: string, locale: Locale, older: number | null): FeedAddresses {
  const { pathname, searchParams } = new URL(address)
  const self = `${pathname}${searchParams.size > 0 ? `?${searchParams}` : ''}`
  const next = new URLSearchParams(searchParams)
  if (older !== null) next.set('page', String(older))
  for (const name of ['format', 'lang', 'page']) searchParams.delete(name)
  const list = locale === 'en' ? '/en/disclosures' : '/disclosures'
  return {
    origin,
    self,
    page: searchParams.size > 0 ? `${list}?${searchParams}` : list,
    older: older === null ? null : `${pathname}?${next}`,
  }
}

const GONE = { ...SHORT, 'content-type': 'application/problem+json; charset=utf-8' }

function goneBody({ locale, requestId }: Context, notice: WithdrawnNotice): z.infer<typeof Gone> {
  return {
    type: '/api/docs#gone',
    title: t(locale, 'errors.disclosures.goneTitle'),
    status: 410,
    detail: notice.sentence,
    requestId,
    notice,
  }
}

function listBody({ nextPage, ...found }: DisclosureList, address: string): z.infer<typeof List> {
  const { pathname, searchParams } = new URL(address)
  if (nextPage !== null) searchParams.set('page', String(nextPage))
  return { ...found, next: nextPage === null ? null : `${pathname}?${searchParams}` }
}
