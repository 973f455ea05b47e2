import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { findStaff } from './find-staff.ts'
import { demandManages } from './manage.ts'
import { demand } from './permissions.ts'
import { staff, staffAccounts, staffSessions } from './tables.ts'

/** Closes an account for good (停用账号): its password is destroyed, every session ended. What the person did stays on record. */
export async function disableStaff(
  deps: Deps,
  ctx: Context,
  input: { username: string; reason: string },
): Promise<void> {
  demand(ctx, 'staff.manage')
  const who = await findStaff(deps, input.username)
  await demandManages(deps, ctx, who)
  await deps.db.transaction(async (tx) => {
    await tx.update(staff).set({ disabledAt: deps.clock.now() }).where(eq(staff.id, who.id))
    await tx.update(staffAccounts).set({ password: null }).where(eq(staffAccounts.userId, who.id))
    await tx.delete(staffSessions).where(eq(staffSessions.userId, who.id))
    await audit(deps, tx, ctx, { action: 'staff.disabled', entity: 'staff', entityId: who.id, reason: input.reason })
  })
}
