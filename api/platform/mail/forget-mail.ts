/** Deletes mails past their time, with the keys that seal them. */
import { inArray, lt } from 'drizzle-orm'
import type { PlatformDeps } from '../deps.ts'
import { dataKeys } from '../tables.ts'
import { outgoingMail } from './tables.ts'

/** @param before instant; what was queued earlier goes, sent or not */
export async function forgetMail(deps: PlatformDeps, before: Date): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const gone = await tx
      .delete(outgoingMail)
      .where(lt(outgoingMail.createdAt, before))
      .returning({ key: outgoingMail.dataKeyId })
    const keys = gone.map(({ key }) => key)
    if (keys.length > 0) await tx.delete(dataKeys).where(inArray(dataKeys.id, keys))
  })
}
