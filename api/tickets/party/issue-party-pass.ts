/** Verb: a pass for half an hour in place of the answer code, for page addresses. */
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { spendLookup, type TicketKey } from '../find-by-code.ts'
import { chinaTime } from '../words.ts'
import { findByPartyCode, partyCode } from './find-by-party-code.ts'

const PURPOSE = 'business'
const LIFE_MS = 30 * 60_000

interface Passed {
  number: string
  serial: number
}

export async function issuePartyPass(
  deps: Deps,
  ctx: Context,
  key: TicketKey,
): Promise<{ number: string; pass: string; expiresAt: string }> {
  await spendLookup(deps, ctx, key)
  const { record, mediation } = await findByPartyCode(deps, deps.db, key)
  const { number } = record.ticket
  const expires = new Date(deps.clock.now().getTime() + LIFE_MS)
  const passed: Passed = { number, serial: mediation.codeSerial }
  return { number, pass: deps.vault.issuePass(PURPOSE, passed, expires), expiresAt: chinaTime(expires) }
}

/** The answer code a pass stands for; a pass of an older code opens nothing. */
export function partyCodeOfPass(deps: Pick<Deps, 'vault' | 'clock'>, number: string, pass: string): string | undefined {
  const passed = deps.vault.readPass<Passed>(PURPOSE, pass, deps.clock.now())
  return passed?.number === number.trim().toUpperCase() ? partyCode(deps, passed.number, passed.serial) : undefined
}
