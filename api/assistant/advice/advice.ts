/** What a model is asked to say of a conversation. Everything in it is checked against the person's words before it counts. */
import { z } from 'zod'
import { FIELD_PATHS, INTENTS } from '../local/types.ts'

/** One value and the person's own words for it. */
export const AdvisedField = z.strictObject({
  path: z.enum(FIELD_PATHS),
  /** Yuan as `358.00`, days as `YYYY-MM-DD`, `true` or `false`, request kinds joined by commas, else text. */
  value: z.string(),
  /** Number of the message, from 0. */
  message: z.number().int(),
  /** The words in that message the value was read from, exactly as they stand. */
  quote: z.string(),
})
export type AdvisedField = z.infer<typeof AdvisedField>

export const Advice = z.strictObject({
  /** Strongest first. */
  intents: z.array(z.enum(INTENTS)),
  fields: z.array(AdvisedField),
})
export type Advice = z.infer<typeof Advice>
