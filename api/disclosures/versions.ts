/**
 * The versions of a record. The first one is the record itself for as long as nothing has happened to it, so that a
 * publication is written once; from the first act on it has a row of its own, like those that follow.
 */
import { asc, eq } from 'drizzle-orm'
import type { Queryable, Transaction } from '../platform/database.ts'
import { contentOf } from './content-of.ts'
import { type DisclosureRow, disclosureVersions, type VersionRow } from './tables.ts'

/** All of them, oldest first. */
export async function versionsOf(db: Queryable, row: DisclosureRow): Promise<VersionRow[]> {
  const kept = await db
    .select()
    .from(disclosureVersions)
    .where(eq(disclosureVersions.disclosureId, row.id))
    .orderBy(asc(disclosureVersions.version))
  return kept.length > 0 ? kept : [firstOf(row)]
}

/** Keeps the first version, in the transaction of the first act on the record. @param row as it was before the act */
export async function keepFirst(tx: Transaction, row: DisclosureRow): Promise<void> {
  if (row.version === 1) await tx.insert(disclosureVersions).values(firstOf(row)).onConflictDoNothing()
}

const firstOf = (row: DisclosureRow): VersionRow => ({
  disclosureId: row.id,
  version: 1,
  kind: 'original',
  reason: null,
  at: row.createdAt,
  content: contentOf(row),
  withdrawnAt: null,
  withdrawal: null,
  withdrawalReason: null,
})
