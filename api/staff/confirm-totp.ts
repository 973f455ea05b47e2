/** Second half of setting up one-time codes: the first code proves that the app has the secret. */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { spendCode } from './limits.ts'

/** From now on every sign-in asks for a code. @returns backup codes, shown this once, and the renewed session's cookies */
export async function confirmTotp(
  deps: Deps,
  ctx: Context,
  input: { headers: Headers; code: string },
): Promise<{ backupCodes: string[]; cookies: string[] }> {
  await spendCode(deps, ctx)
  const confirmed = await deps.staffAuth.confirmTotp(input.headers, input.code)
  if (!confirmed)
    throw new Problem('invalid', {
      detail: 'desk.code.wrong',
      errors: [{ path: 'code', code: 'wrong', message: 'desk.code.wrong' }],
    })
  if (ctx.actor.kind === 'staff')
    await audit(deps, deps.db, ctx, { action: 'staff.totp-set-up', entity: 'staff', entityId: ctx.actor.id })
  return confirmed
}
