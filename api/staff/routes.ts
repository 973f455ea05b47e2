/** /api/desk: signing in and out, one-time codes, staff accounts. Hidden from the public OpenAPI document. */
import { createRoute, type z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { type ApiContext, createRouter } from '../platform/http.ts'
import { beginTotp } from './begin-totp.ts'
import { confirmTotp } from './confirm-totp.ts'
import { enterCode } from './enter-code.ts'
import { requireOwnOrigin, requireSession, requireStaff } from './guard.ts'
import { listColleagues } from './list-colleagues.ts'
import { listStaff } from './list-staff.ts'
import {
  BackupCodes,
  CodeBody,
  Colleagues,
  Enrolment,
  Me,
  PasswordBody,
  SignedIn,
  SignInBody,
  StaffList,
} from './model.ts'
import { readMe } from './read-me.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

const takes = <S extends z.ZodType>(schema: S) => ({
  body: { content: { 'application/json': { schema } }, required: true },
})
const gives = <S extends z.ZodType>(schema: S) => ({
  200: { description: 'OK', content: { 'application/json': { schema } } },
})

export function staffRoutes(deps: Deps) {
  const ownOrigin = requireOwnOrigin(deps)
  const session = requireSession(deps)
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/desk/login',
        hide: true,
        middleware: ownOrigin,
        request: takes(SignInBody),
        responses: gives(SignedIn),
      }),
      async (c) => {
        const { totpRequired, cookies } = await signIn(deps, c.get('ctx'), {
          headers: c.req.raw.headers,
          ...c.req.valid('json'),
        })
        setCookies(c, cookies)
        return c.json({ totpRequired }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/desk/login/code',
        hide: true,
        middleware: ownOrigin,
        request: takes(CodeBody),
        responses: gives(SignedIn),
      }),
      async (c) => {
        setCookies(c, await enterCode(deps, c.get('ctx'), { headers: c.req.raw.headers, ...c.req.valid('json') }))
        return c.json({ totpRequired: false }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/desk/logout',
        hide: true,
        middleware: ownOrigin,
        responses: { 204: { description: 'Signed out' } },
      }),
      async (c) => {
        setCookies(c, await signOut(deps, c.get('ctx'), c.req.raw.headers))
        return c.body(null, 204)
      },
    )
    .openapi(
      createRoute({ method: 'get', path: '/desk/session', hide: true, middleware: session, responses: gives(Me) }),
      async (c) => c.json(await readMe(deps, c.get('ctx')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/desk/security/totp',
        hide: true,
        middleware: session,
        request: takes(PasswordBody),
        responses: gives(Enrolment),
      }),
      async (c) =>
        c.json(await beginTotp(deps, c.get('ctx'), { headers: c.req.raw.headers, ...c.req.valid('json') }), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/desk/security/totp/confirm',
        hide: true,
        middleware: session,
        request: takes(CodeBody),
        responses: gives(BackupCodes),
      }),
      async (c) => {
        const { backupCodes, cookies } = await confirmTotp(deps, c.get('ctx'), {
          headers: c.req.raw.headers,
          ...c.req.valid('json'),
        })
        setCookies(c, cookies)
        return c.json({ backupCodes }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/desk/staff',
        hide: true,
        middleware: requireStaff(deps, ['staff.manage', 'access.manage']),
        responses: gives(StaffList),
      }),
      async (c) => {
        const items = await listStaff(deps, c.get('ctx'))
        return c.json({ items, total: items.length }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/desk/colleagues',
        hide: true,
        middleware: requireStaff(deps, 'tickets.read'),
        responses: gives(Colleagues),
      }),
      async (c) => {
        const items = await listColleagues(deps, c.get('ctx'))
        return c.json({ items, total: items.length }, 200)
      },
    )
}

function setCookies(c: ApiContext, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}
