/** Where somebody is signed in (登录会话): one's own, or those of an account for the security administrator. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { findStaff } from './find-staff.ts'
import type { AccountSessions, ListedSession } from './model.ts'
import { demand } from './permissions.ts'
import { livingSessions } from './session-store.ts'

/** One's own, newest first; the one that asks is marked. */
export async function listOwnSessions(deps: Deps, ctx: Context, headers: Headers): Promise<ListedSession[]> {
  const found = await deps.staffAuth.session(headers)
  if (ctx.actor.kind !== 'staff' || found?.userId !== ctx.actor.id) throw new Problem('unauthenticated')
  return livingSessions(deps, ctx.actor.id, found.sessionId)
}

/** @throws Problem `not-found` when there is no such account */
export async function listSessionsOf(deps: Deps, ctx: Context, username: string): Promise<AccountSessions> {
  demand(ctx, 'access.manage')
  const { id, name, title } = await findStaff(deps, username)
  return { username, name, title, items: await livingSessions(deps, id, null) }
}
