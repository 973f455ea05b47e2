/** Shapes of what the assistant alone reads: whose matter a place is, and how people say answers to the planner. */
import { z } from 'zod'
import { Localised, Slug, Words } from './schema-basics.ts'
import { Citation } from './schema-rules.ts'

/** Whose matter a place is (管辖表). */
export const Jurisdiction = z.strictObject({
  /** The city this bureau's district lies in. */
  city: Localised,
  /** Words that name our own district. */
  own: Words.min(1),
  /** Numbers that lead to any other bureau. */
  lines: z.array(z.string().regex(/^\d{5}$/)).min(1),
  /** Why it belongs there. */
  basis: Citation,
  /** Other counties and districts of the same city, with their codes. */
  areas: z.array(z.strictObject({ code: z.string().regex(/^\d{6}$/), name: Localised })).min(1),
  /** Other cities (地级), by name. */
  cities: Words.min(1),
})
export type Jurisdiction = z.infer<typeof Jurisdiction>

/** Words that answer a question of the licence planner. */
export const SaidAnswer = z.strictObject({ question: Slug, value: Slug, words: Words.min(1) })
export type SaidAnswer = z.infer<typeof SaidAnswer>
