/** Laws (法律法规), their versions by date, the articles of each version, and our own notes. */
import { date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { StoredChapter } from './chapters.ts'

export const laws = pgTable(
  'laws',
  {
    /** Part of addresses: never changes. */
    id: text('id').primaryKey(),
    /** Title without ornament, and region: what makes two texts versions of one law. */
    key: text('key').notNull().unique(),
    title: text('title').notNull(),
    titleEn: text('title_en'),
    aliases: text('aliases').array().notNull(),
    level: text('level').notNull(),
    region: text('region').notNull(),
    topics: text('topics').array().notNull(),
    summaryZh: text('summary_zh'),
    summaryEn: text('summary_en'),
    /** Of the notes stored last; null without notes. */
    digestHash: text('digest_hash'),
    /** Official address of the text, where certain. */
    url: text('url'),
  },
  (t) => [index('laws_level_region').on(t.level, t.region)],
)

export const lawVersions = pgTable(
  'law_versions',
  {
    id: text('id').primaryKey(),
    lawId: text('law_id')
      .notNull()
      .references(() => laws.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    issuer: text('issuer'),
    documentNumber: text('document_number'),
    publishedOn: date('published_on', { mode: 'string' }),
    /** First day in force (施行); null when the text does not say. */
    effectiveOn: date('effective_on', { mode: 'string' }),
    /** Last day in force: the day before the next version, or the day it was repealed; null while open. */
    endsOn: date('ends_on', { mode: 'string' }),
    /** Title of the rule that took its place under another name. */
    replacedBy: text('replaced_by'),
    /** What stands before the first article. */
    preamble: text('preamble').notNull(),
    /** `digest`: only our notes; `official`: the full text. */
    source: text('source', { enum: ['digest', 'official'] }).notNull(),
    contentHash: text('content_hash').notNull(),
    articleCount: integer('article_count').notNull(),
    /** Chapters with the positions they span, so that one chapter is read without the others; null until linked. */
    contents: jsonb('contents').$type<StoredChapter[]>(),
  },
  (t) => [index('law_versions_law').on(t.lawId, t.effectiveOn)],
)

export const articles = pgTable(
  'articles',
  {
    versionId: text('version_id').notNull(),
    position: integer('position').notNull(),
    /** Arabic figures, `12-1` for 第十二条之一; empty for an annex. */
    number: text('number').notNull(),
    /** As the text writes it: 第十二条之一. */
    label: text('label').notNull(),
    /** Headings above it, outermost first (编 / 章 / 节). */
    chapter: text('chapter').array().notNull(),
    /** Paragraphs (款) and items (项), one a line; empty where only our note is known. */
    text: text('text').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.versionId, t.position] }),
    foreignKey({ columns: [t.versionId], foreignColumns: [lawVersions.id] }).onDelete('cascade'),
    index('articles_number').on(t.versionId, t.number),
  ],
)

/** Laws and articles named in the text of an article, for "cited by". */
export const articleCitations = pgTable(
  'article_citations',
  {
    versionId: text('version_id')
      .notNull()
      .references(() => lawVersions.id, { onDelete: 'cascade' }),
    /** Of the article that speaks. */
    position: integer('position').notNull(),
    /** Title of the law named, without ornament; it may come into the library later. */
    lawKey: text('law_key').notNull(),
    /** Empty when the law as a whole is named. */
    number: text('number').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.versionId, t.position, t.lawKey, t.number] }),
    index('article_citations_cited').on(t.lawKey, t.number),
  ],
)

/** Plain-language notes (通俗说明), by article; they hold for every version that has the article in force today. */
export const articleNotes = pgTable(
  'article_notes',
  {
    lawId: text('law_id')
      .notNull()
      .references(() => laws.id, { onDelete: 'cascade' }),
    number: text('number').notNull(),
    titleZh: text('title_zh').notNull(),
    titleEn: text('title_en').notNull(),
    says: text('says').notNull(),
    binds: text('binds').notNull(),
    follows: text('follows').notNull(),
    example: text('example').notNull(),
    summaryEn: text('summary_en').notNull(),
    /** Version the note was written for: from this day on. */
    since: date('since', { mode: 'string' }).notNull(),
    /** Last day on which a version may begin that still counts its articles so; null while none is known to count anew. */
    until: date('until', { mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.lawId, t.number] })],
)
