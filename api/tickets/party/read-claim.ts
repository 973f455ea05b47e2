/** Verb: the business reads what is claimed, with number and answer code. */
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { spendLookup, type TicketKey } from '../find-by-code.ts'
import { findByPartyCode } from './find-by-party-code.ts'
import type { PartyView } from './model.ts'
import { partyView } from './party-view.ts'

/** @throws Problem `not-found` for a wrong number and for a wrong code alike; `too-many-requests` */
export async function readClaim(deps: Deps, ctx: Context, key: TicketKey): Promise<PartyView> {
  await spendLookup(deps, ctx, key)
  return partyView(deps, ctx.locale, await findByPartyCode(deps, deps.db, key))
}
