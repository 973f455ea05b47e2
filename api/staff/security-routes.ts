/** /api/desk: one's own sessions, password and mail address, and the sessions of accounts for the security administrator. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { gives, takes } from '../platform/openapi.ts'
import { changePassword } from './change-password.ts'
import { endOwnSessions, endSessionsOf } from './end-sessions.ts'
import { requireSession, requireStaff } from './guard.ts'
import { listOwnSessions, listSessionsOf } from './list-sessions.ts'
import { AccountSessions, NewMailAddress, NewPassword, SessionList } from './model.ts'
import { setOwnMail } from './own-mail.ts'

const hide = true
const SessionId = z.string().min(1).max(60)
const ByUsername = z.object({ username: z.string().min(1).max(60) })
const Which = z.union([z.strictObject({ id: SessionId }), z.strictObject({ others: z.literal(true) })])
const OfAccount = z.strictObject({ id: SessionId.optional(), reason: z.string().trim().min(1).max(200) })
const Ended = z.object({ ended: z.int() })
const ok = <S extends z.ZodType>(schema: S) => ({ 200: gives(schema, 'OK') })

export function staffSecurityRoutes(deps: Deps) {
  const session = requireSession(deps)
  const guardian = requireStaff(deps, 'access.manage')
  const mine = createRoute({
    ...{ method: 'get', path: '/desk/security/sessions', hide },
    middleware: session,
    responses: ok(SessionList),
  })
  const endMine = createRoute({
    ...{ method: 'post', path: '/desk/security/sessions/end', hide },
    middleware: session,
    request: { body: takes(Which) },
    responses: ok(Ended),
  })
  const password = createRoute({
    ...{ method: 'post', path: '/desk/security/password', hide },
    middleware: session,
    request: { body: takes(NewPassword) },
    responses: { 204: { description: 'Changed' } },
  })
  const mail = createRoute({
    ...{ method: 'put', path: '/desk/security/mail', hide },
    middleware: session,
    request: { body: takes(NewMailAddress) },
    responses: { 204: { description: 'Kept' } },
  })
  const theirs = createRoute({
    ...{ method: 'get', path: '/desk/staff/{username}/sessions', hide },
    middleware: guardian,
    request: { params: ByUsername },
    responses: ok(AccountSessions),
  })
  const endTheirs = createRoute({
    ...{ method: 'post', path: '/desk/staff/{username}/sessions/end', hide },
    middleware: guardian,
    request: { params: ByUsername, body: takes(OfAccount) },
    responses: ok(Ended),
  })
  return createRouter()
    .openapi(mine, async (c) => c.json({ items: await listOwnSessions(deps, c.get('ctx'), c.req.raw.headers) }, 200))
    .openapi(endMine, async (c) => {
      const body = c.req.valid('json')
      const which = 'id' in body ? body : 'others'
      return c.json({ ended: await endOwnSessions(deps, c.get('ctx'), { headers: c.req.raw.headers, which }) }, 200)
    })
    .openapi(password, async (c) => {
      await changePassword(deps, c.get('ctx'), { headers: c.req.raw.headers, ...c.req.valid('json') })
      return c.body(null, 204)
    })
    .openapi(mail, async (c) => {
      await setOwnMail(deps, c.get('ctx'), c.req.valid('json').address)
      return c.body(null, 204)
    })
    .openapi(theirs, async (c) => c.json(await listSessionsOf(deps, c.get('ctx'), c.req.valid('param').username), 200))
    .openapi(endTheirs, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') }
      return c.json({ ended: await endSessionsOf(deps, c.get('ctx'), input) }, 200)
    })
}
