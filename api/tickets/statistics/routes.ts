/** Hotline figures over HTTP, and the report of a period to take away. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { createRouter } from '../../platform/http.ts'
import { problem } from '../../platform/openapi.ts'
import { BYTE_ORDER_MARK, csvRow } from '../../platform/spreadsheet/csv-row.ts'
import { HotlineQuery, HotlineStatistics } from './model.ts'
import { readHotlineStatistics } from './read-hotline-statistics.ts'
import { reportDocx } from './report-docx.ts'
import { type Report, reportOf } from './report-table.ts'

const SHORT = { 'cache-control': 'public, max-age=60', vary: 'Accept-Language' }
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** A link in a page cannot send a header: `lang` says it then. */
const Taken = HotlineQuery.extend({ lang: z.enum(['zh', 'en']).optional() })

const figures = createRoute({
  method: 'get',
  path: '/statistics/hotline',
  summary: 'Rates of a period with numerator, denominator and formula; counts, spans, the oldest open ticket',
  request: { query: HotlineQuery },
  responses: {
    200: { description: 'Figures', content: { 'application/json': { schema: HotlineStatistics } } },
    400: problem,
  },
})
const csv = createRoute({
  method: 'get',
  path: '/statistics/hotline.csv',
  summary: 'The same as a table',
  request: { query: Taken },
  responses: {
    200: { description: 'CSV, UTF-8 with BOM', content: { 'text/csv': { schema: z.string() } } },
    400: problem,
  },
})
const docx = createRoute({
  method: 'get',
  path: '/statistics/hotline.docx',
  summary: 'The same as a Word file',
  request: { query: Taken },
  responses: {
    200: { description: 'DOCX', content: { [DOCX]: { schema: z.string().openapi({ format: 'binary' }) } } },
    400: problem,
  },
})

const named = ({ from, to }: HotlineStatistics, ending: string) => ({
  'content-disposition': `attachment; filename="hotline-${from}-${to}.${ending}"`,
})

export function hotlineStatisticsRoutes(deps: Deps) {
  return createRouter()
    .openapi(figures, async (c) =>
      c.json(await readHotlineStatistics(deps, c.get('ctx'), c.req.valid('query')), 200, SHORT),
    )
    .openapi(csv, async (c) => {
      const { lang, ...query } = c.req.valid('query')
      const ctx = { ...c.get('ctx'), ...(lang ? { locale: lang } : {}) }
      const found = await readHotlineStatistics(deps, ctx, query)
      const headers = { ...SHORT, ...named(found, 'csv'), 'content-type': 'text/csv; charset=utf-8' }
      return c.body(BYTE_ORDER_MARK + linesOf(reportOf(ctx.locale, found)).map(csvRow).join(''), 200, headers)
    })
    .openapi(docx, async (c) => {
      const { lang, ...query } = c.req.valid('query')
      const ctx = { ...c.get('ctx'), ...(lang ? { locale: lang } : {}) }
      const found = await readHotlineStatistics(deps, ctx, query)
      const file = await reportDocx(reportOf(ctx.locale, found))
      return c.body(new Uint8Array(file), 200, { ...SHORT, ...named(found, 'docx'), 'content-type': DOCX })
    })
}

/** Tables one under the other, each with its title. */
function linesOf({ title, lead, tables, note }: Report): string[][] {
  return [[title], [lead], ...tables.flatMap((table) => [[], [table.title], table.head, ...table.rows]), [], [note]]
}
