/** Gives and takes roles (授予、收回岗位), with unit and title. Every session of the account ends: what it may do is read anew. */
import { z } from '@hono/zod-openapi'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { NewStaff } from './create-staff.ts'
import { findStaff } from './find-staff.ts'
import { demandManages, postErrors } from './manage.ts'
import type { StaffMember } from './model.ts'
import { demand } from './permissions.ts'
import { staff, staffSessions } from './tables.ts'

export const NewPost = NewStaff.pick({ title: true, roles: true, station: true, section: true }).extend({
  reason: z.string().trim().min(1).max(200),
})
export type NewPost = z.infer<typeof NewPost>

export async function changePost(
  deps: Deps,
  ctx: Context,
  { username, reason, ...post }: NewPost & { username: string },
): Promise<StaffMember> {
  demand(ctx, 'staff.manage')
  const who = await findStaff(deps, username)
  await demandManages(deps, ctx, who)
  if (who.disabled) throw new Problem('conflict', { detail: 'desk.staff.closed' })
  const errors = await postErrors(deps, ctx, post)
  if (errors.length > 0) throw new Problem('invalid', { errors })
  await deps.db.transaction(async (tx) => {
    await tx.update(staff).set(post).where(eq(staff.id, who.id))
    const ended = await tx.delete(staffSessions).where(eq(staffSessions.userId, who.id)).returning({
      id: staffSessions.id,
    })
    const { roles, station, section } = who
    await audit(deps, tx, ctx, {
      action: 'staff.post-changed',
      entity: 'staff',
      entityId: who.id,
      before: { roles, station, section },
      after: { roles: post.roles, station: post.station, section: post.section, sessionsEnded: ended.length },
      reason,
    })
  })
  return findStaff(deps, username)
}
