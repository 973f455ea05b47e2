/** Indicators as data (办理指标): which counted measures make a rate, and what may never be one. */
import { z } from 'zod'
import { Localised, Words } from './schema-basics.ts'
import { Citation } from './schema-rules.ts'

/** What the program counts of tickets in a period. */
export const MEASURES = [
  'received',
  'carriedOver',
  'closed',
  'dispatched',
  'taken',
  'returned',
  'due',
  'dueMet',
  'contactDue',
  'contactMet',
  'rated',
  'ratedSolved',
  'ratedSatisfied',
] as const
const Measure = z.enum(MEASURES)
export type Measure = z.infer<typeof Measure>

export const INDICATORS = ['undertaken', 'onTime', 'closed', 'responded', 'solved', 'satisfied'] as const

export const Indicators = z
  .strictObject({
    indicators: z
      .array(
        z.strictObject({
          id: z.enum(INDICATORS),
          name: Localised,
          /** The sum in words; what it adds up stands below. */
          formula: Localised,
          numerator: z.array(Measure).min(1),
          denominator: z.array(Measure).min(1),
          /** Taken off the denominator. */
          minus: z.array(Measure),
          source: Localised,
        }),
      )
      .length(INDICATORS.length),
    smallestBase: z.int().positive(),
    denied: z.array(z.strictObject({ words: Words, reason: Localised, basis: Citation })).min(1),
  })
  .superRefine(({ indicators, denied }, ctx) => {
    for (const { id, name, formula } of indicators) {
      const said = [name.zh, name.en, formula.zh, formula.en].join('\n').toLowerCase()
      for (const { words, reason } of denied)
        if (words.some((word) => said.includes(word.toLowerCase())))
          ctx.addIssue({ code: 'custom', path: ['indicators', id], message: `may not be measured: ${reason.en}` })
    }
  })
export type Indicators = z.infer<typeof Indicators>
