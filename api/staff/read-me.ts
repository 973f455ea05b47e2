import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import type { Me } from './model.ts'
import { mailAddressOf } from './own-mail.ts'
import { permissionsOf } from './permissions.ts'
import { readStaff } from './read-staff.ts'

/** The signed-in person's own record. */
export async function readMe(deps: Deps, ctx: Context): Promise<Me> {
  const who = ctx.actor.kind === 'staff' ? await readStaff(deps.db, { id: ctx.actor.id }) : undefined
  if (!who) throw new Problem('unauthenticated')
  const { disabled: _open, ...person } = who
  const mailAddress = await mailAddressOf(deps.db, who.id)
  return {
    ...person,
    mailAddress,
    permissions: permissionsOf(who.roles),
    mustEnrol: deps.config.staffTotp === 'required' && !who.totp,
  }
}
