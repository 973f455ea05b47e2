/** First step of signing in (登录): user name and password. */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { actorOf } from './actor.ts'
import { spendSignIn } from './limits.ts'
import { readStaff } from './read-staff.ts'

export interface SignInStep {
  totpRequired: boolean
  cookies: string[]
}

/** @throws 401 in the same words whether the name, the password or a closed account is the reason; 429 past the limits */
export async function signIn(
  deps: Deps,
  ctx: Context,
  input: { headers: Headers; username: string; password: string },
): Promise<SignInStep> {
  await spendSignIn(deps, ctx, input.username)
  const who = await readStaff(deps.db, { username: input.username })
  const step = await deps.staffAuth.signIn(input.headers, input.username, input.password)
  if (!step || !who || who.disabled) {
    if (who) await audit(deps, deps.db, ctx, { action: 'staff.sign-in-refused', entity: 'staff', entityId: who.id })
    throw new Problem('unauthenticated', { detail: 'desk.login.refused' })
  }
  const totpRequired = step.next === 'code'
  if (!totpRequired) {
    await audit(
      deps,
      deps.db,
      { ...ctx, actor: actorOf(who) },
      { action: 'staff.sign-in', entity: 'staff', entityId: who.id, after: { factors: 1 } },
    )
  }
  return { totpRequired, cookies: step.cookies }
}
