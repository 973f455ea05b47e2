/** The person takes the ticket back while it may still be taken back. */
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { once } from '../platform/idempotency.ts'
import { applyStep } from './apply-step.ts'
import { callScope, findByCode, spendLookup, type TicketKey } from './find-by-code.ts'
import type { State } from './states.ts'
import { transitionFor } from './transitions.ts'
import { stateName } from './words.ts'

/** @throws Problem `conflict` when it is over, or when the bureau goes on without the person (a report under verification) */
export async function withdrawTicket(
  deps: Deps,
  ctx: Context,
  input: TicketKey & { reason?: string | undefined; idempotencyKey?: string | undefined },
): Promise<{ state: State; stateName: string }> {
  const { reason, idempotencyKey } = input
  await spendLookup(deps, ctx, input)
  return once(
    deps,
    { scope: callScope(deps, 'ticket-withdrawal', input), key: idempotencyKey, body: { reason } },
    async (tx) => {
      const record = await findByCode(deps, tx, input)
      const { kind, state } = record.ticket
      const transition = transitionFor(kind, state, 'withdraw')
      if (!transition)
        throw new Problem('conflict', {
          detail: 'errors.tickets.noWithdrawal',
          params: { state: stateName(ctx.locale, state) },
        })
      const after = await applyStep(
        deps,
        tx,
        ctx,
        record,
        { transition, actor: { kind: 'citizen', id: null } },
        reason ? { message: reason } : {},
      )
      return { state: after.state, stateName: stateName(ctx.locale, after.state) }
    },
  )
}
