/** The door of /api/desk: whose session is this, from which site does the call come, and may this person do that. */
import { eq } from 'drizzle-orm'
import type { MiddlewareHandler } from 'hono'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import type { ApiContext, ApiEnv } from '../platform/http.ts'
import { actorOf } from './actor.ts'
import type { StaffMember } from './model.ts'
import type { Permission } from './permissions.ts'
import { readStaff } from './read-staff.ts'
import { idleMs } from './session-store.ts'
import { staffSessions } from './tables.ts'

const SEEN_EVERY_MS = 60 * 1000

/**
 * Every staff route but signing in and setting up codes, for whoever holds one of the permissions; sets `ctx.actor`.
 * `present: false` is for what a page asks by itself: that is no sign of anybody at the screen.
 */
export function requireStaff(
  deps: Deps,
  anyOf: Permission | readonly Permission[] = [],
  { present = true } = {},
): MiddlewareHandler<ApiEnv> {
  const needed = [anyOf].flat()
  return async (c, next) => {
    const who = await authenticate(deps, c, present)
    if (deps.config.staffTotp === 'required' && !who.totp) throw new Problem('forbidden', { detail: 'desk.totp.first' })
    if (who.passwordOwed) throw new Problem('forbidden', { detail: 'desk.password.first' })
    const actor = actorOf(who)
    if (needed.length > 0 && !needed.some((permission) => actor.permissions.includes(permission)))
      throw new Problem('forbidden')
    c.set('ctx', { ...c.get('ctx'), actor })
    await next()
    keepPrivate(c)
  }
}

/** For the person's own record and for setting up codes: a session is enough, also while codes are still owed. */
export function requireSession(deps: Deps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    c.set('ctx', { ...c.get('ctx'), actor: actorOf(await authenticate(deps, c)) })
    await next()
    keepPrivate(c)
  }
}

/** For signing in and out: no session needed, but the call must come from our own pages. */
export function requireOwnOrigin(deps: Deps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    refuseForeign(deps, c)
    await next()
    keepPrivate(c)
  }
}

async function authenticate(deps: Deps, c: ApiContext, present = true): Promise<StaffMember> {
  refuseForeign(deps, c)
  const found = await deps.staffAuth.session(c.req.raw.headers)
  if (!found || (await leftIdle(deps, found.sessionId, present))) throw new Problem('unauthenticated')
  const who = await readStaff(deps.db, { id: found.userId })
  if (!who || who.disabled) throw new Problem('unauthenticated')
  return who
}

async function leftIdle(deps: Deps, sessionId: string, present: boolean): Promise<boolean> {
  const mine = eq(staffSessions.id, sessionId)
  const [row] = await deps.db.select({ seenAt: staffSessions.seenAt }).from(staffSessions).where(mine)
  const now = deps.clock.now()
  const quiet = row?.seenAt ? now.getTime() - row.seenAt.getTime() : SEEN_EVERY_MS
  if (quiet > idleMs(deps)) {
    await deps.db.delete(staffSessions).where(mine)
    return true
  }
  if (present && quiet >= SEEN_EVERY_MS) await deps.db.update(staffSessions).set({ seenAt: now }).where(mine)
  return false
}

/**
 * A cookie authorises, so an unsafe call must prove that our own pages made it: browsers cannot forge these two headers.
 * Reading leaves a row in the audit log, so a browser that says another site asks is refused there too; links of other
 * systems lead to the desk's pages, not to the API.
 */
function refuseForeign(deps: Deps, c: ApiContext): void {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const own = [new URL(deps.config.publicUrl).origin, new URL(c.req.url).origin]
  const ours = site === 'same-origin' || (origin !== undefined && own.includes(origin))
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
  const foreign = site === 'cross-site' || site === 'same-site' || origin !== undefined
  if (ours || (reads && !foreign)) return
  throw new Problem('forbidden', { detail: 'errors.refusedOrigin' })
}

function keepPrivate(c: ApiContext): void {
  c.res.headers.set('cache-control', 'no-store')
}
