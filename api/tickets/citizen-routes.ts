/** What the owner of a ticket does besides reading it: mediation, proof of contact, documents. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { json, NO_STORE, problem, takes } from '../platform/openapi.ts'
import { askContactProof } from './contact-proof/ask-contact-proof.ts'
import { proveContact } from './contact-proof/prove-contact.ts'
import { Text } from './model.ts'
import { docxAnswer, NOTICE_ANSWERS, NOTICE_FILE_ANSWERS } from './notices/docx-answer.ts'
import { readNotice } from './notices/read-notices.ts'
import { CITIZEN_ACTS, takeCitizenSide } from './party/take-citizen-side.ts'
import { recoverCode } from './recover-code.ts'
import { ByNotice, ByNumber, Code, Repeatable, ticketKey } from './with-code.ts'

const CHANNEL = z.enum(['phone', 'email'])

const side = createRoute({
  method: 'post',
  path: '/tickets/{number}/mediation',
  summary: 'Agree to mediation or not, ask for another mediator, sign off the agreement',
  request: {
    params: ByNumber,
    headers: Code.extend(Repeatable.shape),
    body: takes(z.object({ act: z.enum(CITIZEN_ACTS), text: Text(4000).optional() })),
  },
  responses: {
    201: { description: 'Kept', content: json(z.object({ done: z.enum(CITIZEN_ACTS) })) },
    400: problem,
    404: problem,
    409: problem,
    429: problem,
  },
})
const ask = createRoute({
  method: 'post',
  path: '/tickets/{number}/contact-proof',
  summary: 'Send a code to the telephone or mail address given',
  request: { params: ByNumber, headers: Code, body: takes(z.object({ channel: CHANNEL })) },
  responses: {
    201: {
      description: 'Sent; in the demonstration the code is shown',
      content: json(z.object({ channel: CHANNEL, expiresAt: z.string(), shownCode: z.string().nullable() })),
    },
    404: problem,
    409: problem,
    422: problem,
    429: problem,
  },
})
const prove = createRoute({
  method: 'post',
  path: '/tickets/{number}/contact-proof/confirmation',
  summary: 'Hand the code in',
  request: { params: ByNumber, headers: Code, body: takes(z.object({ code: z.string().trim().min(6).max(12) })) },
  responses: {
    200: { description: 'Proven', content: json(z.object({ proven: z.literal(true) })) },
    404: problem,
    422: problem,
    429: problem,
  },
})
const notice = createRoute({
  method: 'get',
  path: '/tickets/{number}/notices/{notice}',
  summary: 'A document that was issued to the person',
  request: { params: ByNotice, headers: Code },
  responses: NOTICE_ANSWERS,
})
const noticeFile = createRoute({
  method: 'get',
  path: '/tickets/{number}/notices/{notice}/docx',
  summary: 'The same document as a DOCX file',
  request: { params: ByNotice, headers: Code },
  responses: NOTICE_FILE_ANSWERS,
})

const recover = createRoute({
  method: 'post',
  path: '/tickets/code-recovery',
  summary: 'Send number and query code once more, to the telephone or mail address given with the ticket',
  request: {
    body: takes(
      z.union([
        z.object({ phone: z.string().trim().min(7).max(20) }).strict(),
        z.object({ email: z.email().max(200), number: z.string().trim().min(1).max(40) }).strict(),
      ]),
    ),
  },
  responses: {
    202: { description: 'Sent, where there is such a ticket', content: json(z.object({ asked: z.literal(true) })) },
    400: problem,
    429: problem,
  },
})

export function citizenTicketRoutes(deps: Deps) {
  const keyOf = ticketKey(deps)
  return createRouter()
    .openapi(recover, async (c) => {
      await recoverCode(deps, c.get('ctx'), c.req.valid('json'))
      return c.json({ asked: true as const }, 202, NO_STORE)
    })
    .openapi(side, async (c) =>
      c.json(
        await takeCitizenSide(deps, c.get('ctx'), {
          ...keyOf(c.req.valid('param'), c.req.valid('header')),
          ...c.req.valid('json'),
        }),
        201,
        NO_STORE,
      ),
    )
    .openapi(ask, async (c) => {
      const key = keyOf(c.req.valid('param'), c.req.valid('header'))
      return c.json(await askContactProof(deps, c.get('ctx'), { ...key, ...c.req.valid('json') }), 201, NO_STORE)
    })
    .openapi(prove, async (c) => {
      const key = keyOf(c.req.valid('param'), c.req.valid('header'))
      return c.json(await proveContact(deps, c.get('ctx'), { ...key, proof: c.req.valid('json').code }), 200, NO_STORE)
    })
    .openapi(notice, async (c) => {
      const { notice: id, ...param } = c.req.valid('param')
      return c.json(await readNotice(deps, c.get('ctx'), keyOf(param, c.req.valid('header')), id), 200, NO_STORE)
    })
    .openapi(noticeFile, async (c) => {
      const { notice: id, ...param } = c.req.valid('param')
      return docxAnswer(
        await readNotice(deps, c.get('ctx'), keyOf(param, c.req.valid('header')), id),
        c.get('ctx').locale,
      )
    })
}
