/** Verb: the newest publications of a filter, as a feed reader follows them. */
import { inArray, max } from 'drizzle-orm'
import { t } from '../../../content/messages/index.ts'
import { disclosures as index } from '../../../search/indexes/disclosures.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { orUnavailable } from '../../search/open-search.ts'
import { rowsInOrder, searchOf } from '../list-disclosures.ts'
import type { Disclosure } from '../model.ts'
import { publicView } from '../public.ts'
import type { DisclosureFilter } from '../query.ts'
import { sentenceOf } from '../sentence.ts'
import { disclosureVersions } from '../tables.ts'

export const FEED_SIZE = 50

export interface FeedEntry {
  record: Disclosure
  /** Last publication or correction, ISO 8601 instant. */
  updated: string
}

export interface FeedPage {
  title: string
  entries: FeedEntry[]
  /** Number of the page before in time (RFC 5005); null on the oldest. */
  older: number | null
}

export async function readFeed(deps: Deps, ctx: Context, filter: DisclosureFilter, page: number): Promise<FeedPage> {
  const offset = (page - 1) * FEED_SIZE
  const found = await orUnavailable(
    deps.search.query(index, {
      ...searchOf(filter, undefined),
      sort: [{ field: 'published', descending: true }],
      limit: FEED_SIZE,
      offset,
    }),
  )
  const ids = found.hits.map(({ document }) => document.id)
  const rows = await rowsInOrder(deps, ids)
  const changed = await lastChanges(deps, ids)
  return {
    title: t(ctx.locale, 'disclosures.feedTitle', {
      sentence: sentenceOf(deps.content, ctx.locale, filter, found.total),
      bureau: deps.content.bureau.name[ctx.locale],
    }),
    entries: rows.map((row) => ({
      record: publicView(deps, ctx.locale, row),
      updated: (changed.get(row.id) ?? row.createdAt).toISOString(),
    })),
    older: offset + FEED_SIZE < found.total ? page + 1 : null,
  }
}

async function lastChanges(deps: Deps, ids: readonly string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await deps.db
    .select({ id: disclosureVersions.disclosureId, at: max(disclosureVersions.at) })
    .from(disclosureVersions)
    .where(inArray(disclosureVersions.disclosureId, [...ids]))
    .groupBy(disclosureVersions.disclosureId)
  return new Map(rows.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])))
}
