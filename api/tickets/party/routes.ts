/** /api/party: the business at its own door. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { createRouter } from '../../platform/http.ts'
import { json, NO_STORE, problem } from '../../platform/openapi.ts'
import { docxAnswer, NOTICE_ANSWERS, NOTICE_FILE_ANSWERS } from '../notices/docx-answer.ts'
import { readPartyNotice } from '../notices/read-notices.ts'
import { ByNotice, ByNumber, PASS_ANSWERS, Repeatable } from '../with-code.ts'
import { answerClaim } from './answer-claim.ts'
import { issuePartyPass, partyCodeOfPass } from './issue-party-pass.ts'
import { PARTY_ACTS, PartyBody, PartyView } from './model.ts'
import { readClaim } from './read-claim.ts'

const Code = z.object({ 'party-code': z.string().max(40).optional(), 'party-pass': z.string().max(400).optional() })

const read = createRoute({
  method: 'get',
  path: '/party/{number}',
  summary: 'What is claimed of a business, with the number and its answer code',
  request: { params: ByNumber, headers: Code },
  responses: { 200: { description: 'The claim', content: json(PartyView) }, 404: problem, 429: problem },
})
const answer = createRoute({
  method: 'post',
  path: '/party/{number}',
  summary: 'Answer, describe evidence, agree to mediation or not, object, sign off',
  request: {
    params: ByNumber,
    headers: Code.extend(Repeatable.shape),
    body: { required: true, content: json(PartyBody) },
  },
  responses: {
    201: { description: 'Kept', content: json(z.object({ done: z.enum(PARTY_ACTS) })) },
    400: problem,
    404: problem,
    409: problem,
    429: problem,
  },
})
const pass = createRoute({
  method: 'post',
  path: '/party/{number}/pass',
  summary: 'A pass for half an hour in place of the answer code; sent as header Party-Pass',
  request: {
    params: ByNumber,
    headers: Code.pick({ 'party-code': true }),
    body: { required: true, content: json(z.object({})) },
  },
  responses: PASS_ANSWERS,
})
const notice = createRoute({
  method: 'get',
  path: '/party/{number}/notices/{notice}',
  summary: 'A document that was issued to the business',
  request: { params: ByNotice, headers: Code },
  responses: NOTICE_ANSWERS,
})
const noticeFile = createRoute({
  method: 'get',
  path: '/party/{number}/notices/{notice}/docx',
  summary: 'The same document as a DOCX file',
  request: { params: ByNotice, headers: Code },
  responses: NOTICE_FILE_ANSWERS,
})

export function partyRoutes(deps: Deps) {
  const keyOf = ({ number }: z.infer<typeof ByNumber>, headers: z.infer<typeof Code> & z.infer<typeof Repeatable>) => {
    const { 'party-code': code, 'party-pass': passed, 'idempotency-key': idempotencyKey } = headers
    return { number, code: passed === undefined ? code : partyCodeOfPass(deps, number, passed), idempotencyKey }
  }
  return createRouter()
    .openapi(read, async (c) =>
      c.json(await readClaim(deps, c.get('ctx'), keyOf(c.req.valid('param'), c.req.valid('header'))), 200, NO_STORE),
    )
    .openapi(answer, async (c) =>
      c.json(
        await answerClaim(deps, c.get('ctx'), {
          ...keyOf(c.req.valid('param'), c.req.valid('header')),
          ...c.req.valid('json'),
        }),
        201,
        NO_STORE,
      ),
    )
    .openapi(pass, async (c) =>
      c.json(
        await issuePartyPass(deps, c.get('ctx'), {
          number: c.req.valid('param').number,
          code: c.req.valid('header')['party-code'],
        }),
        201,
        NO_STORE,
      ),
    )
    .openapi(notice, async (c) => {
      const { notice: id, ...param } = c.req.valid('param')
      return c.json(await readPartyNotice(deps, c.get('ctx'), keyOf(param, c.req.valid('header')), id), 200, NO_STORE)
    })
    .openapi(noticeFile, async (c) => {
      const { notice: id, ...param } = c.req.valid('param')
      return docxAnswer(
        await readPartyNotice(deps, c.get('ctx'), keyOf(param, c.req.valid('header')), id),
        c.get('ctx').locale,
      )
    })
}
