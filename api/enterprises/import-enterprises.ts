/** Verb: businesses from the register's own files. The register is the master: what it says replaces what is known. */
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { announce } from '../search/outbox.ts'

/** A business as the register's file gives it; what it does not say stays as it is. */
export interface RegisteredBusiness {
  uscc: string
  name: string
  category: string
  status: string
  industry: string | null
  address: string | null
  station: string | null
  establishedOn: string | null
  /** Left out for kinds of business whose operator is never named. */
  representative: string | null
  legacyNumber: string | null
}

export interface Registered {
  added: number
  changed: number
  same: number
}

class Rehearsed extends Error {}

/** One transaction. @param businesses each code once */
export async function importEnterprises(
  deps: Deps,
  ctx: Context,
  businesses: readonly RegisteredBusiness[],
  dryRun = false,
): Promise<Registered> {
  if (ctx.actor.kind !== 'system') throw new Problem('forbidden')
  const { enterpriseCategories } = deps.content.disclosures.find.code
  const rows = businesses.map((business) => ({
    ...business,
    representative: enterpriseCategories.get(business.category)?.hideRepresentative ? null : business.representative,
  }))
  let written: { uscc: string; added: boolean }[] = []
  try {
    await deps.db.transaction(async (tx) => {
      written = await tx.execute<{ uscc: string; added: boolean }>(sql`
        insert into enterprises as e (uscc, legacy_number, name, category, status, industry, address, station,
          established_on, representative, demo, updated_at)
        select uscc, "legacyNumber", name, category, status, industry, address, station, "establishedOn"::date,
          representative, false, ${deps.clock.now().toISOString()}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(uscc text, "legacyNumber" text, name text,
          category text, status text, industry text, address text, station text, "establishedOn" text,
          representative text)
        on conflict (uscc) do update set name = excluded.name, category = excluded.category, status = excluded.status,
          legacy_number = coalesce(excluded.legacy_number, e.legacy_number),
          industry = coalesce(excluded.industry, e.industry), address = coalesce(excluded.address, e.address),
          station = coalesce(excluded.station, e.station),
          established_on = coalesce(excluded.established_on, e.established_on),
          representative = case when excluded.category = 'sole-trader' then null
            else coalesce(excluded.representative, e.representative) end,
          demo = false, updated_at = excluded.updated_at
        where (e.name, e.category, e.status, e.demo) is distinct from
            (excluded.name, excluded.category, excluded.status, false)
          or excluded.legacy_number <> coalesce(e.legacy_number, '')
          or excluded.industry <> coalesce(e.industry, '') or excluded.address <> coalesce(e.address, '')
          or excluded.station <> coalesce(e.station, '')
          or excluded.established_on is distinct from coalesce(e.established_on, excluded.established_on)
            and excluded.established_on is not null
          or excluded.established_on is not null and e.established_on is null
          or excluded.representative <> coalesce(e.representative, '')
        returning uscc, xmax = 0 as added`)
      if (written.length > 0) {
        const codes = written.map(({ uscc }) => uscc)
        await announce(deps, tx, 'enterprises', codes)
        await audit(deps, tx, ctx, {
          action: 'enterprises.imported',
          entity: 'enterprises',
          entityId: codes[0] ?? '',
          after: { businesses: codes.length },
        })
      }
      if (dryRun) throw new Rehearsed()
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
  }
  const added = written.filter((each) => each.added).length
  return { added, changed: written.length - added, same: businesses.length - written.length }
}
