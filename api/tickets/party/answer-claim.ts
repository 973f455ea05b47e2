/** Verb: the business answers, describes evidence, agrees to mediation or not, objects, asks for another mediator, signs off. */
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { once } from '../../platform/idempotency.ts'
import { type Limit, spend } from '../../platform/rate-limit.ts'
import { callScope, spendLookup, type TicketKey } from '../find-by-code.ts'
import { findByPartyCode } from './find-by-party-code.ts'
import type { PartyAct } from './model.ts'
import { actsOf } from './party-view.ts'
import { takeSide } from './take-side.ts'

const ANSWERS: Limit = { name: 'party-answer', max: 30, windowSeconds: 3600 }
/** Acts that say nothing without words. */
const WORDED: readonly PartyAct[] = ['answer', 'evidence', 'object', 'recuse']

export interface AnswerInput extends TicketKey {
  act: PartyAct
  text?: string | undefined
  idempotencyKey?: string | undefined
}

/** @throws Problem `conflict` when the act is not possible now */
export async function answerClaim(deps: Deps, ctx: Context, input: AnswerInput): Promise<{ done: PartyAct }> {
  const { act, text, idempotencyKey } = input
  await spendLookup(deps, ctx, input)
  await spend(deps, ANSWERS, ctx.client)
  if (WORDED.includes(act) && !text)
    throw new Problem('invalid', { errors: [{ path: 'text', code: 'required', message: 'errors.field.required' }] })
  return once(
    deps,
    { scope: callScope(deps, 'party-answer', input), key: idempotencyKey, body: { act, text } },
    async (tx) => {
      const { record, mediation } = await findByPartyCode(deps, tx, input)
      if (!actsOf(record, mediation).includes(act))
        throw new Problem('conflict', { detail: 'errors.tickets.notNowParty' })
      await takeSide(deps, tx, ctx, record, { side: 'business', act, ...(text ? { text } : {}) })
      return { done: act }
    },
  )
}
