/** Verb: what the bureau told the callers of a hotline and the hotline has not yet taken; oldest first. */
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { checkKey } from '../../api-keys/check-key.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { dataKeys } from '../../platform/tables.ts'
import { ticketEvents, tickets } from '../tables.ts'
import { openTexts } from '../ticket-store.ts'
import { chinaTime, eventSentence, stateName } from '../words.ts'
import type { Hotline, HotlineReply } from './model.ts'
import { isReply } from './replies.ts'
import { hotlineAcknowledgements } from './tables.ts'

export async function listReplies(
  deps: Deps,
  ctx: Context,
  { source, key, limit }: { source: Hotline; key: string | undefined; limit: number },
): Promise<HotlineReply[]> {
  await checkKey(deps, ctx, { key, source })
  const rows = await deps.db
    .select({ event: ticketEvents, ticket: tickets, wrapped: dataKeys.wrapped })
    .from(ticketEvents)
    .innerJoin(tickets, eq(tickets.id, ticketEvents.ticketId))
    .innerJoin(dataKeys, eq(dataKeys.id, tickets.dataKeyId))
    .leftJoin(hotlineAcknowledgements, eq(hotlineAcknowledgements.eventId, ticketEvents.id))
    .where(
      and(
        eq(tickets.channel, source),
        isNotNull(tickets.sourceNumber),
        isReply,
        isNull(hotlineAcknowledgements.eventId),
      ),
    )
    .orderBy(asc(ticketEvents.seq))
    .limit(limit)
  return rows.map(({ event, ticket, wrapped }) => ({
    id: event.id,
    orderNumber: ticket.sourceNumber ?? '',
    ticketNumber: ticket.number,
    at: chinaTime(event.at),
    state: event.toState,
    stateName: event.toState && stateName(ctx.locale, event.toState),
    outcome: event.toState === 'closed' ? ticket.outcome : null,
    final: event.toState === 'closed',
    sentence: eventSentence(deps.content, ctx.locale, event, 'party'),
    reply: openTexts(deps, wrapped, event).reply ?? null,
  }))
}
