/** Retention: wishes to be called back go with their keys, called or not. Returns how many. */
import { inArray, lt } from 'drizzle-orm'
import { retentionDays } from '../../../content/rules/retention.ts'
import type { Deps } from '../../deps.ts'
import { dataKeys } from '../../platform/tables.ts'
import { callBacks } from './tables.ts'

const DAY_MS = 24 * 3600 * 1000

export async function forgetCallBacks(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - retentionDays(deps.content, 'call-back') * DAY_MS)
  return deps.db.transaction(async (tx) => {
    const gone = await tx.delete(callBacks).where(lt(callBacks.askedAt, before)).returning({ key: callBacks.dataKeyId })
    if (gone.length > 0)
      await tx.delete(dataKeys).where(
        inArray(
          dataKeys.id,
          gone.map(({ key }) => key),
        ),
      )
    return gone.length
  })
}
