/** One published record, its versions, or the notice that stands in its place. */
import { asc, eq } from 'drizzle-orm'
import { hasMessage, type Locale, t } from '../../content/messages/index.ts'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { type Change, difference } from './difference.ts'
import { withLawLinks } from './law-links.ts'
import type { Disclosure, DisclosureVersion, WithdrawnNotice } from './model.ts'
import { isShown, noticeOf, publicView, viewOf } from './public.ts'
import { type DisclosureRow, disclosures, disclosureVersions } from './tables.ts'
import { listed, nameOf } from './words.ts'

export type ReadDisclosure = { shown: true; record: Disclosure } | { shown: false; notice: WithdrawnNotice }
export type ReadVersions = { shown: true; items: DisclosureVersion[] } | { shown: false; notice: WithdrawnNotice }

/** @throws Problem not-found */
export async function readDisclosure(deps: Deps, ctx: Context, id: string): Promise<ReadDisclosure> {
  const row = await rowOf(deps, id)
  if (!isShown(row, chinaDate(deps.clock.now())))
    return { shown: false, notice: noticeOf(ctx.locale, row, await versionsOf(deps, id)) }
  return { shown: true, record: await withLawLinks(deps, publicView(deps, ctx.locale, row), row.laws) }
}

/** Every version, oldest first, with what each changed. */
export async function readVersions(deps: Deps, ctx: Context, id: string): Promise<ReadVersions> {
  const row = await rowOf(deps, id)
  const versions = await versionsOf(deps, id)
  if (!isShown(row, chinaDate(deps.clock.now()))) return { shown: false, notice: noticeOf(ctx.locale, row, versions) }
  const views = versions.map(async ({ version, kind, reason, at, content }, index): Promise<DisclosureVersion> => {
    const before = versions[index - 1]?.content
    return {
      version,
      kind,
      reason,
      at: at.toISOString(),
      changes: before ? difference(before, content).map((change) => changeView(deps, ctx.locale, change)) : [],
      record: await withLawLinks(deps, viewOf(deps, ctx.locale, content, { ...row, version }), content.laws),
    }
  })
  return { shown: true, items: await Promise.all(views) }
}

const versionsOf = (deps: Deps, id: string) =>
  deps.db
    .select()
    .from(disclosureVersions)
    .where(eq(disclosureVersions.disclosureId, id))
    .orderBy(asc(disclosureVersions.version))

async function rowOf(deps: Deps, id: string): Promise<DisclosureRow> {
  const [row] = await deps.db.select().from(disclosures).where(eq(disclosures.id, id))
  if (!row) throw new Problem('not-found')
  return row
}

const TABLES: Record<string, Parameters<typeof nameOf>[2]> = {
  station: 'stations',
  breach: 'breaches',
  industry: 'industries',
  topic: 'topics',
  penaltyKinds: 'penaltyKinds',
  partyCategory: 'partyCategories',
}

function changeView(
  deps: Deps,
  locale: Locale,
  { field, before, after }: Change,
): DisclosureVersion['changes'][number] {
  const key = `disclosures.field.${field.replace('detail.', '')}`
  const words = (value: unknown): string => {
    if (value === null || value === undefined) return t(locale, 'disclosures.nothing')
    if (Array.isArray(value))
      return value.length === 0 ? t(locale, 'disclosures.nothing') : listed(locale, value.map(words))
    if (typeof value === 'object')
      return Object.values(value)
        .filter((part) => part !== null)
        .map(String)
        .join(' ')
    const table = TABLES[field]
    return table ? nameOf(deps.content, locale, table, String(value)) : String(value)
  }
  return { field, label: hasMessage(key) ? t(locale, key) : field, before: words(before), after: words(after) }
}
