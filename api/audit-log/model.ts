/** The audit log as the audit administrator asks for it and sees it. */
import { z } from '@hono/zod-openapi'

export const AuditQuery = z.object({
  /** User name of the colleague who acted. */
  who: z.string().trim().toLowerCase().max(60).optional(),
  /** How the name of the action begins: `ticket.`, `staff.sign-in`. */
  action: z
    .string()
    .trim()
    .regex(/^[a-z0-9.-]{1,60}$/)
    .optional(),
  /** Id of what was acted upon. */
  about: z.string().trim().max(60).optional(),
  /** Calendar days in China, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Id of the last row seen: the older ones follow. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type AuditQuery = z.infer<typeof AuditQuery>

export const AuditRow = z.object({
  id: z.string(),
  at: z.string(),
  actorKind: z.enum(['public', 'staff', 'system']),
  /** User name of a colleague, name of a job; null for the public. */
  actor: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  /** Non-personal values before and after, as stored. */
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  reason: z.string().nullable(),
  requestId: z.string().nullable(),
})
export const AuditPage = z.object({ items: z.array(AuditRow), next: z.string().nullable() })
export type AuditPage = z.infer<typeof AuditPage>
