/** Who is still waiting for a call, longest first; who read the numbers is on record. */
import { asc, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { dataKeys } from '../../platform/tables.ts'
import { demand } from '../../staff/permissions.ts'
import { contextOf } from './ask-call-back.ts'
import type { CallBack, CallBackWish } from './model.ts'
import { callBacks } from './tables.ts'

const MOST = 100

export async function listCallBacks(deps: Deps, ctx: Context): Promise<CallBack[]> {
  demand(ctx, 'tickets.dispatch')
  return deps.db.transaction(async (tx) => {
    const rows = await tx
      .select({ row: callBacks, wrapped: dataKeys.wrapped })
      .from(callBacks)
      .innerJoin(dataKeys, eq(dataKeys.id, callBacks.dataKeyId))
      .where(isNull(callBacks.doneAt))
      .orderBy(asc(callBacks.askedAt))
      .limit(MOST)
    for (const { row } of rows)
      await audit(deps, tx, ctx, { action: 'call-back.read', entity: 'call-back', entityId: row.id })
    return rows.map(({ row, wrapped }) => {
      const wish = deps.vault.open<CallBackWish>(wrapped, contextOf(row.id), row.sealed)
      const { id, locale, askedAt } = row
      return { id, phone: wish.phone, name: wish.name ?? null, locale, askedAt: askedAt.toISOString() }
    })
  })
}
