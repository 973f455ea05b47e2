/** Shapes of the complaint tree below the kinds of problem: sub-problems, typed questions, information walls. */
import { z } from 'zod'
import { DemandKind, Localised, ProblemCode, Slug, Words } from './schema-basics.ts'
import { Citation } from './schema-rules.ts'

/** Id of a sub-problem: the problem's code and a word. */
export const SubproblemId = z.string().regex(/^P\d{2}-[a-z]+(-[a-z]+)*$/)

export const QUESTION_KINDS = ['text', 'date', 'money', 'number', 'url', 'yes-no', 'choice'] as const

/** A typed question (补充问题): never required, asked one at a time. */
export const TreeQuestion = z.strictObject({
  id: Slug,
  kind: z.enum(QUESTION_KINDS),
  text: Localised,
  /** For `choice` alone. */
  options: z
    .array(z.strictObject({ value: Slug, label: Localised }))
    .min(2)
    .optional(),
})
export type TreeQuestion = z.infer<typeof TreeQuestion>

/** A way out of a wall: go on here as one kind of ticket, another problem, another body, or a page of this site. */
export const WallExit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), to: DemandKind }),
  z.strictObject({ kind: z.literal('problem'), to: ProblemCode }),
  z.strictObject({ kind: z.literal('other-body'), to: Slug }),
  z.strictObject({ kind: z.literal('page'), to: z.enum(['/regulations', '/licences', '/offices']) }),
])

/** What to know first (提示). */
export const Wall = z.strictObject({
  id: Slug,
  title: Localised,
  text: Localised,
  basis: z.array(Citation).default([]),
  exits: z.array(WallExit).min(1),
})
export type Wall = z.infer<typeof Wall>

export const Subproblem = z.strictObject({
  id: SubproblemId,
  problem: ProblemCode,
  title: Localised,
  words: z.strictObject({ zh: Words.min(1), en: Words.min(1) }),
  /** Six-digit codes of DB44/T 2479-2024, best first. */
  taxonomy: z.array(z.string().regex(/^\d{6}$/)).min(1),
  /** Articles an officer looks at first (适用条文), nearest first. */
  basis: z.array(Citation).min(1),
  questions: z.array(Slug),
  wall: Slug.optional(),
})
export type Subproblem = z.infer<typeof Subproblem>

/** Every code of DB44/T 2479-2024, two, four and six digits. */
export const TaxonomyCodes = z.array(z.string().regex(/^\d{2}(\d{2}){0,2}$/)).min(1)
