/** Makes sure every business named in a publication has a page; what is known of it already stays. */
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { announce } from '../search/outbox.ts'
import { enterprises } from './tables.ts'

/** What a publication says about its party; the category is that of the decision (行政相对人类别). */
export interface NamedParty {
  uscc: string | null
  partyName: string
  partyCategory: string
  station: string | null
  industry: string | null
  demo: boolean
}

/** Call it with the transaction that publishes. */
export async function registerEnterprises(deps: Deps, tx: Queryable, parties: readonly NamedParty[]): Promise<void> {
  const { enterpriseCategories, enterpriseStatuses } = deps.content.disclosures.codes
  const status = enterpriseStatuses.find(({ trading }) => trading)
  const rows = new Map(
    parties.flatMap(({ uscc, partyName, partyCategory, station, industry, demo }) => {
      const category = enterpriseCategories.find(({ party }) => party === partyCategory)
      if (uscc === null || !category || !status) return []
      const known = {
        uscc,
        name: partyName,
        category: category.id,
        status: status.id,
        station,
        industry,
        demo,
        updatedAt: deps.clock.now(),
      }
      return [[uscc, known] as const]
    }),
  )
  if (rows.size === 0) return
  const added = await tx
    .insert(enterprises)
    .values([...rows.values()])
    .onConflictDoNothing()
    .returning({ uscc: enterprises.uscc })
  await announce(
    deps,
    tx,
    'enterprises',
    added.map(({ uscc }) => uscc),
  )
}
