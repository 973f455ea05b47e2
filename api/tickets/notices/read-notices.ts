/** Reading issued documents, each audience its own. The verbs that prove who reads stand beside: by code, at the desk, by the business. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import type { Queryable } from '../../platform/database.ts'
import { Problem } from '../../platform/errors.ts'
import { findByCode, spendLookup, type TicketKey } from '../find-by-code.ts'
import { demandReach, seesIdentity } from '../may.ts'
import { findByPartyCode } from '../party/find-by-party-code.ts'
import { ticketEvents } from '../tables.ts'
import { findTicket, type TicketRecord } from '../ticket-store.ts'
import { chinaTime } from '../words.ts'
import { type SealedNotice, sealedAs } from './issue-notice.ts'
import type { IssuedNotice, NoticeDocument } from './model.ts'
import { type NoticeRow, ticketNotices } from './tables.ts'

/** Which documents an audience may read. */
const READABLE = {
  citizen: ['citizen', 'both'],
  business: ['business', 'both'],
  staff: ['citizen', 'business', 'both', 'internal'],
} as const satisfies Record<string, readonly NoticeRow['readers'][]>
export type NoticeAudience = keyof typeof READABLE

export async function noticesFor(
  deps: Deps,
  q: Queryable,
  locale: Context['locale'],
  record: TicketRecord,
  audience: NoticeAudience,
): Promise<IssuedNotice[]> {
  const rows = await q
    .select({ row: ticketNotices })
    .from(ticketNotices)
    .leftJoin(ticketEvents, eq(ticketEvents.id, ticketNotices.eventId))
    .where(and(eq(ticketNotices.ticketId, record.ticket.id), inArray(ticketNotices.readers, [...READABLE[audience]])))
    .orderBy(asc(ticketNotices.issuedAt), sql`${ticketEvents.seq} nulls first`)
  return rows.map(({ row }) => {
    const { id, template, version, number, readers, issuedAt } = row
    const title = titleOf(deps, locale, row)
    return { id, template, version, number, title, issuedAt: chinaTime(issuedAt), readers }
  })
}

/** Verb: one document of one's own ticket. */
export async function readNotice(deps: Deps, ctx: Context, key: TicketKey, id: string): Promise<NoticeDocument> {
  await spendLookup(deps, ctx, key)
  return documentOf(deps, ctx, await findByCode(deps, deps.db, key), id, 'citizen')
}

/** Verb: one document at the business's door. */
export async function readPartyNotice(deps: Deps, ctx: Context, key: TicketKey, id: string): Promise<NoticeDocument> {
  await spendLookup(deps, ctx, key)
  const { record } = await findByPartyCode(deps, deps.db, key)
  return documentOf(deps, ctx, record, id, 'business')
}

/** Verb: one document at the desk; of a report only for those on the case, for it repeats what was reported. */
export async function readDeskNotice(deps: Deps, ctx: Context, number: string, id: string): Promise<NoticeDocument> {
  const record = await findTicket(deps.db, number)
  if (!record) throw new Problem('not-found')
  demandReach(ctx, record.ticket)
  if (!seesIdentity(ctx.actor, record.ticket)) throw new Problem('forbidden', { detail: 'errors.tickets.notOnTheCase' })
  return documentOf(deps, ctx, record, id, 'staff')
}

async function documentOf(
  deps: Deps,
  ctx: Context,
  record: TicketRecord,
  id: string,
  audience: NoticeAudience,
): Promise<NoticeDocument> {
  const [row] = await deps.db
    .select()
    .from(ticketNotices)
    .where(and(eq(ticketNotices.id, id), eq(ticketNotices.ticketId, record.ticket.id)))
  const readable: readonly string[] = READABLE[audience]
  if (!row || !readable.includes(row.readers)) throw new Problem('not-found')
  return deps.vault.open<SealedNotice>(record.wrappedKey, sealedAs(id), row.sealed)[ctx.locale]
}

function titleOf(deps: Deps, locale: Context['locale'], { template, version }: NoticeRow): string {
  const known = deps.content.notices.find((each) => each.id === template && each.version === version)
  return known?.title[locale] ?? template
}
