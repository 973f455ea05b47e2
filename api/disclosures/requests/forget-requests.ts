/** Retention: a request decided longer ago than content/rules/retention.yaml allows loses what was sealed, its key first. */
import { and, inArray, isNotNull, lt } from 'drizzle-orm'
import { retentionDays } from '../../../content/rules/retention.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import { systemContext } from '../../platform/context.ts'
import { dataKeys } from '../../platform/tables.ts'
import { disclosureRequests } from './tables.ts'

const DAY_MS = 24 * 3600 * 1000

/** @returns how many were forgotten */
export async function forgetRequests(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - retentionDays(deps.content, 'disclosure-request') * DAY_MS)
  return deps.db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: disclosureRequests.id, key: disclosureRequests.dataKeyId })
      .from(disclosureRequests)
      .where(and(lt(disclosureRequests.decidedAt, before), isNotNull(disclosureRequests.dataKeyId)))
    if (rows.length === 0) return 0
    const ids = rows.map(({ id }) => id)
    await tx
      .update(disclosureRequests)
      .set({ dataKeyId: null, sealed: null, answer: null })
      .where(inArray(disclosureRequests.id, ids))
    await tx.delete(dataKeys).where(
      inArray(
        dataKeys.id,
        rows.flatMap(({ key }) => key ?? []),
      ),
    )
    await audit(deps, tx, systemContext('disclosures.retention'), {
      action: 'disclosure-request.forgotten',
      entity: 'disclosure-requests',
      entityId: ids[0] ?? '',
      after: { ids },
    })
    return rows.length
  })
}
