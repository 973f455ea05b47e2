/** What is told to a ticket is told to those that follow it (重复诉求随主单答复), wherever their own machine allows it. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { dataKeys } from '../platform/tables.ts'
import { applyStep } from './apply-step.ts'
import type { EffectInput } from './effects.ts'
import { guardFacts } from './guard-facts.ts'
import { whyNot } from './guards.ts'
import { type TicketRow, tickets } from './tables.ts'
import { transitionFor } from './transitions.ts'

export async function mirrorToFollowers(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  leader: TicketRow,
  { step, texts }: EffectInput,
): Promise<void> {
  const followers = await tx
    .select({ ticket: tickets, wrappedKey: dataKeys.wrapped })
    .from(tickets)
    .innerJoin(dataKeys, eq(dataKeys.id, tickets.dataKeyId))
    .where(and(eq(tickets.leaderId, leader.id), isNull(tickets.closedAt)))
  for (const record of followers) {
    const { kind, state } = record.ticket
    const transition = transitionFor(kind, state, step.transition.action)
    // A complaint is decided for each person; only words are passed on.
    const closesUndecided = transition?.to != null && kind === 'complaint'
    if (!transition || closesUndecided) continue
    if (whyNot(transition.guards, await guardFacts(tx, record.ticket, ctx.actor))) continue
    await applyStep(deps, tx, ctx, record, { ...step, transition }, texts)
  }
}
