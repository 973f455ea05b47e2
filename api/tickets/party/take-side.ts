/** One side of a mediation acts upon it: the step, and what it leaves in the record of the mediation. */
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { Problem } from '../../platform/errors.ts'
import { applyStep } from '../apply-step.ts'
import type { EventTexts, TicketRecord } from '../ticket-store.ts'
import { transitionFor } from '../transitions.ts'
import { mediationOf } from './find-by-party-code.ts'
import type { PartyAct } from './model.ts'
import { ACTION_OF } from './party-view.ts'
import { type MediationRow, ticketMediations } from './tables.ts'

export interface SideAct {
  side: 'citizen' | 'business'
  act: PartyAct
  text?: string
}

/** @throws Problem `conflict` when the machine does not allow it now, or it was signed before */
export async function takeSide(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  record: TicketRecord,
  { side, act, text }: SideAct,
): Promise<void> {
  const { ticket } = record
  const transition = transitionFor(ticket.kind, ticket.state, ACTION_OF[act])
  if (!transition?.who.includes(side)) throw new Problem('conflict', { detail: 'errors.tickets.notNowParty' })
  const before = await mediationOf(tx, ticket.id)
  const signedKey = side === 'citizen' ? 'citizenSignedAt' : 'businessSignedAt'
  if (act === 'sign' && before?.[signedKey]) throw new Problem('conflict', { detail: 'errors.tickets.signedAlready' })
  const change = changeOf(side, act, deps.clock.now())
  if (change)
    await tx
      .insert(ticketMediations)
      .values({ ticketId: ticket.id, ...change })
      .onConflictDoUpdate({ target: ticketMediations.ticketId, set: change })
  const facts = { side, ...(act === 'consent' || act === 'decline' ? { answer: act } : {}) }
  const texts: EventTexts = text ? (side === 'citizen' ? { message: text } : { statement: text }) : {}
  await applyStep(deps, tx, ctx, record, { transition, actor: { kind: side, id: null }, facts }, texts)
}

function changeOf(side: SideAct['side'], act: PartyAct, now: Date): Partial<MediationRow> | undefined {
  const own = side === 'citizen'
  if (act === 'sign') return own ? { citizenSignedAt: now } : { businessSignedAt: now }
  if (act !== 'consent' && act !== 'decline') return undefined
  return own ? { citizenConsents: act === 'consent' } : { businessConsents: act === 'consent' }
}
