/** How the owner of a ticket is known: by its number and the query code (查询码), or a pass that stands for it. */
import { z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { gives, problem } from '../platform/openapi.ts'
import { codeOfPass } from './passes.ts'

export const ByNumber = z.object({ number: z.string().min(1).max(40) })
export const ByNotice = ByNumber.extend({ notice: z.uuid() })
/** Not required here: without it the answer is the same 404 as for a wrong one. */
export const Code = z.object({
  'query-code': z.string().max(40).optional(),
  'ticket-pass': z.string().max(400).optional(),
})
export const Repeatable = z.object({ 'idempotency-key': z.string().optional() })

/** Answers when a code is handed in for a pass, at the person's door and at the business's. */
export const PASS_ANSWERS = {
  201: gives(z.object({ number: z.string(), pass: z.string(), expiresAt: z.string() }), 'The pass'),
  404: problem,
  429: problem,
}

/** Number, code and idempotency key of a call. */
export const ticketKey =
  (deps: Deps) =>
  ({ number }: z.infer<typeof ByNumber>, headers: z.infer<typeof Code> & z.infer<typeof Repeatable>) => {
    const { 'query-code': code, 'ticket-pass': pass, 'idempotency-key': idempotencyKey } = headers
    return { number, code: pass === undefined ? code : codeOfPass(deps, number, pass), idempotencyKey }
  }
