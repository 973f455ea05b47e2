/**
 * Verb: what the bureau told the callers of a hotline and the hotline has not yet taken; oldest first. One that takes
 * nothing for the moment asks on after the last reply it was given.
 */
import { and, asc, eq, gt } from 'drizzle-orm'
import { checkKey } from '../../api-keys/check-key.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { dataKeys } from '../../platform/tables.ts'
import { ticketEvents, tickets } from '../tables.ts'
import { openTexts } from '../ticket-store.ts'
import { chinaTime, eventSentence, stateName } from '../words.ts'
import type { Hotline, HotlineReply } from './model.ts'

/** @throws Problem `not-found` when `after` is no reply of this source */
export async function listReplies(
  deps: Deps,
  ctx: Context,
  {
    source,
    key,
    limit,
    after,
  }: { source: Hotline; key: string | undefined; limit: number; after?: string | undefined },
): Promise<{ items: HotlineReply[]; next: string | null }> {
  await checkKey(deps, ctx, { key, source })
  const from = after === undefined ? undefined : await seqOf(deps, source, after)
  const rows = await deps.db
    .select({ event: ticketEvents, ticket: tickets, wrapped: dataKeys.wrapped })
    .from(ticketEvents)
    .innerJoin(tickets, eq(tickets.id, ticketEvents.ticketId))
    .innerJoin(dataKeys, eq(dataKeys.id, tickets.dataKeyId))
    .where(and(eq(ticketEvents.awaitedBy, source), from === undefined ? undefined : gt(ticketEvents.seq, from)))
    .orderBy(asc(ticketEvents.seq))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const items = page.map(({ event, ticket, wrapped }) => ({
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
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Where a reply stands; it may have been acknowledged since. */
async function seqOf({ db }: Deps, source: Hotline, id: string): Promise<number> {
  const [row] = await db
    .select({ seq: ticketEvents.seq })
    .from(ticketEvents)
    .innerJoin(tickets, eq(tickets.id, ticketEvents.ticketId))
    .where(and(eq(ticketEvents.id, id), eq(tickets.channel, source), eq(ticketEvents.audience, 'party')))
  if (!row) throw new Problem('not-found')
  return row.seq
}
