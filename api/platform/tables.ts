/** Tables of the platform itself: audit, idempotency, limits, data keys. */
import { sql } from 'drizzle-orm'
import { customType, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
/** In its textual form. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Append-only record of every state change (审计日志). No foreign keys: it must outlive what it names. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid('id').primaryKey(),
    at: instant('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    action: text('action').notNull(),
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    /** Changed field names and non-personal values only. */
    before: jsonb('before'),
    after: jsonb('after'),
    reason: text('reason'),
    requestId: text('request_id'),
  },
  (t) => [index('audit_log_entity').on(t.entity, t.entityId, t.at), index('audit_log_at').on(t.at)],
)

/** One row per unsafe call that carried an Idempotency-Key; written in the transaction of the call itself. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    scope: text('scope').notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    /** The answer, sealed: it may hold a query code. */
    answer: bytea('answer'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.key] }), index('idempotency_keys_created').on(t.createdAt)],
)

export const rateLimits = pgTable(
  'rate_limits',
  {
    bucket: text('bucket').notNull(),
    windowStart: instant('window_start').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bucket, t.windowStart] })],
)

/** Wrapped data keys (见 vault.ts). Deleting a row destroys what was sealed under it. */
export const dataKeys = pgTable('data_keys', {
  id: uuid('id').primaryKey(),
  wrapped: bytea('wrapped').notNull(),
  createdAt: instant('created_at').notNull().default(sql`now()`),
})
