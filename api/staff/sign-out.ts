import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { actorOf } from './actor.ts'
import { readStaff } from './read-staff.ts'

/** Ends the session (退出), here and in the browser. @returns cookies that empty the browser's */
export async function signOut(deps: Deps, ctx: Context, headers: Headers): Promise<string[]> {
  const found = await deps.staffAuth.session(headers)
  const cookies = await deps.staffAuth.signOut(headers)
  const who = found ? await readStaff(deps.db, { id: found.userId }) : undefined
  if (who)
    await audit(
      deps,
      deps.db,
      { ...ctx, actor: actorOf(who) },
      { action: 'staff.sign-out', entity: 'staff', entityId: who.id },
    )
  return cookies
}
