/** Verb: staff change their own password (修改密码): the old one is asked, every other session ends. */
import { and, eq, ne } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { spendCode } from './limits.ts'
import { weaknesses } from './password.ts'
import { readStaff } from './read-staff.ts'
import { staff, staffAccounts, staffSessions } from './tables.ts'

export interface PasswordChange {
  headers: Headers
  old: string
  fresh: string
  /** The new one once more, against slips. */
  again: string
}

/** @throws Problem `invalid` at the field that is wrong; `conflict` when it was changed meanwhile; 429 past the limits */
export async function changePassword(deps: Deps, ctx: Context, input: PasswordChange): Promise<void> {
  await spendCode(deps, ctx)
  const found = await deps.staffAuth.session(input.headers)
  const who = found && (await readStaff(deps.db, { id: found.userId }))
  if (!who || ctx.actor.kind !== 'staff' || ctx.actor.id !== who.id) throw new Problem('unauthenticated')
  const mine = and(eq(staffAccounts.userId, who.id), eq(staffAccounts.providerId, 'credential'))
  const [account] = await deps.db.select({ hash: staffAccounts.password }).from(staffAccounts).where(mine)
  const { hash } = account ?? {}
  if (!hash || !(await deps.staffAuth.verifyPassword(hash, input.old)))
    throw new Problem('invalid', { errors: [{ path: 'old', code: 'wrong', message: 'desk.totp.wrongPassword' }] })
  const errors = weaknesses(deps.content.staffAccess.password, input, who.username)
  if (errors.length > 0) throw new Problem('invalid', { errors })
  const password = await deps.staffAuth.hashPassword(input.fresh)
  await deps.db.transaction(async (tx) => {
    const changed = await tx
      .update(staffAccounts)
      .set({ password, updatedAt: deps.clock.now() })
      .where(and(mine, eq(staffAccounts.password, hash)))
      .returning({ id: staffAccounts.id })
    if (changed.length === 0) throw new Problem('conflict')
    await tx.update(staff).set({ passwordIssuedAt: null }).where(eq(staff.id, who.id))
    const ended = await tx
      .delete(staffSessions)
      .where(and(eq(staffSessions.userId, who.id), ne(staffSessions.id, found.sessionId)))
      .returning({ id: staffSessions.id })
    await audit(deps, tx, ctx, {
      action: 'staff.password-changed',
      entity: 'staff',
      entityId: who.id,
      after: { sessionsEnded: ended.length },
    })
  })
}
