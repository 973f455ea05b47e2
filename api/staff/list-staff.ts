import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { StaffMember } from './model.ts'
import { demand } from './permissions.ts'
import { readAllStaff } from './read-staff.ts'

/** Every account, by user name. */
export async function listStaff(deps: Deps, ctx: Context): Promise<StaffMember[]> {
  demand(ctx, 'staff.manage', 'access.manage')
  return readAllStaff(deps.db)
}
