/** The one way to publish (信息公示). Whatever shows a record to the public has come through here. */
import { inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { registerEnterprises } from '../enterprises/register-enterprises.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { dataKeys } from '../platform/tables.ts'
import { announce } from '../search/outbox.ts'
import { demandPublisher } from './may.ts'
import { type Prepared, type Publication, prepare } from './prepare.ts'
import { disclosures } from './tables.ts'

const ROWS_AT_ONCE = 500

/**
 * Publishes one record.
 *
 * @returns its id
 * @throws Problem invalid with every wrong field, conflict when the same decision is already published,
 *   unprocessable when no publication rule covers its day
 */
export async function publishDisclosure(deps: Deps, ctx: Context, publication: Publication): Promise<string> {
  const { ids } = await publishDisclosures(deps, ctx, [publication])
  const [id] = ids
  if (id === undefined) throw new Problem('conflict', { detail: 'errors.disclosures.twice' })
  return id
}

/** Publishes many, in transactions of some hundreds; a decision already published is left as it is. */
export async function publishDisclosures(
  deps: Deps,
  ctx: Context,
  publications: readonly Publication[],
): Promise<{ ids: string[]; known: number }> {
  demandPublisher(ctx)
  const ids: string[] = []
  for (let start = 0; start < publications.length; start += ROWS_AT_ONCE) {
    const prepared = publications.slice(start, start + ROWS_AT_ONCE).map((publication) => prepare(deps, publication))
    ids.push(...(await deps.db.transaction((tx) => store(deps, tx, ctx, prepared))))
  }
  return { ids, known: publications.length - ids.length }
}

/** Stores what was prepared, in the caller's transaction. @returns ids of those not known before */
export async function store(
  deps: Deps,
  tx: Transaction,
  ctx: Context,
  prepared: readonly Prepared[],
): Promise<string[]> {
  const keys = prepared.flatMap(({ row, wrappedKey }) =>
    row.dataKeyId && wrappedKey ? [{ id: row.dataKeyId, wrapped: wrappedKey, createdAt: deps.clock.now() }] : [],
  )
  if (keys.length > 0) await tx.insert(dataKeys).values(keys)
  const stored = await tx
    .insert(disclosures)
    .values(prepared.map(({ row }) => row))
    .onConflictDoNothing({ target: disclosures.naturalKey })
    .returning({ id: disclosures.id })
  const ids = new Set(stored.map(({ id }) => id))
  const fresh = prepared.filter(({ row }) => ids.has(row.id))
  const spare = prepared.flatMap(({ row }) => (!ids.has(row.id) && row.dataKeyId ? [row.dataKeyId] : []))
  if (spare.length > 0) await tx.delete(dataKeys).where(inArray(dataKeys.id, spare))
  if (fresh.length === 0) return []
  await registerEnterprises(
    deps,
    tx,
    fresh.map(({ row, content }) => ({ ...content, demo: row.demo === true })),
  )
  await announce(deps, tx, 'disclosures', [...ids])
  await audit(deps, tx, ctx, {
    action: 'disclosure.published',
    entity: fresh.length === 1 ? 'disclosure' : 'disclosures',
    entityId: fresh[0]?.row.id ?? '',
    after: { ids: [...ids], rules: [...new Set(fresh.map(({ row }) => row.termRule))] },
  })
  return [...ids]
}
