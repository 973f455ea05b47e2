/** Makes sure every business named in a publication has a page; what is known of it already stays. */
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Queryable } from '../platform/database.ts'
import { announce } from '../search/outbox.ts'

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
      }
      return [[uscc, known] as const]
    }),
  )
  if (rows.size === 0) return
  const added = await tx.execute<{ uscc: string }>(sql`
    insert into enterprises (uscc, name, category, status, station, industry, demo, updated_at)
    select uscc, name, category, status, station, industry, demo, ${deps.clock.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as r(uscc text, name text, category text,
      status text, station text, industry text, demo boolean)
    -- In one order, so that two who publish at once wait for each other rather than in a ring.
    order by uscc
    on conflict do nothing returning uscc`)
  await announce(
    deps,
    tx,
    'enterprises',
    added.map(({ uscc }) => uscc),
  )
}
