/** Retention: a handed-in table goes with its key, and what a run that died left in the folder goes too. */
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { inArray, lt } from 'drizzle-orm'
import { retentionDays } from '../../../../content/rules/retention.ts'
import type { Deps } from '../../../deps.ts'
import { dataKeys } from '../../../platform/tables.ts'
import { orderSheets } from '../tables.ts'
import { sheetFolder } from './look-through.ts'

const DAY_MS = 24 * 3600 * 1000

/** @returns how many tables were forgotten */
export async function forgetOrderSheets(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - retentionDays(deps.content, 'order-sheet') * DAY_MS)
  const folder = sheetFolder(deps)
  for (const name of await readdir(folder).catch(() => [])) {
    const each = path.join(folder, name)
    if ((await stat(each)).mtime < before) await rm(each, { recursive: true, force: true })
  }
  return deps.db.transaction(async (tx) => {
    const gone = await tx
      .delete(orderSheets)
      .where(lt(orderSheets.createdAt, before))
      .returning({ key: orderSheets.dataKeyId })
    const keys = gone.map(({ key }) => key)
    if (keys.length > 0) await tx.delete(dataKeys).where(inArray(dataKeys.id, keys))
    return gone.length
  })
}
