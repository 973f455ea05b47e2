/** First half of setting up one-time codes: a fresh secret for the person's authenticator app. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { spendCode } from './limits.ts'

/** Asks for the password again, so that an unattended screen cannot be taken over for good. Nothing is in force until confirmed. */
export async function beginTotp(
  deps: Deps,
  ctx: Context,
  input: { headers: Headers; password: string },
): Promise<{ secret: string; url: string }> {
  await spendCode(deps, ctx)
  const begun = await deps.staffAuth.beginTotp(input.headers, input.password)
  if (begun === 'enrolled') throw new Problem('conflict', { detail: 'desk.totp.already' })
  if (begun === null) {
    throw new Problem('invalid', {
      detail: 'desk.totp.wrongPassword',
      errors: [{ path: 'password', code: 'wrong', message: 'desk.totp.wrongPassword' }],
    })
  }
  return begun
}
