/** A mail of the outbox as administrators see it. */
import { z } from '@hono/zod-openapi'
import { MAIL_STATES } from '../platform/mail/tables.ts'

export const OutboxMail = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(MAIL_STATES),
  attempts: z.int(),
  /** Code of the last failure. */
  failure: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  /** Null in production: administrators do not read what is written to citizens. */
  words: z.object({ to: z.string(), subject: z.string(), text: z.string() }).nullable(),
})
export type OutboxMail = z.infer<typeof OutboxMail>
