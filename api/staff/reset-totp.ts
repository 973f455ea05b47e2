import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { findStaff } from './find-staff.ts'
import { demandManages } from './manage.ts'
import { demand } from './permissions.ts'
import { staffSessions, staffTwoFactors, staffUsers } from './tables.ts'

/** Takes lost one-time codes off an account (重置动态口令) and ends its sessions; the person sets them up anew. */
export async function resetTotp(deps: Deps, ctx: Context, input: { username: string; reason: string }): Promise<void> {
  demand(ctx, 'staff.manage')
  const who = await findStaff(deps, input.username)
  await demandManages(deps, ctx, who)
  await deps.db.transaction(async (tx) => {
    await tx.delete(staffTwoFactors).where(eq(staffTwoFactors.userId, who.id))
    await tx
      .update(staffUsers)
      .set({ twoFactorEnabled: false, updatedAt: deps.clock.now() })
      .where(eq(staffUsers.id, who.id))
    await tx.delete(staffSessions).where(eq(staffSessions.userId, who.id))
    await audit(deps, tx, ctx, { action: 'staff.totp-reset', entity: 'staff', entityId: who.id, reason: input.reason })
  })
}
