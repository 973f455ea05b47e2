/** HTTP of the published data as a whole: dumps, their package description, dictionary, terms, changes, addresses. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import { t } from '../../../content/messages/index.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { Problem } from '../../platform/errors.ts'
import { createRouter } from '../../platform/http.ts'
import { gives, problem } from '../../platform/openapi.ts'
import { readDataPackage } from './data-package.ts'
import { Dictionary, readDictionary } from './dictionary.ts'
import { DUMP_NAMES, dumpRoot } from './dump-files.ts'
import { currentDumps } from './keep-dumps.ts'
import { ADDRESSES_A_PAGE, listAddresses } from './list-addresses.ts'
import { listChanges } from './list-changes.ts'
import { DataChange, DataTerms, DumpList } from './model.ts'

const dumps = createRoute({
  method: 'get',
  path: '/disclosures/dumps',
  summary: 'Files with every record now shown: rows, size, SHA-256, when they were made',
  responses: { 200: gives(DumpList, 'Files'), 503: problem },
})
const dump = createRoute({
  method: 'get',
  path: '/disclosures/dumps/{name}',
  summary: 'One dump, packed with gzip',
  request: { params: z.object({ name: z.enum(DUMP_NAMES) }) },
  responses: {
    200: { description: 'The file', content: { 'application/gzip': { schema: z.string() } } },
    400: problem,
    404: problem,
    503: problem,
  },
})
const dataPackage = createRoute({
  method: 'get',
  path: '/disclosures/datapackage.json',
  summary: 'The dumps as a Frictionless Data Package',
  responses: { 200: gives(z.record(z.string(), z.unknown()), 'Descriptor'), 503: problem },
})
const dictionary = createRoute({
  method: 'get',
  path: '/disclosures/dictionary',
  summary: 'Meaning of every column and field',
  responses: { 200: gives(Dictionary, 'Dictionary') },
})
const terms = createRoute({
  method: 'get',
  path: '/disclosures/terms',
  summary: 'What may be done with the data, and changes of its layout',
  responses: { 200: gives(DataTerms, 'Terms') },
})
const changes = createRoute({
  method: 'get',
  path: '/disclosures/changes',
  summary: 'Corrections, redactions and withdrawals of published records, newest first',
  request: {
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      before: z.iso.datetime({ offset: true }).optional(),
    }),
  },
  responses: {
    200: gives(z.object({ items: z.array(DataChange), next: z.string().nullable() }), 'Changes'),
    400: problem,
  },
})
const addresses = createRoute({
  method: 'get',
  path: '/disclosures/addresses',
  summary: `Ids of all records now shown, ${ADDRESSES_A_PAGE} a page`,
  request: { query: z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) }) },
  responses: {
    200: gives(
      z.object({ items: z.array(z.object({ id: z.string() })), total: z.int(), next: z.string().nullable() }),
      'Ids',
    ),
    400: problem,
  },
})

const SHORT = { 'cache-control': 'public, max-age=30', vary: 'Accept-Language' }

export function openDataRoutes(deps: Deps) {
  return createRouter()
    .openapi(dumps, async (c) => {
      const { files, madeAt } = await currentDumps(deps)
      const items = files.map((file) => ({
        ...file,
        title: t(c.get('ctx').locale, `disclosures.dump.${file.name}`),
        url: `/api/disclosures/dumps/${file.name}`,
      }))
      return c.json({ madeAt, items }, 200, SHORT)
    })
    .openapi(dump, async (c) => {
      const { name } = c.req.valid('param')
      const { files, folder, madeAt } = await currentDumps(deps)
      const file = files.find((each) => each.name === name)
      const place = path.join(dumpRoot(deps), folder, name)
      const handle = await open(place).catch(() => undefined)
      if (!file || !handle) throw new Problem('not-found')
      const body = Readable.toWeb(createReadStream(place, { fd: handle })) as ReadableStream<Uint8Array<ArrayBuffer>>
      return c.body(body, 200, {
        ...SHORT,
        'content-type': 'application/gzip',
        'content-length': String(file.bytes),
        'content-disposition': `attachment; filename="${name}"`,
        'last-modified': new Date(madeAt).toUTCString(),
        'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
        etag: `"${file.sha256}"`,
      })
    })
    .openapi(dataPackage, async (c) => c.json(await readDataPackage(deps, c.get('ctx').locale), 200, SHORT))
    .openapi(dictionary, (c) => c.json(readDictionary(c.get('ctx').locale), 200, SHORT))
    .openapi(terms, (c) => {
      const { locale } = c.get('ctx')
      const { licence, terms: rules, layoutChanges } = deps.content.openData
      return c.json(
        {
          asOf: chinaDate(deps.clock.now()),
          licence: licence && { name: licence.name, title: licence.title[locale], url: licence.url },
          terms: rules.map(({ text, basis }) => ({ text: text[locale], basis: basis[locale] })),
          layoutChanges: layoutChanges.map(({ on, text }) => ({ on, text: text[locale] })),
        },
        200,
        SHORT,
      )
    })
    .openapi(changes, async (c) => {
      const { limit, before } = c.req.valid('query')
      const items = await listChanges(deps, c.get('ctx'), { limit, before: before ? new Date(before) : undefined })
      const last = items.length === limit ? items.at(-1) : undefined
      const next = last
        ? `/api/disclosures/changes?${new URLSearchParams({ limit: String(limit), before: last.at })}`
        : null
      return c.json({ items, next }, 200, SHORT)
    })
    .openapi(addresses, async (c) => {
      const { page } = c.req.valid('query')
      const { ids, total } = await listAddresses(deps, page)
      const next = page * ADDRESSES_A_PAGE < total ? `/api/disclosures/addresses?page=${page + 1}` : null
      return c.json({ items: ids.map((id) => ({ id })), total, next }, 200, SHORT)
    })
}
