/** One published record, its versions, or the notice that stands in its place. */
import { eq } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { changeView } from './change-view.ts'
import { difference } from './difference.ts'
import { withLawLinks } from './law-links.ts'
import type { Disclosure, DisclosureVersion, WithdrawnNotice } from './model.ts'
import { isShown, noticeOf, publicView, suspensionOf, viewOf } from './public.ts'
import { type DisclosureRow, disclosures } from './tables.ts'
import { versionsOf } from './versions.ts'

export type ReadDisclosure = { shown: true; record: Disclosure } | { shown: false; notice: WithdrawnNotice }
export type ReadVersions = { shown: true; items: DisclosureVersion[] } | { shown: false; notice: WithdrawnNotice }

/** @throws Problem not-found */
export async function readDisclosure(deps: Deps, ctx: Context, id: string): Promise<ReadDisclosure> {
  const row = await rowOf(deps, id)
  if (!isShown(row, chinaDate(deps.clock.now())))
    return { shown: false, notice: noticeOf(ctx.locale, row, await versionsOf(deps.db, row)) }
  return { shown: true, record: await withLawLinks(deps, publicView(deps, ctx.locale, row), row.laws) }
}

/** Every version, oldest first, with what each changed. */
export async function readVersions(deps: Deps, ctx: Context, id: string): Promise<ReadVersions> {
  const row = await rowOf(deps, id)
  const versions = await versionsOf(deps.db, row)
  if (!isShown(row, chinaDate(deps.clock.now()))) return { shown: false, notice: noticeOf(ctx.locale, row, versions) }
  const views = versions.map(async (each, index): Promise<DisclosureVersion> => {
    const { version, kind, reason, at, content } = each
    const before = versions[index - 1]?.content
    return {
      version,
      kind,
      reason,
      at: at.toISOString(),
      withdrawn: suspensionOf(ctx.locale, each),
      changes: before ? difference(before, content).map((change) => changeView(deps, ctx.locale, change)) : [],
      record: await withLawLinks(deps, viewOf(deps, ctx.locale, content, { ...row, version }), content.laws),
    }
  })
  return { shown: true, items: await Promise.all(views) }
}

async function rowOf(deps: Deps, id: string): Promise<DisclosureRow> {
  const [row] = await deps.db.select().from(disclosures).where(eq(disclosures.id, id))
  if (!row) throw new Problem('not-found')
  return row
}
