/** How far the replies to a hotline got: the order it sent, and what of the answers it has taken. */
import { z } from '@hono/zod-openapi'

/** The hotlines that hand over orders (热线). */
export const HOTLINES = ['12345', '12315', '12331', '12365', '12358'] as const

export const HandedOver = z.object({
  source: z.enum(HOTLINES),
  /** The hotline's own number of the order. */
  orderNumber: z.string(),
  /** Replies it has not fetched yet, and those whose receipt it confirmed. */
  waiting: z.int(),
  taken: z.int(),
  takenAt: z.string().nullable(),
})
export type HandedOver = z.infer<typeof HandedOver>
