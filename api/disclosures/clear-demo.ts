/** Removes exactly the demo records, what was asked about them, and the demo businesses. */
import { eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { clearDemoEnterprises } from '../enterprises/seed-demo.ts'
import { dataKeys } from '../platform/tables.ts'
import { announce } from '../search/outbox.ts'
import { disclosureDrafts } from './drafts/tables.ts'
import { disclosureRequests } from './requests/tables.ts'
import { disclosures } from './tables.ts'

/** @returns records removed */
export async function clearDemoDisclosures(deps: Deps): Promise<number> {
  const gone = await deps.db.transaction(async (tx) => {
    const asked = await tx
      .select({ key: disclosureRequests.dataKeyId })
      .from(disclosureRequests)
      .innerJoin(disclosures, eq(disclosures.id, disclosureRequests.disclosureId))
      .where(eq(disclosures.demo, true))
    const drafted = await tx
      .delete(disclosureDrafts)
      .where(eq(disclosureDrafts.demo, true))
      .returning({ key: disclosureDrafts.dataKeyId })
    const rows = await tx
      .delete(disclosures)
      .where(eq(disclosures.demo, true))
      .returning({ id: disclosures.id, key: disclosures.dataKeyId })
    const keys = [...rows, ...asked, ...drafted].flatMap(({ key }) => key ?? [])
    if (keys.length > 0) await tx.delete(dataKeys).where(inArray(dataKeys.id, keys))
    await announce(
      deps,
      tx,
      'disclosures',
      rows.map(({ id }) => id),
    )
    return rows
  })
  await clearDemoEnterprises(deps)
  return gone.length
}
