import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Colleague } from './model.ts'
import { demand } from './permissions.ts'
import { readAllStaff } from './read-staff.ts'

/** Names for the ids in a ticket's timeline, closed accounts included: what they did stays on record. */
export async function listColleagues(deps: Deps, ctx: Context): Promise<Colleague[]> {
  demand(ctx, 'tickets.read')
  return (await readAllStaff(deps.db)).map(({ id, name, title }) => ({ id, name, title }))
}
