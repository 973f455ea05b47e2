/** Verb: the rows of a table that were left out, as they came, with the reasons beside them: put right, and handed in again. */
import { t } from '../../../../content/messages/index.ts'
import type { Deps } from '../../../deps.ts'
import { audit } from '../../../platform/audit.ts'
import type { Context } from '../../../platform/context.ts'
import { BYTE_ORDER_MARK, csvRow } from '../../../platform/spreadsheet/csv-row.ts'
import { sentence } from '../../../platform/spreadsheet/fault.ts'
import { Hotline } from '../model.ts'
import { lookThrough } from './look-through.ts'
import { ownSheet, sheetSeal } from './sheet-store.ts'

/** @returns comma-separated values (UTF-8), with the headings of the table itself */
export async function leftOutRows(deps: Deps, ctx: Context, { id }: { id: string }): Promise<{ csv: string }> {
  const { row, wrapped, findings } = await ownSheet(deps, ctx, id)
  const bytes = deps.vault.openBytes(wrapped, sheetSeal(id), row.sealed)
  const source = Hotline.parse(row.source)
  const lines: string[] = []
  await lookThrough(deps, ctx, {
    ...{ name: findings.name, source, bytes, dryRun: true },
    left: ({ line, cells, headings }, why) => {
      const own = headings.map((_, at) => cells[at] ?? '')
      const reasons = why.map(({ column, reason }) => [column, sentence(ctx.locale, reason)].filter(Boolean).join('：'))
      if (lines.length === 0)
        lines.push(csvRow([...headings, t(ctx.locale, 'imports.orders.line'), t(ctx.locale, 'imports.orders.reason')]))
      lines.push(csvRow([...own, line, reasons.join(' ')]))
    },
  })
  await audit(deps, deps.db, ctx, {
    action: 'hotline.left-out-taken',
    entity: 'order-sheet',
    entityId: id,
    after: { rows: Math.max(0, lines.length - 1) },
  })
  return { csv: BYTE_ORDER_MARK + lines.join('') }
}
