/** The power list over HTTP: browse, one item, files of a filter. */
import { createRoute, z } from '@hono/zod-openapi'
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { problem } from '../platform/openapi.ts'
import { BYTE_ORDER_MARK, csvRow } from '../platform/spreadsheet/csv-row.ts'
import { workbook } from '../platform/workbook.ts'
import { exportPowers, POWER_COLUMNS, type PowerRecord } from './export-powers.ts'
import { listPowers } from './list-powers.ts'
import { PowerList, PowerQuery, PowerView } from './model.ts'
import { readPower } from './read-power.ts'

const KEPT = { 'cache-control': 'public, max-age=60', vary: 'Accept-Language' }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: XLSX, json: 'application/json; charset=utf-8' } as const

const list = createRoute({
  method: 'get',
  path: '/powers',
  summary: 'The power list by words, type, section or station, law and whom it binds',
  request: { query: PowerQuery },
  responses: { 200: { description: 'Items', content: { 'application/json': { schema: PowerList } } }, 400: problem },
})
const files = createRoute({
  method: 'get',
  path: '/powers/export',
  summary: 'Items and sub-items of a filter as CSV, XLSX or JSON',
  request: {
    query: PowerQuery.omit({ limit: true, offset: true }).extend({
      format: z.enum(['csv', 'xlsx', 'json']).default('csv'),
      lang: z.enum(['zh', 'en']).optional(),
    }),
  },
  responses: { 200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } }, 400: problem },
})
const one = createRoute({
  method: 'get',
  path: '/powers/{code}',
  summary: 'One item: ground, limits, duties by stage, accountability, history',
  request: { params: z.object({ code: z.string().max(60) }) },
  responses: { 200: { description: 'Item', content: { 'application/json': { schema: PowerView } } }, 404: problem },
})

export function powerRoutes(deps: Deps) {
  return createRouter()
    .openapi(list, async (c) => c.json(await listPowers(deps, c.get('ctx'), c.req.valid('query')), 200, KEPT))
    .openapi(files, async (c) => {
      const { format, lang, ...query } = c.req.valid('query')
      const locale = lang ?? c.get('ctx').locale
      const records = await exportPowers(deps, locale, query)
      const heading = POWER_COLUMNS.map((column) => t(locale, `powers.column.${column}`))
      const rows = [heading, ...records.map((record) => POWER_COLUMNS.map((column) => record[column]))]
      const headers = {
        ...KEPT,
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="powers.${format}"`,
      }
      return c.body(await fileOf(format, rows, records, t(locale, 'powers.title')), 200, headers)
    })
    .openapi(one, async (c) => c.json(await readPower(deps, c.get('ctx'), c.req.valid('param').code), 200, KEPT))
}

async function fileOf(
  format: keyof typeof TYPES,
  rows: readonly string[][],
  records: readonly PowerRecord[],
  title: string,
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (format === 'csv') return BYTE_ORDER_MARK + rows.map(csvRow).join('')
  if (format === 'xlsx') return new Uint8Array(await workbook(title, rows))
  return JSON.stringify(records)
}
