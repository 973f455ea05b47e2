/** What an editor may write about powers (权责清单): how each type is exercised, and which section leads. */
import { z } from 'zod'
import { Localised, Slug, Words } from './schema-basics.ts'
import { Citation } from './schema-rules.ts'

const Said = z.strictObject({ text: Localised, basis: Citation.nullable() })

/** One type of power (事项类型). */
export const PowerKindRule = z.strictObject({
  kind: z.enum([
    'licence',
    'penalty',
    'coercion',
    'levy',
    'benefit',
    'inspection',
    'confirmation',
    'reward',
    'adjudication',
    'other',
  ]),
  name: Localised,
  /** Duties by stage (责任事项), in order. */
  stages: z.array(Said.extend({ name: Localised })).min(1),
  /** When somebody answers for it (追责情形). */
  accountability: z.array(Said).min(1),
})
export type PowerKindRule = z.infer<typeof PowerKindRule>

/** Section that leads (承办机构), by words in the title of the law. */
export const PowerSection = z.strictObject({ section: Slug, words: Words })
export type PowerSection = z.infer<typeof PowerSection>
