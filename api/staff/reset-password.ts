import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import type { IssuedLogin } from './create-staff.ts'
import { findStaff } from './find-staff.ts'
import { demandManages, issuedAt } from './manage.ts'
import { freshPassword } from './password.ts'
import { demand } from './permissions.ts'
import { staff, staffAccounts, staffSessions } from './tables.ts'

/** Gives an account a fresh password (重置密码) and ends its sessions. One-time codes stay in force. */
export async function resetPassword(deps: Deps, ctx: Context, input: { username: string }): Promise<IssuedLogin> {
  demand(ctx, 'staff.manage')
  const who = await findStaff(deps, input.username)
  await demandManages(deps, ctx, who)
  if (who.disabled) throw new Problem('conflict', { detail: 'desk.staff.closed' })
  const password = freshPassword(deps.random)
  const hash = await deps.staffAuth.hashPassword(password)
  await deps.db.transaction(async (tx) => {
    await tx
      .update(staffAccounts)
      .set({ password: hash, updatedAt: deps.clock.now() })
      .where(eq(staffAccounts.userId, who.id))
    await tx
      .update(staff)
      .set({ passwordIssuedAt: issuedAt(deps, ctx, who.demo) })
      .where(eq(staff.id, who.id))
    await tx.delete(staffSessions).where(eq(staffSessions.userId, who.id))
    await audit(deps, tx, ctx, { action: 'staff.password-reset', entity: 'staff', entityId: who.id })
  })
  return { id: who.id, username: who.username, password }
}
