/** How often somebody may try, counted across processes. */
import type { Context } from '../platform/context.ts'
import type { PlatformDeps } from '../platform/deps.ts'
import { spend } from '../platform/rate-limit.ts'

const QUARTER = 15 * 60

/** Guesses at passwords: per address, and per account whatever the address. */
export async function spendSignIn(deps: PlatformDeps, ctx: Context, username: string): Promise<void> {
  await spend(deps, { name: 'staff-sign-in-client', max: 30, windowSeconds: QUARTER }, ctx.client)
  await spend(deps, { name: 'staff-sign-in-account', max: 10, windowSeconds: QUARTER }, username.toLowerCase())
}

/** Guesses at one-time codes; better-auth counts five per challenge and ten per account on top. */
export async function spendCode(deps: PlatformDeps, ctx: Context): Promise<void> {
  const who = ctx.actor.kind === 'staff' ? ctx.actor.id : ctx.client
  await spend(deps, { name: 'staff-code', max: 20, windowSeconds: QUARTER }, who)
}
