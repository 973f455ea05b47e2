/** Our own notes on laws (`regulations/*.yaml`), and the words the regulations library is sorted by. */
import { z } from 'zod'
import { ArticleNumber, Day, Localised, Slug, Words } from './schema-basics.ts'

/** Rank of a text (效力位阶), highest first. */
export const LEVELS = ['constitution', 'law', 'regulation', 'interpretation', 'rule', 'local', 'other'] as const

/** One article in plain words, written by us: never the statute's own sentences. */
export const ArticleNote = z.strictObject({
  number: ArticleNumber,
  title: Localised,
  /** What it says. */
  says: z.string().min(1),
  /** Whom it binds. */
  binds: z.string().min(1),
  /** What may follow. */
  follows: z.string().min(1),
  /** An example from daily life, invented. */
  example: z.string().min(1),
  /** The same in one or two English sentences. */
  summaryEn: z.string().min(1),
})

/** A law or rule with our notes. The full text is imported beside it and stands below the notes. */
export const RegulationDigest = z.strictObject({
  id: Slug,
  /** Official title without 《》. */
  title: z.string().min(1),
  titleEn: z.string().min(1),
  /** Short names people use. */
  aliases: Words,
  /** 文号; null when not confirmed. */
  documentNumber: z.string().min(1).nullable(),
  issuer: z.string().min(1),
  level: z.enum(LEVELS),
  region: z.string().regex(/^[A-Z]{2}$/),
  /** Day this version was adopted or published; null when not confirmed. */
  publishedOn: Day.nullable(),
  /** First day of this version. */
  effectiveOn: Day,
  /** Last day of the numbering explained here, where a later version counts its articles anew. */
  notesUntil: Day.optional(),
  /** Earlier rules that ended when this one began. */
  replaces: z
    .array(
      z.strictObject({
        title: z.string().min(1),
        documentNumber: z.string().min(1).nullable(),
        effectiveOn: Day.nullable(),
        endedOn: Day,
      }),
    )
    .default([]),
  /** Official address of the text; null when not certain. */
  url: z.url().nullable(),
  summary: Localised,
  articles: z.array(ArticleNote).min(1),
})

/** Regions and topics of the library (`regulations/vocabulary/vocabulary.yaml`). */
export const RegulationVocabulary = z.strictObject({
  /** `CN` is national; others are provinces by their letters of ISO 3166-2. */
  regions: z.array(z.strictObject({ code: z.string().regex(/^[A-Z]{2}$/), name: Localised, words: Words })).min(1),
  /** A law belongs to a topic when its title holds one of the words. */
  topics: z.array(z.strictObject({ id: Slug, name: Localised, words: Words.min(1) })).min(1),
})

/** What people say and what the law calls it (`regulations/vocabulary/lay-words.yaml`). */
export const LayWord = z.strictObject({
  words: Words.min(1),
  /** In the law's words. */
  means: Localised,
  /** Words of the law searched as well. */
  terms: Words.min(1),
  /** Where the answer begins; the law by its title without 中华人民共和国. */
  articles: z.array(z.strictObject({ law: z.string().min(1), article: ArticleNumber })).min(1),
})

export type LayWord = z.infer<typeof LayWord>
export type ArticleNote = z.infer<typeof ArticleNote>
export type RegulationDigest = z.infer<typeof RegulationDigest>
export type RegulationVocabulary = z.infer<typeof RegulationVocabulary>
export type Level = (typeof LEVELS)[number]
