/** What the desk does beside the steps of a ticket: who reported, documents, the national platform. Hidden from the public document. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { takes } from '../platform/openapi.ts'
import { requireStaff } from '../staff/guard.ts'
import { Text } from './model.ts'
import { listNational } from './national/list-national.ts'
import { NationalList } from './national/model.ts'
import { recordNational } from './national/record-national.ts'
import { DocxBody, docxAnswer } from './notices/docx-answer.ts'
import { NoticeDocument } from './notices/model.ts'
import { readDeskNotice } from './notices/read-notices.ts'
import { listLooks } from './reporters/list-looks.ts'
import { lookAtReporter } from './reporters/look-at-reporter.ts'

const gives = <S extends z.ZodType>(schema: S) => ({
  200: { description: 'OK', content: { 'application/json': { schema } } },
})
const ByNumber = z.object({ number: z.string().min(1).max(40) })
const ByNotice = ByNumber.extend({ notice: z.uuid() })
const Reporter = z.object({
  name: z.string().optional(),
  phone: z.string().optional(),
  address: z.string().optional(),
  email: z.string().optional(),
})
const Looks = z.object({ items: z.array(z.object({ at: z.string(), staffId: z.string(), reason: z.string() })) })
const hide = true

export function deskCaseRoutes(deps: Deps) {
  const reader = requireStaff(deps, 'tickets.read')
  const look = createRoute({
    ...{ method: 'post', path: '/desk/tickets/{number}/reporter', hide },
    middleware: requireStaff(deps, 'reports.identity'),
    request: { params: ByNumber, body: takes(z.object({ reason: Text(500) })) },
    responses: gives(Reporter),
  })
  const looks = createRoute({
    ...{ method: 'get', path: '/desk/tickets/{number}/reporter/looks', hide },
    middleware: requireStaff(deps, ['reports.identity', 'audit.read']),
    request: { params: ByNumber },
    responses: gives(Looks),
  })
  const notice = createRoute({
    ...{ method: 'get', path: '/desk/tickets/{number}/notices/{notice}', hide },
    middleware: reader,
    request: { params: ByNotice },
    responses: gives(NoticeDocument),
  })
  const noticeFile = createRoute({
    ...{ method: 'get', path: '/desk/tickets/{number}/notices/{notice}/docx', hide },
    middleware: reader,
    request: { params: ByNotice },
    responses: { 200: { description: 'The file', content: DocxBody } },
  })
  const national = createRoute({
    ...{ method: 'get', path: '/desk/national', hide },
    middleware: reader,
    request: {
      query: z.object({
        limit: z.coerce.number().int().min(1).max(100).default(20),
        offset: z.coerce.number().int().min(0).max(100_000).default(0),
      }),
    },
    responses: gives(NationalList),
  })
  const record = createRoute({
    ...{ method: 'post', path: '/desk/tickets/{number}/national', hide },
    middleware: reader,
    request: {
      params: ByNumber,
      body: takes(z.object({ state: z.enum(['sent', 'acknowledged']), externalNumber: Text(60).optional() })),
    },
    responses: gives(z.object({ state: z.enum(['sent', 'acknowledged']) })),
  })
  return createRouter()
    .openapi(look, async (c) =>
      c.json(await lookAtReporter(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
    )
    .openapi(looks, async (c) => c.json({ items: await listLooks(deps, c.get('ctx'), c.req.valid('param')) }, 200))
    .openapi(notice, async (c) => {
      const { number, notice: id } = c.req.valid('param')
      return c.json(await readDeskNotice(deps, c.get('ctx'), number, id), 200)
    })
    .openapi(noticeFile, async (c) => {
      const { number, notice: id } = c.req.valid('param')
      return docxAnswer(await readDeskNotice(deps, c.get('ctx'), number, id), c.get('ctx').locale)
    })
    .openapi(national, async (c) => c.json(await listNational(deps, c.get('ctx'), c.req.valid('query')), 200))
    .openapi(record, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') }
      await recordNational(deps, c.get('ctx'), input)
      return c.json({ state: input.state }, 200)
    })
}
