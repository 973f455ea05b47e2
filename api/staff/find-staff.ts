import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import type { StaffMember } from './model.ts'
import { readStaff } from './read-staff.ts'

/** The account of a user name. @throws 404 when there is none */
export async function findStaff(deps: Deps, username: string): Promise<StaffMember> {
  const who = await readStaff(deps.db, { username })
  if (!who) throw new Problem('not-found', { detail: 'desk.staff.unknown', params: { username } })
  return who
}
