/** Objections and requests for repair at the desk: the queue, nearest last day first, and one opened. */
import { asc, count, eq, isNotNull, isNull } from 'drizzle-orm'
import { t } from '../../../content/messages/index.ts'
import { chinaDate } from '../../calendar/calendar.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors.ts'
import { demand } from '../../staff/permissions.ts'
import { chinaTime } from '../../tickets/words.ts'
import { earliestEnd } from '../end-early.ts'
import { openListEntries } from '../party-lists.ts'
import { isShown, publicView } from '../public.ts'
import { type DisclosureRow, disclosures } from '../tables.ts'
import type { DeskRequest, RequestItem } from './model.ts'
import { findRequest, openSealed, remedyName, requestStateName } from './request-store.ts'
import { movesFrom, REMEDIES_OF } from './states.ts'
import { disclosureRequests, type RequestRow } from './tables.ts'

export async function listRequests(
  deps: Deps,
  ctx: Context,
  { over = false, limit, offset }: { over?: boolean | undefined; limit: number; offset: number },
): Promise<{ items: RequestItem[]; total: number }> {
  demand(ctx, 'disclosures.requests')
  const where = over ? isNotNull(disclosureRequests.decidedAt) : isNull(disclosureRequests.decidedAt)
  const [rows, totals] = await Promise.all([
    deps.db
      .select({ request: disclosureRequests, record: disclosures })
      .from(disclosureRequests)
      .innerJoin(disclosures, eq(disclosures.id, disclosureRequests.disclosureId))
      .where(where)
      .orderBy(asc(disclosureRequests.dueOn), asc(disclosureRequests.receivedAt))
      .limit(limit)
      .offset(offset),
    deps.db.select({ count: count() }).from(disclosureRequests).where(where),
  ])
  return { items: rows.map(({ request, record }) => itemOf(deps, ctx, request, record)), total: totals[0]?.count ?? 0 }
}

/** @throws Problem not-found */
export async function openRequest(deps: Deps, ctx: Context, number: string): Promise<DeskRequest> {
  demand(ctx, 'disclosures.requests')
  return deps.db.transaction(async (tx) => {
    const row = await findRequest(tx, number)
    if (!row) throw new Problem('not-found')
    const [record] = await tx.select().from(disclosures).where(eq(disclosures.id, row.disclosureId))
    if (!record) throw new Problem('not-found')
    const { asked, answer } = await openSealed(deps, tx, row)
    await audit(deps, tx, ctx, {
      action: 'disclosure-request.opened',
      entity: 'disclosure-request',
      entityId: row.id,
    })
    const { applicants, repairConditions } = deps.content.disclosures.duties
    const named = (rows: typeof repairConditions, id: string) =>
      rows.find((each) => each.id === id)?.title[ctx.locale] ?? id
    return {
      ...itemOf(deps, ctx, row, record),
      applicantName: named(applicants, asked?.applicant ?? ''),
      contact: contactOf(asked?.contact),
      statement: asked?.statement ?? '',
      evidence: asked?.evidence ?? null,
      conditions: (asked?.conditions ?? []).map((id) => named(repairConditions, id)),
      answer,
      remedyName: row.remedy && remedyName(ctx.locale, row.remedy),
      earliestEnd: earliestEnd(deps, record),
      listed: (await openListEntries(deps, tx, row.kind === 'repair' ? record.uscc : null)).map((entry) => ({
        id: entry.id,
        title: publicView(deps, ctx.locale, entry).title,
      })),
      actions: movesFrom(row.kind, row.state).map(({ action }) => action),
      remedies: REMEDIES_OF[row.kind].map((id) => ({ id, name: remedyName(ctx.locale, id) })),
    }
  })
}

function contactOf(contact: { name: string; phone?: string | undefined; email?: string | undefined } | undefined) {
  const { name = '', phone, email } = contact ?? {}
  return { name, ...(phone ? { phone } : {}), ...(email ? { email } : {}) }
}

function itemOf(deps: Deps, { locale }: Context, row: RequestRow, record: DisclosureRow): RequestItem {
  const { number, kind, state, dueOn, version } = row
  const today = chinaDate(deps.clock.now())
  return {
    ...{ number, kind, state, dueOn, version },
    kindName: t(locale, `disclosures.request.kind.${kind}`),
    stateName: requestStateName(locale, state),
    receivedAt: chinaTime(row.receivedAt),
    late: row.decidedAt === null && dueOn < today,
    record: {
      id: record.id,
      title: publicView(deps, locale, record).title,
      version: record.version,
      shown: isShown(record, today),
    },
  }
}
