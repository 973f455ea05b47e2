/** A wish to be called back, as the desk sees it. */
import { z } from '@hono/zod-openapi'

/** What is kept of it, sealed. */
export interface CallBackWish {
  phone: string
  name?: string
}

export const CallBack = z.object({
  id: z.uuid(),
  phone: z.string(),
  name: z.string().nullable(),
  locale: z.enum(['zh', 'en']),
  askedAt: z.string(),
})
export type CallBack = z.infer<typeof CallBack>

export const CallBackOutcome = z.strictObject({ outcome: z.enum(['reached', 'not-reached']) })
export type CallBackOutcome = z.infer<typeof CallBackOutcome>
