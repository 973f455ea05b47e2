/** Articles with our notes on them, in the shape of the contract. */
import { and, asc, eq, type SQL } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { articleUrl } from './law-store.ts'
import type { ArticleView, NoteView } from './model.ts'
import { articleNotes, articles } from './tables.ts'

export type ArticleRow = typeof articles.$inferSelect
type NoteRow = typeof articleNotes.$inferSelect

export interface NotedArticle {
  article: ArticleRow
  note: NoteRow | null
}

/** Articles of one law by any condition on `articles`, in the order of the text. */
export function articlesWithNotes(deps: Deps, lawId: string, condition: SQL | undefined): Promise<NotedArticle[]> {
  const noted = and(eq(articleNotes.lawId, lawId), eq(articleNotes.number, articles.number))
  return deps.db
    .select({ article: articles, note: articleNotes })
    .from(articles)
    .leftJoin(articleNotes, noted)
    .where(condition)
    .orderBy(asc(articles.position))
}

/** @param effectiveOn first day of the version read: a note holds for the version it was written for and those after it with the same numbers */
export function articleView(lawId: string, { article, note }: NotedArticle, effectiveOn: string | null): ArticleView {
  const { number, label, chapter, text } = article
  const holds =
    note !== null &&
    (effectiveOn === null || (effectiveOn >= note.since && (note.until === null || effectiveOn <= note.until)))
  return { number, label, chapter, text, note: holds ? noteView(note) : null, url: articleUrl(lawId, number) }
}

function noteView({ titleZh, titleEn, says, binds, follows, example, summaryEn }: NoteRow): NoteView {
  return { title: { zh: titleZh, en: titleEn }, says, binds, follows, example, summaryEn }
}
