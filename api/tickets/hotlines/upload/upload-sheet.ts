/** Verb: hand in a table of a hotline's orders. It is looked through and kept for a day; no ticket is made yet. */
import type { Deps } from '../../../deps.ts'
import { audit } from '../../../platform/audit.ts'
import type { Context } from '../../../platform/context.ts'
import { Problem } from '../../../platform/errors.ts'
import { type Limit, spend } from '../../../platform/rate-limit.ts'
import { FileFault } from '../../../platform/spreadsheet/fault.ts'
import { dataKeys } from '../../../platform/tables.ts'
import { demand } from '../../../staff/permissions.ts'
import type { Hotline } from '../model.ts'
import { orderSheets } from '../tables.ts'
import { lookThrough } from './look-through.ts'
import { SHEET_MOST_BYTES, SHEET_MOST_ROWS } from './model.ts'
import { sealFindings, sheetSeal } from './sheet-store.ts'

const UPLOADS: Limit = { name: 'order-sheet', max: 60, windowSeconds: 3600 }
const MEGABYTE = 1024 * 1024
const LONGEST_NAME = 80

/** @throws Problem with a sentence for a table that cannot be read, or is too large */
export async function uploadOrderSheet(
  deps: Deps,
  ctx: Context,
  { source, name: given, chunks }: { source: Hotline; name: string; chunks: AsyncIterable<Uint8Array> },
): Promise<{ id: string }> {
  demand(ctx, 'tickets.dispatch')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new Problem('forbidden')
  await spend(deps, UPLOADS, actor.id)
  const bytes = await collect(chunks)
  const name = plainName(given)
  const run = { name, source, bytes, dryRun: true, most: SHEET_MOST_ROWS }
  const findings = await lookThrough(deps, ctx, run).catch((error: unknown) => {
    if (!(error instanceof FileFault)) throw error
    throw new Problem('unprocessable', { detail: error.reason.key, params: error.reason.params ?? {} })
  })
  const [id, dataKeyId] = [deps.random.uuid(), deps.random.uuid()]
  const wrapped = deps.vault.newKey()
  const createdAt = deps.clock.now()
  await deps.db.transaction(async (tx) => {
    await tx.insert(dataKeys).values({ id: dataKeyId, wrapped, createdAt })
    await tx.insert(orderSheets).values({
      ...{ id, source, dataKeyId, createdAt },
      staffId: actor.id,
      sealed: deps.vault.sealBytes(wrapped, sheetSeal(id), bytes),
      sealedFindings: sealFindings(deps, wrapped, id, findings),
    })
    await audit(deps, tx, ctx, {
      action: 'hotline.orders-uploaded',
      entity: 'order-sheet',
      entityId: id,
      after: { source, rows: findings.rows, bytes: bytes.length },
    })
  })
  return { id }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    kept.push(chunk)
    length += chunk.length
    if (length > SHEET_MOST_BYTES)
      throw new Problem('too-large', {
        detail: 'errors.hotlines.sheetBytes',
        params: { most: SHEET_MOST_BYTES / MEGABYTE },
      })
  }
  if (length === 0) throw new Problem('unprocessable', { detail: 'imports.file.empty' })
  return Buffer.concat(kept)
}

/** To be told apart on the page; never a path. */
function plainName(given: string): string {
  const bare = (given.split(/[/\\]/).at(-1) ?? '').toWellFormed().replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
  return [...bare.trim()].slice(-LONGEST_NAME).join('')
}
