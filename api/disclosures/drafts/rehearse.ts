/** The publication rehearsal (公示预演): the draft as page, JSON, CSV line, feed entry and search hit will show it, what the mask covered, and the leak scan. Nothing is stored. */
import { z } from '@hono/zod-openapi'
import { hasMessage, LOCALES, type Locale, t } from '../../../content/messages/index.ts'
import type { Deps } from '../../deps.ts'
import type { Context } from '../../platform/context.ts'
import { csvRow } from '../../platform/spreadsheet/csv-row.ts'
import { difference } from '../difference.ts'
import { cellsOf, headings } from '../export/columns.ts'
import { atomEntry } from '../feed/write-feed.ts'
import { withLawLinks } from '../law-links.ts'
import { LEAKS, leaksIn } from '../leak-scan.ts'
import { Disclosure } from '../model.ts'
import { type Prepared, prepare } from '../prepare.ts'
import { publicView } from '../public.ts'
import { documentOf } from '../search-source.ts'
import type { DisclosureRow } from '../tables.ts'
import { type DraftContent, findDraft, openContent } from './draft-store.ts'

const Edition = z.object({
  record: Disclosure,
  /** Heading line and the record's own, as the file will hold them. */
  csv: z.string(),
  feed: z.string(),
  hit: z.object({ title: z.string(), summary: z.string(), url: z.string() }),
})
export const LeakView = z.object({
  kind: z.enum(LEAKS),
  kindName: z.string(),
  field: z.string(),
  label: z.string(),
  sample: z.string(),
})
export const Rehearsal = z.object({
  zh: Edition,
  en: Edition,
  /** The document the search will hold. */
  document: z.record(z.string(), z.unknown()),
  masked: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
  leaks: z.array(LeakView),
})
export type Rehearsal = z.infer<typeof Rehearsal>

/** @throws Problem not-found, conflict when it is over, invalid when the rules have changed since it was entered */
export async function rehearse(deps: Deps, ctx: Context, id: string): Promise<Rehearsal> {
  const row = await findDraft(deps.db, ctx, id)
  return rehearsalOf(deps, ctx, await openContent(deps, deps.db, row))
}

export async function rehearsalOf(deps: Deps, ctx: Context, draft: DraftContent): Promise<Rehearsal> {
  const prepared = prepare(deps, draft)
  const shown = rowOf(prepared)
  const origin = new URL(deps.config.publicUrl).origin
  const edition = async (locale: Locale) => {
    const record = await withLawLinks(deps, publicView(deps, locale, shown), shown.laws)
    const { title, summary, url } = record
    return {
      record,
      csv: csvRow(headings(locale)) + csvRow(cellsOf(record, locale)),
      feed: atomEntry({ record, updated: deps.clock.now().toISOString() }, origin, locale),
      hit: { title, summary, url },
    }
  }
  const [zh, en] = await Promise.all(LOCALES.map(edition))
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  return {
    zh: zh as z.infer<typeof Edition>,
    en: en as z.infer<typeof Edition>,
    document: documentOf(deps, shown),
    masked: difference(prepared.original.content, prepared.content).map(({ field, before, after }) => ({
      label: fieldLabel(ctx.locale, field),
      before: text(before),
      after: text(after),
    })),
    leaks: leaksIn(deps, prepared).map((leak) => ({
      ...leak,
      kindName: t(ctx.locale, `disclosures.leak.${leak.kind}`),
      label: fieldLabel(ctx.locale, leak.field),
    })),
  }
}

/** The row as it would read once stored. */
const rowOf = ({ row }: Prepared) => ({ ...row, seq: 0, withdrawnAt: null, withdrawal: null }) as DisclosureRow

export function fieldLabel(locale: Locale, field: string): string {
  const key = `disclosures.field.${field.replace('detail.', '').split('.')[0]}`
  return hasMessage(key) ? t(locale, key) : field
}
