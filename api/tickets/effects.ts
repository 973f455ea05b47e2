/**
 * What some actions do besides the step itself, in the same transaction: `before` adds to the step, `after` writes
 * elsewhere. Everything else the table of transitions says alone.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { MessageKey } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { readStaff } from '../staff/read-staff.ts'
import type { Asked } from './asks.ts'
import { canHandle } from './handlers.ts'
import { holds, isOfOwnUnit } from './may.ts'
import { mergeInto } from './merge-reports.ts'
import { mirrorToFollowers } from './mirror-to-followers.ts'
import { partyCode } from './party/find-by-party-code.ts'
import { ticketMediations } from './party/tables.ts'
import type { Step } from './plan-step.ts'
import { rewardOf } from './reward.ts'
import { splitOff } from './split-ticket.ts'
import type { Action } from './states.ts'
import { ticketSupervisions } from './supervision/tables.ts'
import { type TicketRow, ticketEvents } from './tables.ts'
import { type EventTexts, findTicket, type TicketRecord } from './ticket-store.ts'

export interface EffectInput {
  asked: Asked
  texts: EventTexts
  step: Step
}
interface Effect {
  before?: (
    deps: Deps,
    tx: Transaction,
    ctx: Context,
    record: TicketRecord,
    input: EffectInput,
  ) => Promise<Partial<Step>>
  after?: (deps: Deps, tx: Transaction, ctx: Context, record: TicketRecord, input: EffectInput) => Promise<unknown>
}

const mirrored: Effect = {
  after: (deps, tx, ctx, record, input) => mirrorToFollowers(deps, tx, ctx, record.ticket, input),
}

export const EFFECTS: Partial<Record<Action, Effect>> = {
  reply: mirrored,
  answer: mirrored,
  refer: mirrored,
  close: mirrored,
  assign: {
    before: async (_deps, tx, _ctx, { ticket }, { step: { handlerId = '' } }) => {
      const refuse = (message: MessageKey) =>
        new Problem('invalid', { errors: [{ path: 'handler', code: 'choice', message }] })
      if (handlerId === ticket.handlerId) throw refuse('errors.tickets.alreadyHandler')
      const who = await readStaff(tx, { id: handlerId })
      if (!who || !canHandle(who, ticket)) throw refuse('errors.tickets.notOfUnit')
      if (await wasRecused(tx, ticket, handlerId)) throw refuse('errors.tickets.recused')
      return {}
    },
  },
  'mark-matter': {
    before: async (_deps, _tx, _ctx, _record, { asked }) => (asked.matter ? { rule: asked.matter } : {}),
  },
  'log-contact': {
    // Having reached the person is the first contact that was promised.
    before: async (_deps, _tx, _ctx, _record, { asked, step: { transition } }) =>
      asked.contactWith === 'citizen' && asked.reached === 'yes'
        ? { transition: { ...transition, clocks: { stop: ['first-contact'] } } }
        : {},
  },
  follow: {
    before: async (_deps, tx, ctx, { ticket }, { asked }) => {
      const leader = await otherTicket(tx, ctx, ticket, asked.leader, 'leader')
      if (leader.leaderId !== null || leader.closedAt !== null) throw wrong('leader')
      return { leaderId: leader.id }
    },
  },
  merge: {
    after: async (deps, tx, ctx, { ticket }, { asked }) =>
      mergeInto(deps, tx, ctx, ticket, await otherTicket(tx, ctx, ticket, asked.into, 'into')),
  },
  split: { after: (deps, tx, ctx, record, { asked }) => splitOff(deps, tx, ctx, record, asked) },
  'invite-business': {
    before: async (deps, tx, _ctx, { ticket }) => {
      const fresh = { invitedAt: deps.clock.now(), codeSerial: 1 }
      const [row] = await tx
        .insert(ticketMediations)
        .values({ ticketId: ticket.id, ...fresh })
        .onConflictDoUpdate({
          target: ticketMediations.ticketId,
          set: { ...fresh, codeSerial: sql`${ticketMediations.codeSerial} + 1` },
        })
        .returning({ serial: ticketMediations.codeSerial })
      return { partyCode: partyCode(deps, ticket.number, row?.serial ?? 1) }
    },
  },
  supervise: {
    after: async (deps, tx, _ctx, { ticket }) =>
      tx.insert(ticketSupervisions).values({
        ...{ id: deps.random.uuid(), ticketId: ticket.id, clockId: null, card: 'red' },
        dueOn: null,
        at: deps.clock.now(),
      }),
  },
  'answer-supervision': {
    after: async (deps, tx, _ctx, { ticket }) =>
      tx
        .update(ticketSupervisions)
        .set({ answeredAt: deps.clock.now() })
        .where(and(eq(ticketSupervisions.ticketId, ticket.id), isNull(ticketSupervisions.answeredAt))),
  },
  reward: {
    before: async (deps, _tx, _ctx, _record, { asked, step }) => ({
      facts: { ...step.facts, ...rewardOf(deps.content, asked.rewardGrade ?? '', asked.penaltyYuan ?? '') },
    }),
  },
}

async function wasRecused(tx: Transaction, { id }: TicketRow, staffId: string): Promise<boolean> {
  const recused = and(eq(ticketEvents.ticketId, id), sql`${ticketEvents.params} ->> 'recused' = ${staffId}`)
  return (await tx.select({ id: ticketEvents.id }).from(ticketEvents).where(recused).limit(1)).length > 0
}

/** Another ticket named by the officer: of the same kind, within reach, not the same one. */
async function otherTicket(
  tx: Transaction,
  ctx: Context,
  own: TicketRow,
  number: string | undefined,
  field: 'leader' | 'into',
): Promise<TicketRow> {
  const found = number ? (await findTicket(tx, number))?.ticket : undefined
  const reach = found && (holds(ctx.actor, 'tickets.all') || isOfOwnUnit(ctx.actor, found))
  if (!found || !reach || found.id === own.id || found.kind !== own.kind) throw wrong(field)
  return found
}

function wrong(field: string): Problem {
  return new Problem('invalid', {
    errors: [{ path: `asked.${field}`, code: 'choice', message: 'errors.tickets.otherTicket' }],
  })
}
