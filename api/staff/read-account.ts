import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { findStaff } from './find-staff.ts'
import { mayManage } from './manage.ts'
import type { ManagedStaff } from './model.ts'
import { demand } from './permissions.ts'

/** One account, and whether the reader may do anything about it. */
export async function readAccount(deps: Deps, ctx: Context, { username }: { username: string }): Promise<ManagedStaff> {
  demand(ctx, 'staff.manage')
  const who = await findStaff(deps, username)
  return { ...who, manageable: !who.disabled && (await mayManage(deps, ctx, who)) }
}
