/** Verb: one law as of a day, with its contents and versions; the articles of one chapter, or of all, when asked. */
import { asc, eq } from 'drizzle-orm'
import { chinaDate } from '../calendar/calendar.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../platform/errors.ts'
import { chaptersOf } from './chapters.ts'
import { articleUrl, readLaws, summaryOf, type VersionRow, versionView } from './law-store.ts'
import type { ArticleView, LawView, NoteView } from './model.ts'
import { versionOn } from './status.ts'
import { articleNotes, articles } from './tables.ts'

export interface ReadLawInput {
  id: string
  asOf?: string | undefined
  /** Index of a chapter, or `all`. */
  chapter?: number | 'all' | undefined
}

export async function readLaw(deps: Deps, { id, asOf, chapter }: ReadLawInput): Promise<LawView> {
  const day = asOf ?? chinaDate(deps.clock.now())
  const [stored] = await readLaws(deps, [id])
  const version = stored && versionOn(stored.versions, day)
  if (!stored || !version) throw new Problem('not-found')
  const rows = await deps.db
    .select()
    .from(articles)
    .where(eq(articles.versionId, version.id))
    .orderBy(asc(articles.position))
  const { contents, indexOf } = chaptersOf(rows)
  if (typeof chapter === 'number' && chapter > 0 && chapter >= contents.length) throw new Problem('not-found')
  const wanted = chapter === undefined ? [] : rows.filter((_, at) => chapter === 'all' || indexOf[at] === chapter)
  const notes = wanted.length > 0 ? await notesOf(deps, id, version) : new Map<string, NoteView>()
  const { law, versions } = stored
  return {
    ...summaryOf(stored, day),
    version: version.id,
    asOf: day,
    aliases: law.aliases,
    summary: law.summaryZh === null || law.summaryEn === null ? null : { zh: law.summaryZh, en: law.summaryEn },
    officialUrl: law.url,
    preamble: version.preamble,
    versions: versions.map((each) => versionView(versions, each, day)),
    contents,
    articles: wanted.map((row) => articleView(id, row, notes)),
  }
}

/** Notes hold for the version they were written for and later ones. */
export async function notesOf(
  deps: Deps,
  lawId: string,
  version: Pick<VersionRow, 'effectiveOn'>,
): Promise<Map<string, NoteView>> {
  const rows = await deps.db.select().from(articleNotes).where(eq(articleNotes.lawId, lawId))
  const valid = rows.filter(({ since }) => version.effectiveOn === null || version.effectiveOn >= since)
  return new Map(
    valid.map(({ number, titleZh, titleEn, says, binds, follows, example, summaryEn }) => [
      number,
      { title: { zh: titleZh, en: titleEn }, says, binds, follows, example, summaryEn },
    ]),
  )
}

export function articleView(
  lawId: string,
  row: typeof articles.$inferSelect,
  notes: ReadonlyMap<string, NoteView>,
): ArticleView {
  const { number, label, chapter, text } = row
  return { number, label, chapter, text, note: notes.get(number) ?? null, url: articleUrl(lawId, number) }
}
