/** Ends sessions (结束会话): one's own, or those of an account by the security administrator. At once, with an audit row. */
import { and, eq, ne, type SQL } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { findStaff } from './find-staff.ts'
import { demand } from './permissions.ts'
import { staffSessions } from './tables.ts'

/** @param which one session, or all but the one that asks @returns how many ended
 *  @throws Problem `not-found` when that session is over or somebody else's */
export async function endOwnSessions(
  deps: Deps,
  ctx: Context,
  { headers, which }: { headers: Headers; which: { id: string } | 'others' },
): Promise<number> {
  const found = await deps.staffAuth.session(headers)
  if (ctx.actor.kind !== 'staff' || found?.userId !== ctx.actor.id) throw new Problem('unauthenticated')
  const { id } = staffSessions
  const where = which === 'others' ? ne(id, found.sessionId) : eq(id, which.id)
  return end(deps, ctx, found.userId, where, which !== 'others')
}

/** @param input.id one session; all of the account when left out */
export async function endSessionsOf(
  deps: Deps,
  ctx: Context,
  input: { username: string; id?: string | undefined; reason: string },
): Promise<number> {
  demand(ctx, 'access.manage')
  const who = await findStaff(deps, input.username)
  const where = input.id === undefined ? undefined : eq(staffSessions.id, input.id)
  return end(deps, ctx, who.id, where, input.id !== undefined, input.reason)
}

async function end(
  deps: Deps,
  ctx: Context,
  userId: string,
  which: SQL | undefined,
  single: boolean,
  reason?: string,
): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const gone = await tx
      .delete(staffSessions)
      .where(and(eq(staffSessions.userId, userId), which))
      .returning({ id: staffSessions.id })
    if (single && gone.length === 0) throw new Problem('not-found')
    await audit(deps, tx, ctx, {
      action: 'staff.sessions-ended',
      entity: 'staff',
      entityId: userId,
      after: { count: gone.length },
      ...(reason === undefined ? {} : { reason }),
    })
    return gone.length
  })
}
