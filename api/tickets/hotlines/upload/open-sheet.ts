/** Verb: what was found in a table one handed in. */
import { t } from '../../../../content/messages/index.ts'
import type { Deps } from '../../../deps.ts'
import type { Context } from '../../../platform/context.ts'
import { sentence } from '../../../platform/spreadsheet/fault.ts'
import { chinaTime, kindName, unitOf } from '../../words.ts'
import { Hotline } from '../model.ts'
import type { OrderSheet } from './model.ts'
import { type OwnSheet, ownSheet } from './sheet-store.ts'

export async function openOrderSheet(deps: Deps, ctx: Context, { id }: { id: string }): Promise<OrderSheet> {
  return sheetView(deps, ctx, await ownSheet(deps, ctx, id))
}

export function sheetView(
  deps: Deps,
  { locale }: Context,
  { row, findings }: Pick<OwnSheet, 'row' | 'findings'>,
): OrderSheet {
  const { name, rows, stored, known, leftOut, unread, stopped, orders, remarks } = findings
  return {
    ...{ id: row.id, source: Hotline.parse(row.source), rows, stored, known, leftOut, unread },
    name: name || t(locale, 'imports.orders.unnamed'),
    at: chinaTime(row.createdAt),
    takenAt: row.takenAt && chinaTime(row.takenAt),
    stopped: stopped && sentence(locale, stopped),
    orders: orders.map(({ line, number, kind, route, ticket }) => ({
      ...{ line, number, kind, ticket },
      kindName: kindName(locale, kind),
      unit: unitOf(deps.content, locale, { station: route.station ?? null, section: route.section ?? null }).name,
      needsReview: route.needsReview,
    })),
    remarks: remarks.map(({ reason, ...entry }) => ({ ...entry, reason: sentence(locale, reason) })),
  }
}
