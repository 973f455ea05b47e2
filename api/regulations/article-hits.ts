/** Found articles as the contract shows them: status on the day, our note, the text around what was found. */
import { sql } from 'drizzle-orm'
import type { Level } from '../../content/schema-regulations.ts'
import { dayNumber, type SearchHit, type Segment } from '../../search/engine.ts'
import type { ArticleDocument } from '../../search/indexes/articles.ts'
import { excerpt } from '../../search/language/highlight.ts'
import { readNumeral } from '../../search/language/numerals.ts'
import type { Deps } from '../deps.ts'
import { articleUrl } from './law-store.ts'
import type { ArticleHit, NoteView } from './model.ts'
import { statusOn } from './status.ts'

const EXCERPT = 220

/** @param copies how many laws of other regions say the same, by document id */
export async function articleHits(
  deps: Deps,
  hits: readonly SearchHit<ArticleDocument>[],
  day: string,
  copies: ReadonlyMap<string, number>,
): Promise<ArticleHit[]> {
  const notes = await notesFor(
    deps,
    hits.map(({ document }) => document),
  )
  return hits.map(({ document, highlight }) => {
    const effectiveOn = dayOf(document.from)
    const status = statusOn(day, { effectiveOn, endsOn: dayOf(document.to) }, !document.latest)
    const asOf = status === 'in-force' || effectiveOn === null ? '' : `?asOf=${effectiveOn}`
    return {
      id: document.id,
      law: {
        id: document.lawId,
        title: document.lawTitle,
        level: document.level as Level,
        region: document.region,
        status,
        effectiveOn,
      },
      label: document.label,
      number: document.number,
      chapter: document.chapter,
      text: document.text,
      highlight: excerpt(highlight['text'] ?? [], EXCERPT),
      note: document.note === '' ? null : (notes.get(`${document.lawId}/${document.number}`) ?? null),
      url: articleUrl(document.lawId, document.number) + asOf,
      copies: copies.get(document.id) ?? 0,
    }
  })
}

async function notesFor(deps: Deps, documents: readonly ArticleDocument[]): Promise<Map<string, NoteView>> {
  const noted = documents.filter(({ note }) => note !== '').map(({ lawId, number }) => [lawId, number])
  if (noted.length === 0) return new Map()
  const rows = await deps.db.execute<
    Record<
      'law_id' | 'number' | 'title_zh' | 'title_en' | 'says' | 'binds' | 'follows' | 'example' | 'summary_en',
      string
    >
  >(sql`
    select n.* from jsonb_array_elements(${JSON.stringify(noted)}::jsonb) w
      join article_notes n on n.law_id = w->>0 and n.number = w->>1`)
  return new Map(
    rows.map((row) => [
      `${row.law_id}/${row.number}`,
      {
        title: { zh: row.title_zh, en: row.title_en },
        says: row.says,
        binds: row.binds,
        follows: row.follows,
        example: row.example,
        summaryEn: row.summary_en,
      },
    ]),
  )
}

/** The day behind a day number; null where the span is open. */
function dayOf(day: number): string | null {
  return day === dayNumber(null, 'past') || day === dayNumber(null, 'future')
    ? null
    : String(day).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
}

const ITEM = /^\s*[（(]([一二三四五六七八九十]+)[）)]/

/** The text with the paragraph (款) or item (项) of a citation marked; paragraphs and items stand one a line. */
export function markPart(text: string, paragraph: number | null, item: number | null): Segment[] {
  if (paragraph === null && item === null) return [{ text, hit: false }]
  let count = 0
  let found = false
  const segments: Segment[] = []
  for (const line of text.split(/(?<=\n)/)) {
    const number = ITEM.exec(line)?.[1]
    if (number === undefined) count += 1
    const here = paragraph === null || count === paragraph
    const hit: boolean = !found && here && (item === null ? number === undefined : readNumeral(number ?? '') === item)
    found ||= hit
    segments.push({ text: line, hit })
  }
  return segments
}
