/** Verb: the orders of a table that was looked through become tickets, once for each number however often it is sent. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../../../deps.ts'
import type { Context } from '../../../platform/context.ts'
import { Problem } from '../../../platform/errors.ts'
import { whileLocked } from '../../../platform/while-locked.ts'
import { Hotline } from '../model.ts'
import { orderSheets } from '../tables.ts'
import { lookThrough } from './look-through.ts'
import type { OrderSheet } from './model.ts'
import { sheetView } from './open-sheet.ts'
import { type OwnSheet, ownSheet, sealFindings, sheetSeal } from './sheet-store.ts'

/** @throws Problem `conflict` while the same table is being taken in */
export async function takeOrderSheet(deps: Deps, ctx: Context, { id }: { id: string }): Promise<OrderSheet> {
  await ownSheet(deps, ctx, id)
  let taken: OwnSheet | undefined
  const mine = await whileLocked(deps, Number.parseInt(id.slice(0, 8), 16), async () => {
    taken = await take(deps, ctx, id)
  })
  if (!mine || !taken) throw new Problem('conflict', { detail: 'errors.hotlines.sheetBusy' })
  return sheetView(deps, ctx, taken)
}

async function take(deps: Deps, ctx: Context, id: string): Promise<OwnSheet> {
  const sheet = await ownSheet(deps, ctx, id)
  if (sheet.row.takenAt !== null) return sheet
  const { row, wrapped } = sheet
  const bytes = deps.vault.openBytes(wrapped, sheetSeal(id), row.sealed)
  const source = Hotline.parse(row.source)
  const findings = await lookThrough(deps, ctx, { name: sheet.findings.name, source, bytes, dryRun: false })
  const takenAt = deps.clock.now()
  await deps.db
    .update(orderSheets)
    .set({ takenAt, sealedFindings: sealFindings(deps, wrapped, id, findings) })
    .where(and(eq(orderSheets.id, id), isNull(orderSheets.takenAt)))
  return { row: { ...row, takenAt }, wrapped, findings }
}
