/** The person adds something to an open ticket; after an answer it opens the question again. */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { once } from '../platform/idempotency.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'
import { applyStep } from './apply-step.ts'
import { callScope, findByCode, spendLookup, type TicketKey } from './find-by-code.ts'
import type { State } from './states.ts'
import { ticketEvents } from './tables.ts'
import { eventRow } from './ticket-store.ts'
import { isOpen, transitionFor } from './transitions.ts'
import { chinaTime } from './words.ts'

const MESSAGES: Limit = { name: 'ticket-message', max: 20, windowSeconds: 3600 }
const CITIZEN = { kind: 'citizen', id: null } as const

/** @throws Problem `conflict` when the ticket is closed: nobody would read it */
export async function addMessage(
  deps: Deps,
  ctx: Context,
  input: TicketKey & { text: string; idempotencyKey?: string | undefined },
): Promise<{ at: string; state: State }> {
  const { text, idempotencyKey } = input
  await spendLookup(deps, ctx, input)
  await spend(deps, MESSAGES, ctx.client)
  return once(
    deps,
    { scope: callScope(deps, 'ticket-message', input), key: idempotencyKey, body: { text } },
    async (tx) => {
      const record = await findByCode(deps, tx, input)
      const { ticket } = record
      if (!isOpen(ticket.state))
        throw new Problem('conflict', { detail: 'errors.tickets.closed', params: { phone: deps.content.bureau.phone } })
      const at = deps.clock.now()
      const again = transitionFor(ticket.kind, ticket.state, 'ask-again')
      if (again) {
        const after = await applyStep(deps, tx, ctx, record, { transition: again, actor: CITIZEN }, { message: text })
        return { at: chinaTime(at), state: after.state }
      }
      const event = {
        at,
        type: 'message',
        actorKind: 'citizen',
        actorId: null,
        audience: 'party',
        fromState: null,
        toState: null,
        params: {},
      } as const
      await Promise.all([
        tx.insert(ticketEvents).values(eventRow(deps, record, event, { message: text })),
        audit(deps, tx, ctx, { action: 'ticket.message', entity: 'ticket', entityId: ticket.id }),
      ])
      return { at: chinaTime(at), state: ticket.state }
    },
  )
}
