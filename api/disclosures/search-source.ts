/** Published records for the search index, from the public projection. */
import { and, asc, gt, inArray } from 'drizzle-orm'
import { dayNumber } from '../../search/engine.ts'
import { type DisclosureDocument, disclosures as index } from '../../search/indexes/disclosures.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { SearchGroup, SearchSource } from '../search/source.ts'
import { FREE_TEXT } from './detail.ts'
import { listDisclosures } from './list-disclosures.ts'
import { publicView } from './public.ts'
import { type DisclosureRow, disclosures } from './tables.ts'
import { shown } from './where.ts'

const ROWS_AT_ONCE = 1000

export const disclosureSource: SearchSource<DisclosureDocument> = {
  index,
  refField: 'id',
  async *all(deps) {
    const today = chinaDate(deps.clock.now())
    for (let after = 0; ; ) {
      const rows = await deps.db
        .select()
        .from(disclosures)
        .where(and(gt(disclosures.seq, after), shown(today)))
        .orderBy(asc(disclosures.seq))
        .limit(ROWS_AT_ONCE)
      const last = rows.at(-1)
      if (!last) return
      yield rows.map((row) => documentOf(deps, row))
      after = last.seq
    }
  },
  async of(deps, refs) {
    const today = chinaDate(deps.clock.now())
    const rows = await deps.db
      .select()
      .from(disclosures)
      .where(and(inArray(disclosures.id, [...refs]), shown(today)))
    return rows.map((row) => documentOf(deps, row))
  },
}

export function documentOf(deps: Deps, row: DisclosureRow): DisclosureDocument {
  const zh = publicView(deps, 'zh', row)
  const en = publicView(deps, 'en', row)
  const texts = Object.entries(zh.detail).flatMap(([field, value]) =>
    FREE_TEXT.includes(field) ? (Array.isArray(value) ? value : [value]) : [],
  )
  return {
    id: zh.id,
    seq: row.seq,
    partyName: zh.party.name,
    uscc: zh.party.uscc ?? '',
    documentNumber: zh.documentNumber ?? '',
    matter: [
      zh.matter,
      en.matter,
      ...(deps.content.disclosures.find.breach.get(row.breach ?? '')?.words ?? []),
      zh.topic?.name ?? '',
      en.topic?.name ?? '',
    ].filter(Boolean),
    text: [zh.summary, ...texts, ...zh.laws.map(({ title, article }) => title + article)].join('\n'),
    authority: [zh.authority, zh.stationName ?? ''].join(' '),
    type: zh.type,
    station: zh.station ?? '',
    result: zh.result ?? '',
    breach: zh.breach?.id ?? '',
    penaltyKinds: zh.penaltyKinds.map(({ id }) => id),
    industry: zh.industry?.id ?? '',
    topic: zh.topic?.id ?? '',
    laws: row.laws.flatMap(({ law, article }) =>
      law === null ? [] : article === null ? [law] : [law, `${law}/${article}`],
    ),
    decided: dayNumber(zh.decidedOn, 'past'),
    published: dayNumber(zh.publishedOn, 'past'),
    fine: Number(zh.fineYuan ?? 0),
  }
}

export const disclosureGroup: SearchGroup = {
  name: 'disclosures',
  async find(deps, ctx, text, limit) {
    const { items, total } = await listDisclosures(deps, ctx, { q: text, limit, page: 1 })
    return {
      total,
      items: items.map(({ title, summary, url }) => ({ title, summary, url })),
      url: `/disclosures?${new URLSearchParams({ q: text })}`,
    }
  },
}
