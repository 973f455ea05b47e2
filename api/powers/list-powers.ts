/** Verb: the power list by type, section, words, law and whom it binds. */
import { and, asc, count, eq, isNull, like, type SQL, sql } from 'drizzle-orm'
import { t } from '../../content/messages/index.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { recently } from '../platform/recently.ts'
import type { PowerList, PowerQuery } from './model.ts'
import { itemView, kindName, sectionName } from './power-view.ts'
import { type PowerRow, powers } from './tables.ts'

/** What a station does itself, in the name of the bureau. */
const AT_STATIONS = ['inspection', 'penalty', 'coercion'] as const
const keepSize = recently<PowerList['size']>(30_000, 4)

export async function listPowers(deps: Deps, ctx: Context, query: PowerQuery): Promise<PowerList> {
  const { db } = deps
  const where = whereOf(deps, query)
  const subItems = sql<number>`(select count(*)::int from powers sub where sub.parent_id = powers.id)`
  const [rows, facets, size] = await Promise.all([
    db
      .select({ row: powers, subItems })
      .from(powers)
      .where(where)
      .orderBy(asc(powers.code))
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ kind: powers.kind, section: powers.section, state: powers.state, count: count() })
      .from(powers)
      .where(where)
      .groupBy(powers.kind, powers.section, powers.state),
    keepSize(deps.db, 'size', () => sizeOf(deps)),
  ])
  const total = facets.reduce((sum, facet) => sum + facet.count, 0)
  const seen = query.offset + rows.length
  const pairs = Object.entries({ ...query, offset: seen }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return {
    items: await Promise.all(rows.map((each) => itemView(deps, ctx.locale, each.row, each.subItems))),
    total,
    next: seen < total && rows.length > 0 ? `/api/powers?${new URLSearchParams(pairs)}` : null,
    size,
    facets: {
      kind: facetOf(facets, 'kind', (id) => kindName(deps.content, ctx.locale, id)),
      section: facetOf(facets, 'section', (id) => sectionName(deps.content, ctx.locale, id)),
      state: facetOf(facets, 'state', (id) => t(ctx.locale, `powers.state.${id as PowerRow['state']}`)),
    },
  }
}

/** Sub-items stand under their item, unless words are looked for. */
export function whereOf(
  { content }: Pick<Deps, 'content'>,
  query: Omit<PowerQuery, 'limit' | 'offset'>,
  subItems: 'under-their-item' | 'with-sub-items' = 'under-their-item',
): SQL | undefined {
  const words = query.q.replaceAll('\0', ' ').toLowerCase().split(/\s+/).filter(Boolean)
  const atStation = query.station !== undefined && content.find.station.has(query.station)
  return and(
    words.length === 0 && subItems === 'under-their-item' ? isNull(powers.parentId) : undefined,
    ...words.map((word) => like(powers.words, `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)),
    query.kind ? eq(powers.kind, query.kind) : undefined,
    atStation
      ? sql`${powers.kind} in (${sql.join(
          AT_STATIONS.map((kind) => sql`${kind}`),
          sql`, `,
        )})`
      : undefined,
    query.station && !atStation ? eq(powers.section, query.station) : undefined,
    query.counterpart ? sql`${powers.line} -> 'who' ? ${query.counterpart}` : undefined,
    query.law ? like(powers.law, `%${query.law.replaceAll('\0', '').replaceAll(/[\\%_]/g, '\\$&')}%`) : undefined,
    query.state ? eq(powers.state, query.state) : undefined,
  )
}

type Counted = { kind: string; section: string; state: string; count: number }

function facetOf(rows: readonly Counted[], by: 'kind' | 'section' | 'state', label: (id: string) => string) {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(row[by], (sums.get(row[by]) ?? 0) + row.count)
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .map(([value, number]) => ({ value, label: label(value), count: number }))
}

async function sizeOf({ db }: Deps): Promise<PowerList['size']> {
  const [row] = await db
    .select({
      items: sql<number>`(count(*) filter (where ${powers.parentId} is null))::int`,
      subItems: sql<number>`(count(*) filter (where ${powers.parentId} is not null))::int`,
      reviewed: sql<number>`(count(*) filter (where ${powers.reviewedOn} is not null))::int`,
    })
    .from(powers)
  return row ?? { items: 0, subItems: 0, reviewed: 0 }
}
