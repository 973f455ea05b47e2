/** Reading and sealing of handed-in tables. Verbs decide; this only stores. */
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../../deps.ts'
import type { Context } from '../../../platform/context.ts'
import { Problem } from '../../../platform/errors.ts'
import { dataKeys } from '../../../platform/tables.ts'
import { demand } from '../../../staff/permissions.ts'
import { type OrderSheetRow, orderSheets } from '../tables.ts'
import type { SheetFindings } from './look-through.ts'

export const sheetSeal = (id: string) => `order-sheet:${id}`
const findingsSeal = (id: string) => `order-sheet-findings:${id}`

export const sealFindings = ({ vault }: Deps, wrapped: Buffer, id: string, findings: SheetFindings): Buffer =>
  vault.seal(wrapped, findingsSeal(id), findings)

export interface OwnSheet {
  row: OrderSheetRow
  wrapped: Buffer
  findings: SheetFindings
}

/** @throws Problem `not-found` for what is gone and for somebody else's alike */
export async function ownSheet(deps: Deps, ctx: Context, id: string): Promise<OwnSheet> {
  demand(ctx, 'tickets.dispatch')
  const { actor } = ctx
  const [found] = await deps.db
    .select({ row: orderSheets, wrapped: dataKeys.wrapped })
    .from(orderSheets)
    .innerJoin(dataKeys, eq(dataKeys.id, orderSheets.dataKeyId))
    .where(and(eq(orderSheets.id, id), eq(orderSheets.staffId, actor.kind === 'staff' ? actor.id : '')))
  if (!found) throw new Problem('not-found', { detail: 'errors.hotlines.sheetGone' })
  return {
    ...found,
    findings: deps.vault.open<SheetFindings>(found.wrapped, findingsSeal(id), found.row.sealedFindings),
  }
}
