import type { Actor } from '../platform/context.ts'
import type { StaffMember } from './model.ts'
import { permissionsOf } from './permissions.ts'

/** What a verb learns of the person who acts. */
export function actorOf(who: StaffMember): Actor & { kind: 'staff' } {
  return {
    kind: 'staff',
    id: who.id,
    permissions: permissionsOf(who.roles),
    station: who.station,
    section: who.section,
  }
}
