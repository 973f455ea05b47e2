/** HTTP of the published records: list, export, record, versions, and the figures of the home page. */
import { createRoute, z } from '@hono/zod-openapi'
import { t } from '../../content/messages/index.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { createRouter, ProblemSchema } from '../platform/http.ts'
import { exportCsv } from './export-disclosures.ts'
import { Figures, readFigures } from './figures.ts'
import { type DisclosureList, listDisclosures } from './list-disclosures.ts'
import { Disclosure, DisclosureVersion, WithdrawnNotice } from './model.ts'
import { DisclosureFilter, DisclosureQuery } from './query.ts'
import { readDisclosure, readVersions } from './read-disclosure.ts'

const problem = { description: 'Problem', content: { 'application/problem+json': { schema: ProblemSchema } } }
const Gone = ProblemSchema.extend({ notice: WithdrawnNotice }).openapi('Gone')
const gone = {
  description: 'No longer shown; the notice says why',
  content: { 'application/problem+json': { schema: Gone } },
}
const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

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
  responses: { 200: json(List, 'Records'), 400: problem, 503: problem },
})
const download = createRoute({
  method: 'get',
  path: '/disclosures/export',
  summary: 'Every record of a filter as CSV (UTF-8 with byte order mark), streamed',
  request: {
    query: DisclosureFilter.extend({ format: z.enum(['csv']).default('csv'), lang: z.enum(['zh', 'en']).optional() }),
  },
  responses: {
    200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } },
    400: problem,
    503: problem,
  },
})
const read = createRoute({
  method: 'get',
  path: '/disclosures/{id}',
  summary: 'One published record',
  request: { params: Id },
  responses: { 200: json(Disclosure, 'The record'), 404: problem, 410: gone },
})
const versions = createRoute({
  method: 'get',
  path: '/disclosures/{id}/versions',
  summary: 'Every version of a record, oldest first, with what each changed and why',
  request: { params: Id },
  responses: { 200: json(z.object({ items: z.array(DisclosureVersion) }), 'Versions'), 404: problem, 410: gone },
})
const figures = createRoute({
  method: 'get',
  path: '/figures',
  summary: 'Figures computed from the records now shown, each with the list behind it',
  responses: { 200: json(Figures, 'Figures') },
})

/** A withdrawn record must be gone from every cache within a minute. */
const SHORT = { 'cache-control': 'public, max-age=30', vary: 'Accept-Language' }

export function disclosureRoutes(deps: Deps) {
  return createRouter()
    .openapi(list, async (c) => {
      const found = await listDisclosures(deps, c.get('ctx'), c.req.valid('query'))
      return c.json(listBody(found, c.req.url), 200, SHORT)
    })
    .openapi(download, async (c) => {
      const { format: _, lang, ...filter } = c.req.valid('query')
      const ctx = { ...c.get('ctx'), ...(lang ? { locale: lang } : {}) }
      const name = `disclosures-${chinaDate(deps.clock.now())}.csv`
      c.header('content-type', 'text/csv; charset=utf-8')
      c.header('content-disposition', `attachment; filename="${name}"`)
      c.header('cache-control', SHORT['cache-control'])
      c.header('vary', SHORT.vary)
      return c.body(await streamOf(exportCsv(deps, ctx, filter)), 200)
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
async function streamOf(lines: AsyncGenerator<string>): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const encoder = new TextEncoder()
  let next = await lines.next()
  return new ReadableStream({
    async pull(controller) {
      if (next.done) return controller.close()
      controller.enqueue(encoder.encode(next.value))
      next = await lines.next()
    },
    cancel: async () => void (await lines.return(undefined)),
  })
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
