/** Verb: the complainant agrees to mediation or not, asks for another mediator, signs off the agreement. */
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { once } from '../../platform/idempotency.ts'
import { callScope, findByCode, spendLookup, type TicketKey } from '../find-by-code.ts'
import type { PartyAct } from './model.ts'
import { takeSide } from './take-side.ts'

export const CITIZEN_ACTS = ['consent', 'decline', 'recuse', 'sign'] as const satisfies readonly PartyAct[]

export interface CitizenSideInput extends TicketKey {
  act: (typeof CITIZEN_ACTS)[number]
  text?: string | undefined
  idempotencyKey?: string | undefined
}

export async function takeCitizenSide(
  deps: Deps,
  ctx: Context,
  input: CitizenSideInput,
): Promise<{ done: CitizenSideInput['act'] }> {
  const { act, text, idempotencyKey } = input
  await spendLookup(deps, ctx, input)
  const scope = callScope(deps, 'ticket-side', input)
  return once(deps, { scope, key: idempotencyKey, body: { act, text } }, async (tx) => {
    const record = await findByCode(deps, tx, input)
    await takeSide(deps, tx, ctx, record, { side: 'citizen', act, ...(text ? { text } : {}) })
    return { done: act }
  })
}
