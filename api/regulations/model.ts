/** What the public contract says of laws and articles. */
import { z } from '@hono/zod-openapi'
import { LEVELS } from '../../content/schema-regulations.ts'
import { STATUSES } from './status.ts'

const Day = z.iso.date()
const NullableDay = Day.nullable()

export const LawSummary = z
  .object({
    id: z.string(),
    title: z.string(),
    titleEn: z.string().nullable(),
    level: z.enum(LEVELS),
    region: z.string(),
    issuer: z.string().nullable(),
    documentNumber: z.string().nullable(),
    publishedOn: NullableDay,
    effectiveOn: NullableDay,
    endsOn: NullableDay,
    status: z.enum(STATUSES),
    topics: z.array(z.string()),
    articleCount: z.int(),
    /** `digest`: only our notes so far; `official`: the full text. */
    source: z.enum(['digest', 'official']),
    url: z.string(),
  })
  .openapi('Law')
export type LawSummary = z.infer<typeof LawSummary>

export const VersionView = z
  .object({
    id: z.string(),
    title: z.string(),
    documentNumber: z.string().nullable(),
    publishedOn: NullableDay,
    effectiveOn: NullableDay,
    endsOn: NullableDay,
    status: z.enum(STATUSES),
    source: z.enum(['digest', 'official']),
    /** Rule of another name that took its place. */
    replacedBy: z.string().nullable(),
  })
  .openapi('LawVersion')
export type VersionView = z.infer<typeof VersionView>

export const NoteView = z
  .object({
    title: z.object({ zh: z.string(), en: z.string() }),
    says: z.string(),
    binds: z.string(),
    follows: z.string(),
    example: z.string(),
    summaryEn: z.string(),
  })
  .openapi('PlainLanguageNote')
export type NoteView = z.infer<typeof NoteView>

export const ArticleView = z
  .object({
    number: z.string(),
    label: z.string(),
    chapter: z.array(z.string()),
    /** Empty while only our note is known. */
    text: z.string(),
    note: NoteView.nullable(),
    url: z.string(),
  })
  .openapi('Article')
export type ArticleView = z.infer<typeof ArticleView>

export const ChapterView = z
  .object({ index: z.int(), path: z.array(z.string()), first: z.string(), last: z.string(), articleCount: z.int() })
  .openapi('Chapter')
export type ChapterView = z.infer<typeof ChapterView>

const Name = z.object({ zh: z.string(), en: z.string() })

/** Where this product relies on a law: a kind of problem, a licence guide, a kind of breach, a rule we work by, a note. */
export const ProductUse = z
  .object({
    kind: z.enum(['problem', 'licence', 'breach', 'rule', 'note']),
    title: Name,
    url: z.string().nullable(),
  })
  .openapi('ProductUse')
export type ProductUse = z.infer<typeof ProductUse>

export const CitedArticle = z
  .object({
    law: z.object({ id: z.string(), title: z.string(), region: z.string() }),
    number: z.string(),
    label: z.string(),
    url: z.string(),
  })
  .openapi('CitedArticle')
export type CitedArticle = z.infer<typeof CitedArticle>

/** The first of them; `total` counts all. */
export const CitedByArticles = z.object({
  items: z.array(CitedArticle),
  total: z.int(),
  product: z.array(ProductUse),
})
export type CitedByArticles = z.infer<typeof CitedByArticles>

export const CitedByLaws = z.object({
  /** `places`: how many of its articles do. */
  items: z.array(z.object({ id: z.string(), title: z.string(), region: z.string(), places: z.int(), url: z.string() })),
  total: z.int(),
  product: z.array(ProductUse),
})
export type CitedByLaws = z.infer<typeof CitedByLaws>

export const LawView = LawSummary.extend({
  /** Version shown: the one in force on `asOf`. */
  version: z.string(),
  asOf: Day,
  aliases: z.array(z.string()),
  summary: z.object({ zh: z.string(), en: z.string() }).nullable(),
  officialUrl: z.string().nullable(),
  preamble: z.string(),
  versions: z.array(VersionView),
  contents: z.array(ChapterView),
  /** Articles of the chapters asked for by `chapter`; empty otherwise. */
  articles: z.array(ArticleView),
  /** Other laws in force that day which name this one, and where this product relies on it. */
  citedBy: CitedByLaws,
}).openapi('LawWithContents')
export type LawView = z.infer<typeof LawView>

const Neighbour = z.object({ number: z.string(), label: z.string(), url: z.string() }).nullable()

