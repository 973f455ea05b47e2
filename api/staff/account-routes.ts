/** /api/desk/staff: accounts opened, given roles, reset and closed by the system administrator. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { createRouter } from '../platform/http.ts'
import { gives, NO_STORE, takes } from '../platform/openapi.ts'
import { changePost, NewPost } from './change-post.ts'
import { createStaff, NewStaff } from './create-staff.ts'
import { disableStaff } from './disable-staff.ts'
import { requireStaff } from './guard.ts'
import { IssuedLogin, ManagedStaff, StaffMember } from './model.ts'
import { readAccount } from './read-account.ts'
import { resetPassword } from './reset-password.ts'
import { resetTotp } from './reset-totp.ts'

const hide = true
const params = z.object({ username: z.string().min(1).max(60) })
const Why = z.strictObject({ reason: z.string().trim().min(1).max(200) })
const done = { 204: { description: 'Done' } }

export function staffAccountRoutes(deps: Deps) {
  const middleware = requireStaff(deps, 'staff.manage')
  const open = createRoute({
    ...{ method: 'post', path: '/desk/staff', hide, middleware },
    request: { body: takes(NewStaff.omit({ demo: true })) },
    responses: { 201: gives(IssuedLogin, 'Opened; the password is told this once') },
  })
  const read = createRoute({
    ...{ method: 'get', path: '/desk/staff/{username}', hide, middleware },
    request: { params },
    responses: { 200: gives(ManagedStaff, 'The account') },
  })
  const post = createRoute({
    ...{ method: 'put', path: '/desk/staff/{username}/post', hide, middleware },
    request: { params, body: takes(NewPost) },
    responses: { 200: gives(StaffMember, 'Changed; its sessions are over') },
  })
  const password = createRoute({
    ...{ method: 'post', path: '/desk/staff/{username}/password', hide, middleware },
    request: { params, body: takes(z.strictObject({})) },
    responses: { 200: gives(IssuedLogin, 'A fresh password, told this once') },
  })
  const codes = createRoute({
    ...{ method: 'post', path: '/desk/staff/{username}/codes-reset', hide, middleware },
    request: { params, body: takes(Why) },
    responses: done,
  })
  const close = createRoute({
    ...{ method: 'post', path: '/desk/staff/{username}/closing', hide, middleware },
    request: { params, body: takes(Why) },
    responses: done,
  })
  return createRouter()
    .openapi(open, async (c) => c.json(await createStaff(deps, c.get('ctx'), c.req.valid('json')), 201, NO_STORE))
    .openapi(read, async (c) => c.json(await readAccount(deps, c.get('ctx'), c.req.valid('param')), 200))
    .openapi(post, async (c) =>
      c.json(await changePost(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
    )
    .openapi(password, async (c) =>
      c.json(await resetPassword(deps, c.get('ctx'), c.req.valid('param')), 200, NO_STORE),
    )
    .openapi(codes, async (c) => {
      await resetTotp(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })
      return c.body(null, 204)
    })
    .openapi(close, async (c) => {
      await disableStaff(deps, c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })
      return c.body(null, 204)
    })
}
