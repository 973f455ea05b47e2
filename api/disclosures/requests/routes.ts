/** Objections and credit repair over HTTP, as the public contract names them; a person reads their own with number and code. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { createRouter } from '../../platform/http.ts'
import { json, NO_STORE, problem } from '../../platform/openapi.ts'
import { fileRequest } from './file-request.ts'
import { ObjectionInput, RepairInput, RequestForm, RequestReceipt, RequestStatus } from './model.ts'
import { readRequest } from './read-request.ts'
import { requestForm } from './request-form.ts'

const refused = { 400: problem, 404: problem, 409: problem, 422: problem, 429: problem }
const Id = z.object({ id: z.uuid() })
const Repeatable = z.object({ 'idempotency-key': z.string().optional() })
const receipt = { description: 'Receipt with number, query code and a dated promise', content: json(RequestReceipt) }

const object = createRoute({
  method: 'post',
  path: '/disclosures/{id}/objections',
  summary: 'Say that a published record is wrong (异议)',
  request: { params: Id, headers: Repeatable, body: { required: true, content: json(ObjectionInput) } },
  responses: { 201: receipt, ...refused },
})
const repair = createRoute({
  method: 'post',
  path: '/disclosures/{id}/repairs',
  summary: 'Ask for credit repair: an early end of the publication (信用修复)',
  request: { params: Id, headers: Repeatable, body: { required: true, content: json(RepairInput) } },
  responses: { 201: receipt, ...refused },
})
const form = createRoute({
  method: 'get',
  path: '/disclosures/requests',
  summary: 'What an objection or a request for credit repair asks, and how soon it is answered',
  responses: { 200: { description: 'The form', content: json(RequestForm) } },
})
const read = createRoute({
  method: 'get',
  path: '/disclosures/requests/{number}',
  summary: 'Where an objection or a request for repair stands, with its number and query code',
  request: {
    params: z.object({ number: z.string().min(1).max(40) }),
    headers: z.object({ 'query-code': z.string().max(40).optional() }),
  },
  responses: { 200: { description: 'The request', content: json(RequestStatus) }, 404: problem, 429: problem },
})

export function disclosureRequestRoutes(deps: Deps) {
  return createRouter()
    .openapi(object, async (c) => {
      const { wrong: statement, ...asked } = c.req.valid('json')
      const filing = { disclosureId: c.req.valid('param').id, asked: { ...asked, statement, conditions: [] } }
      const key = c.req.valid('header')['idempotency-key']
      return c.json(await fileRequest(deps, c.get('ctx'), { kind: 'objection', ...filing }, key), 201, NO_STORE)
    })
    .openapi(repair, async (c) => {
      const { performed: statement, ...asked } = c.req.valid('json')
      const filing = { disclosureId: c.req.valid('param').id, asked: { ...asked, statement } }
      const key = c.req.valid('header')['idempotency-key']
      return c.json(await fileRequest(deps, c.get('ctx'), { kind: 'repair', ...filing }, key), 201, NO_STORE)
    })
    .openapi(form, (c) =>
      c.json(requestForm(deps, c.get('ctx')), 200, { 'cache-control': 'public, max-age=300', vary: 'Accept-Language' }),
    )
    .openapi(read, async (c) => {
      const { number } = c.req.valid('param')
      const code = c.req.valid('header')['query-code']
      return c.json(await readRequest(deps, c.get('ctx'), { number, code }), 200, NO_STORE)
    })
}