export const ArticlePage = ArticleView.extend({
  law: LawSummary,
  version: z.string(),
  asOf: Day,
  /** Chapter of the law page that holds it. */
  chapterIndex: z.int(),
  previous: Neighbour,
  next: Neighbour,
  /** Articles its text names, as far as the library holds them. */
  cites: z.array(CitedArticle),
  citedBy: CitedByArticles,
  /** The same article in the laws of other regions. */
  copies: z.array(CitedArticle),
  /** The article of this number in other versions, newest first. */
  versions: z.array(VersionView.extend({ text: z.string(), url: z.string() })),
}).openapi('ArticlePage')
export type ArticlePage = z.infer<typeof ArticlePage>

const ComparedSide = z
  .object({
    number: z.string(),
    label: z.string(),
    url: z.string(),
    /** In pieces, the changed ones marked; empty where nothing changed. */
    text: z.array(z.object({ text: z.string(), changed: z.boolean() })),
  })
  .nullable()

export const ComparedArticle = z.object({
  change: z.enum(['same', 'changed', 'added', 'removed']),
  before: ComparedSide,
  after: ComparedSide,
})
export type ComparedArticle = z.infer<typeof ComparedArticle>

export const LawComparison = z
  .object({
    law: LawSummary,
    from: VersionView,
    to: VersionView,
    /** Versions whose text the library holds, oldest first. */
    versions: z.array(VersionView),
    counts: z.object({ same: z.int(), changed: z.int(), added: z.int(), removed: z.int() }),
    articles: z.array(ComparedArticle),
  })
  .openapi('LawComparison')
export type LawComparison = z.infer<typeof LawComparison>

export const SegmentView = z.object({ text: z.string(), hit: z.boolean() })

export const ArticleHit = z
  .object({
    id: z.string(),
    law: z.object({
      id: z.string(),
      title: z.string(),
      level: z.enum(LEVELS),
      region: z.string(),
      status: z.enum(STATUSES),
      effectiveOn: NullableDay,
    }),
    label: z.string(),
    number: z.string(),
    chapter: z.string(),
    text: z.string(),
    /** The text around the found words, in plain segments. */
    highlight: z.array(SegmentView),
    note: NoteView.nullable(),
    url: z.string(),
    /** How many laws of other regions have the same article in force; counted where `collapse` folds them. */
    copies: z.int(),
  })
  .openapi('ArticleHit')
export type ArticleHit = z.infer<typeof ArticleHit>

const Counts = z.record(z.string(), z.int())

export const ArticleResults = z
  .object({
    query: z.object({
      text: z.string(),
      terms: z.array(z.string()),
      /** Another spelling that may be meant. */
      corrected: z.string().nullable(),
      /** Whether the items answer `corrected` instead of `text`; `exact=true` prevents it. */
      applied: z.boolean(),
      /** A quoted phrase stands in no article: its words were searched instead. */
      loosened: z.boolean(),
      /** What the law calls the lay words found, and where the answer begins. */
      meanings: z.array(
        z.object({
          word: z.string(),
          means: Name,
          articles: z.array(z.object({ law: z.string(), number: z.string(), url: z.string() })),
        }),
      ),
    }),
    items: z.array(ArticleHit),
    total: z.int(),
    next: z.string().nullable(),
    facets: z.object({ level: Counts, region: Counts, topic: Counts, status: Counts }),
    engine: z.enum(['sqlite', 'meilisearch']),
    tookMs: z.number(),
  })
  .openapi('ArticleResults')
export type ArticleResults = z.infer<typeof ArticleResults>

export const LawList = z
  .object({ items: z.array(LawSummary), total: z.int(), next: z.string().nullable() })
  .openapi('LawList')
export type LawList = z.infer<typeof LawList>

const offset = z.coerce.number().int().min(0).max(100_000).default(0)
const limit = z.coerce.number().int().min(1).max(100).default(20)
const Choices = {
  level: z.enum(LEVELS).optional(),
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  topic: z.string().max(40).optional(),
}

export const LawListQuery = z.object({
  q: z.string().max(2000).default(''),
  ...Choices,
  status: z.enum([...STATUSES, 'all']).default('all'),
  asOf: Day.optional(),
  limit,
  offset,
})
export type LawListQuery = z.infer<typeof LawListQuery>

export const ArticleQuery = z.object({
  q: z.string().max(2000).default(''),
  ...Choices,
  law: z.string().max(80).optional(),
  status: z.enum(['in-force', 'all']).default('in-force'),
  asOf: Day.optional(),
  collapse: z.enum(['region']).optional(),
  /** `true`: as typed, no other spelling is answered. */
  exact: z.literal('true').optional(),
  limit,
  offset,
})
export type ArticleQuery = z.infer<typeof ArticleQuery>

export const Vocabulary = z
  .object({
    regions: z.array(z.object({ code: z.string(), name: Name })),
    topics: z.array(z.object({ id: z.string(), name: Name })),
  })
  .openapi('RegulationVocabulary')
export type Vocabulary = z.infer<typeof Vocabulary>
