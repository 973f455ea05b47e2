/** Businesses for the search index and for the one box. */
import { asc, gt, inArray } from 'drizzle-orm'
import { type EnterpriseDocument, enterprises as index } from '../../search/indexes/enterprises.ts'
import type { Deps } from '../deps.ts'
import type { SearchGroup, SearchSource } from '../search/source.ts'
import { listEnterprises } from './list-enterprises.ts'
import { enterpriseView } from './public.ts'
import { type EnterpriseRow, enterprises } from './tables.ts'

const ROWS_AT_ONCE = 2000

export const enterpriseSource: SearchSource<EnterpriseDocument> = {
  index,
  refField: 'uscc',
  async *all(deps) {
    for (let after = ''; ; ) {
      const rows = await deps.db
        .select()
        .from(enterprises)
        .where(gt(enterprises.uscc, after))
        .orderBy(asc(enterprises.uscc))
        .limit(ROWS_AT_ONCE)
      const last = rows.at(-1)
      if (!last) return
      yield rows.map((row) => documentOf(deps, row))
      after = last.uscc
    }
  },
  async of(deps, refs) {
    const rows = await deps.db
      .select()
      .from(enterprises)
      .where(inArray(enterprises.uscc, [...refs]))
    return rows.map((row) => documentOf(deps, row))
  },
}

export const enterpriseGroup: SearchGroup = {
  name: 'enterprises',
  async find(deps, ctx, text, limit) {
    const { items, total } = await listEnterprises(deps, ctx, { q: text, limit, page: 1 })
    return {
      total,
      items: items.map(({ name, statusName, address, url }) => ({
        title: name,
        summary: [statusName, address].filter(Boolean).join(' · '),
        url,
      })),
      url: `/enterprises?${new URLSearchParams({ q: text })}`,
    }
  },
}

function documentOf(deps: Deps, row: EnterpriseRow): EnterpriseDocument {
  const { uscc, name, address, category, status, industry, station } = enterpriseView(deps, 'zh', row)
  return {
    id: uscc,
    uscc,
    name,
    address: address ?? '',
    category,
    status,
    industry: industry?.id ?? '',
    station: station ?? '',
  }
}
