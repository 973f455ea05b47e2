/** How often somebody may try, counted across processes; the figures are the bureau's (content/rules/staff-access.yaml). */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'

/** Guesses at passwords: per address, and per account whatever the address. @throws 429 that says from when on to try again */
export async function spendSignIn(deps: Deps, ctx: Context, username: string): Promise<void> {
  const { minutes, perAccount, perAddress } = deps.content.staffAccess.lockout
  const windowSeconds = minutes * 60
  await spendOrLock(deps, { name: 'staff-sign-in-client', max: perAddress, windowSeconds }, ctx.client)
  await spendOrLock(deps, { name: 'staff-sign-in-account', max: perAccount, windowSeconds }, username.toLowerCase())
}

/** Guesses at one-time codes and at the password of a session that is open; better-auth counts codes per challenge and per account on top. */
export async function spendCode(deps: Deps, ctx: Context): Promise<void> {
  const { minutes, codes } = deps.content.staffAccess.lockout
  const who = ctx.actor.kind === 'staff' ? ctx.actor.id : ctx.client
  await spendOrLock(deps, { name: 'staff-code', max: codes * 2, windowSeconds: minutes * 60 }, who)
}

async function spendOrLock(deps: Deps, limit: Limit, who: string): Promise<void> {
  try {
    await spend(deps, limit, who)
  } catch (error) {
    const wait = error instanceof Problem ? error.options.retryAfterSeconds : undefined
    if (wait === undefined) throw error
    const time = clockTime(new Date(deps.clock.now().getTime() + wait * 1000 + 59_999))
    throw new Problem('too-many-requests', {
      detail: 'desk.login.locked',
      params: { time, minutes: Math.ceil(wait / 60) },
      retryAfterSeconds: wait,
    })
  }
}

/** `14:05` in Chinese civil time. */
function clockTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
}
