/** Laws and their articles as documents of the index. */
import { createHash } from 'node:crypto'
import { asc, gt, inArray, sql } from 'drizzle-orm'
import { dayNumber } from '../../search/engine.ts'
import { type ArticleDocument, articles as articleIndex } from '../../search/indexes/articles.ts'
import { type LawDocument, laws as lawIndex } from '../../search/indexes/laws.ts'
import type { Deps } from '../deps.ts'
import type { SearchSource } from '../search/source.ts'
import { laws } from './tables.ts'

const LAWS_AT_ONCE = 100

/** Among equally good answers: national law first, and what binds before what explains. */
const PREFERENCE: Record<string, number> = {
  constitution: 0.8,
  law: 1,
  regulation: 0.9,
  rule: 0.8,
  interpretation: 0.6,
  local: 0.1,
  other: 0,
}

async function* lawIds(deps: Deps): AsyncGenerator<string[]> {
  for (let after = ''; ; ) {
    const rows = await deps.db
      .select({ id: laws.id })
      .from(laws)
      .where(gt(laws.id, after))
      .orderBy(asc(laws.id))
      .limit(LAWS_AT_ONCE)
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(({ id }) => id)
    after = last.id
  }
}

function sourceOf<D extends ArticleDocument | LawDocument>(source: Omit<SearchSource<D>, 'all'>): SearchSource<D> {
  return {
    ...source,
    async *all(deps) {
      for await (const ids of lawIds(deps)) yield await source.of(deps, ids)
    },
  }
}

export const lawSource = sourceOf<LawDocument>({ index: lawIndex, refField: 'id', of: lawDocuments })
export const articleSource = sourceOf<ArticleDocument>({ index: articleIndex, refField: 'lawId', of: articleDocuments })

interface LawRow extends Record<string, unknown> {
  id: string
  title: string
  title_en: string | null
  aliases: string[]
  level: string
  region: string
  topics: string[]
  numbers: string[] | null
  issuer: string | null
  effective_on: string | null
  ends_on: string | null
  article_count: number
  noted: boolean
}

async function lawDocuments(deps: Deps, ids: readonly string[]): Promise<LawDocument[]> {
  const rows = await deps.db.execute<LawRow>(sql`
    select l.id, l.title, l.title_en, l.aliases, l.level, l.region, l.topics,
      array_agg(distinct v.document_number) filter (where v.document_number is not null) as numbers,
      min(v.effective_on)::text as effective_on,
      (array_agg(v.issuer order by v.effective_on desc nulls last))[1] as issuer,
      (array_agg(v.ends_on order by v.effective_on desc nulls last))[1]::text as ends_on,
      (array_agg(v.article_count order by v.effective_on desc nulls last))[1] as article_count,
      exists (select 1 from article_notes n where n.law_id = l.id) as noted
    from laws l join law_versions v on v.law_id = l.id where ${inArray(sql`l.id`, [...ids])} group by l.id`)
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    titleEn: row.title_en ?? '',
    aliases: row.aliases,
    documentNumber: (row.numbers ?? []).join(' '),
    issuer: row.issuer ?? '',
    level: row.level,
    region: row.region,
    topics: row.topics,
    from: dayNumber(row.effective_on, 'past'),
    to: dayNumber(row.ends_on, 'future'),
    articleCount: row.article_count,
    prefer: row.noted ? 1 : (PREFERENCE[row.level] ?? 0) * 0.9,
  }))
}

interface ArticleRow extends Record<string, unknown> {
  law_id: string
  law_title: string
  aliases: string[]
  level: string
  region: string
  topics: string[]
  version_id: string
  effective_on: string | null
  ends_on: string | null
  latest: boolean
  number: string
  label: string
  chapter: string[]
  text: string
  note: string | null
  position: number
}

async function articleDocuments(deps: Deps, ids: readonly string[]): Promise<ArticleDocument[]> {
  const rows = await deps.db.execute<ArticleRow>(sql`
    select l.id as law_id, v.title as law_title, l.aliases, l.level, l.region, l.topics,
      v.id as version_id, v.effective_on::text, v.ends_on::text,
      not exists (select 1 from law_versions w where w.law_id = l.id and w.effective_on > v.effective_on) as latest,
      a.number, a.label, a.chapter, a.text, a.position,
      concat_ws(' ', n.title_zh, n.says, n.binds, n.follows, n.example) as note
    from laws l join law_versions v on v.law_id = l.id join articles a on a.version_id = v.id
      left join article_notes n on n.law_id = l.id and n.number = a.number
        and (v.effective_on is null or (v.effective_on >= n.since and (n.until is null or v.effective_on <= n.until)))
    where ${inArray(sql`l.id`, [...ids])}`)
  return rows.map((row) => ({
    id: `${row.version_id}/${row.position}`,
    lawId: row.law_id,
    versionId: row.version_id,
    lawTitle: row.law_title,
    aliases: row.aliases,
    level: row.level,
    region: row.region,
    topics: row.topics,
    number: row.number,
    label: row.label,
    chapter: row.chapter.join(' › '),
    text: row.text,
    note: row.note ?? '',
    from: dayNumber(row.effective_on, 'past'),
    to: dayNumber(row.ends_on, 'future'),
    latest: row.latest,
    fold: foldOf(row),
    prefer: PREFERENCE[row.level] ?? 0,
    position: row.position,
  }))
}

/** Copies of one article across regions say the same but for the place's name. */
function foldOf(row: ArticleRow): string {
  if (row.text === '') return `${row.version_id}/${row.number}`
  const bare = row.text.replace(/[\s，。；：、]/g, '').replace(/(?:本|全)?[\u4e00-\u9fff]{0,3}(?:省|市|自治区)/g, '')
  return createHash('sha256').update(bare).digest('base64url').slice(0, 16)
}
