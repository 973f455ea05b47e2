/**
 * A pass (通行凭据) stands in a page's address for half an hour in place of the query code, so that no code stays in a
 * browser's history and no cookie is needed.
 */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { findByCode, spendLookup, type TicketKey } from './find-by-code.ts'
import { chinaTime } from './words.ts'

const PURPOSE = 'ticket'
const LIFE_MS = 30 * 60_000

/** @throws Problem `not-found` for a wrong number and for a wrong code alike; `too-many-requests` */
export async function issuePass(
  deps: Deps,
  ctx: Context,
  key: TicketKey,
): Promise<{ number: string; pass: string; expiresAt: string }> {
  await spendLookup(deps, ctx, key)
  const { number } = (await findByCode(deps, deps.db, key)).ticket
  const expires = new Date(deps.clock.now().getTime() + LIFE_MS)
  return { number, pass: deps.vault.issuePass(PURPOSE, { number }, expires), expiresAt: chinaTime(expires) }
}

/** The query code a pass stands for: undefined when it has run out or belongs to another ticket. */
export function codeOfPass(deps: Pick<Deps, 'vault' | 'clock'>, number: string, pass: string): string | undefined {
  const sealed = deps.vault.readPass<{ number: string }>(PURPOSE, pass, deps.clock.now())
  return sealed?.number === number.trim().toUpperCase() ? deps.vault.queryCode(sealed.number) : undefined
}
