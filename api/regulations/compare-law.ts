/** Verb: two versions of one law side by side, article by article. */
import { asc, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { type Aligned, align, changedWords, type Piece } from './align.ts'
import { articleUrl, summaryOf, type VersionRow, versionView } from './law-store.ts'
import type { ComparedArticle, LawComparison } from './model.ts'
import { openLaw } from './open-law.ts'
import { versionOn } from './status.ts'
import { articles } from './tables.ts'

export interface CompareLawInput {
  id: string
  /** A day on which the older version bound; the version before the newer one when absent. */
  from?: string | undefined
  /** A day on which the newer version binds; today's when absent. */
  to?: string | undefined
}

/** @throws Problem not-found, also when the library does not hold the text of two versions */
export async function compareLaw(deps: Deps, { id, from, to }: CompareLawInput): Promise<LawComparison> {
  const { stored, day } = await openLaw(deps, id, to)
  const texts = stored.versions.filter(({ source }) => source === 'official')
  const newer = to === undefined ? (versionOn(texts.slice(1), day) ?? texts.at(-1)) : versionOn(texts, to)
  const at = newer ? texts.indexOf(newer) : -1
  const older = from === undefined ? texts[Math.max(0, at - 1)] : versionOn(texts, from)
  if (!newer || !older || texts.length < 2) throw new Problem('not-found')
  const rows = await deps.db
    .select()
    .from(articles)
    .where(inArray(articles.versionId, [older.id, newer.id]))
    .orderBy(asc(articles.position))
  const of = (version: VersionRow) => rows.filter(({ versionId }) => versionId === version.id)
  const today = stored.versions
  const compared = align(of(older), of(newer)).map((each) => viewOf(id, each, older, newer))
  const count = (change: ComparedArticle['change']) => compared.filter((each) => each.change === change).length
  return {
    law: summaryOf(stored, day),
    from: versionView(today, older, day),
    to: versionView(today, newer, day),
    versions: texts.map((each) => versionView(today, each, day)),
    counts: { same: count('same'), changed: count('changed'), added: count('added'), removed: count('removed') },
    articles: compared,
  }
}

type Row = typeof articles.$inferSelect

function viewOf(lawId: string, row: Aligned<Row>, older: VersionRow, newer: VersionRow): ComparedArticle {
  const side = (article: Row | null, version: VersionRow, text: Piece[]) =>
    article && {
      number: article.number,
      label: article.label,
      text,
      url: `${articleUrl(lawId, article.number)}${version.effectiveOn ? `?asOf=${version.effectiveOn}` : ''}`,
    }
  const { change, before, after } = row
  const whole = (article: Row | null): Piece[] =>
    article && change !== 'same' ? [{ text: article.text, changed: true }] : []
  const text =
    change === 'changed'
      ? changedWords(row.before.text, row.after.text)
      : { before: whole(before), after: whole(after) }
  return { change, before: side(before, older, text.before), after: side(after, newer, text.after) }
}
