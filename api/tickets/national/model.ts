/** The outbox to the national platform, as desk and receipt show it. */
import { z } from '@hono/zod-openapi'
import { NATIONAL_STATES } from './tables.ts'

export const LegalNumber = z
  .object({
    system: z.enum(['12315', 'bureau']),
    /** Null until the platform has given one. */
    number: z.string().nullable(),
    note: z.string(),
  })
  .openapi('LegalNumber')

export const NationalEntry = z.object({
  number: z.string(),
  kind: z.enum(['complaint', 'report']),
  state: z.enum(NATIONAL_STATES),
  externalNumber: z.string().nullable(),
  dueOn: z.iso.date(),
  /** Yellow: not sent although its day is over. */
  card: z.enum(['none', 'yellow']),
})
export type NationalEntry = z.infer<typeof NationalEntry>
export const NationalList = z.object({ items: z.array(NationalEntry), total: z.int() })
