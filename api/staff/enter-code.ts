/** Second step of signing in: a one-time code (动态口令) or a backup code (备用码). */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { actorOf } from './actor.ts'
import { spendCode } from './limits.ts'
import { readStaff } from './read-staff.ts'

const REFUSALS = {
  wrong: 'desk.code.wrong',
  locked: 'desk.code.locked',
  expired: 'desk.code.expired',
} as const

/** @returns cookies of the new session
 *  @throws 401 when the code is wrong or the first step has run out; 429 while the account is locked */
export async function enterCode(
  deps: Deps,
  ctx: Context,
  input: { headers: Headers; code: string },
): Promise<string[]> {
  await spendCode(deps, ctx)
  const entered = await deps.staffAuth.enterCode(input.headers, input.code)
  if (typeof entered === 'string') {
    const { minutes } = deps.content.staffAccess.lockout
    const params = entered === 'locked' ? { minutes } : {}
    throw new Problem(entered === 'locked' ? 'too-many-requests' : 'unauthenticated', {
      ...(entered === 'locked' ? { retryAfterSeconds: minutes * 60 } : {}),
      detail: REFUSALS[entered],
      params,
      errors: [{ path: 'code', code: entered, message: REFUSALS[entered], params }],
    })
  }
  const who = await readStaff(deps.db, { id: entered.userId })
  if (!who || who.disabled) throw new Problem('unauthenticated')
  await audit(
    deps,
    deps.db,
    { ...ctx, actor: actorOf(who) },
    { action: 'staff.sign-in', entity: 'staff', entityId: who.id, after: { factors: 2 } },
  )
  return entered.cookies
}
