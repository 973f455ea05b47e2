/** No audit, no change: called inside the transaction of the change it records. */

import type { Context } from './context.ts'
import type { Queryable } from './database.ts'
import type { PlatformDeps } from './deps.ts'
import { putRows } from './put-rows.ts'
import { orderedUuid } from './random.ts'
import { auditLog } from './tables.ts'

export interface AuditEntry {
  action: string
  entity: string
  entityId: string
  /** Field names and non-personal values only; personal values never go here. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason?: string
}

export function audit(deps: PlatformDeps, tx: Queryable, ctx: Context, entry: AuditEntry): Promise<void> {
  return auditAll(deps, tx, ctx, [entry])
}

/** Several of one kind: what the first one leaves out, none has. */
export async function auditAll(
  deps: PlatformDeps,
  tx: Queryable,
  ctx: Context,
  entries: readonly AuditEntry[],
): Promise<void> {
  const { actor, requestId } = ctx
  const who = { actorKind: actor.kind, actorId: actorId(ctx), requestId }
  await putRows(
    tx,
    auditLog,
    entries.map((entry) => ({ id: orderedUuid(deps), at: deps.clock.now(), ...who, ...entry })),
  )
}

function actorId({ actor }: Context): string | null {
  switch (actor.kind) {
    case 'public':
      return null
    case 'staff':
      return actor.id
    case 'system':
      return actor.job
    default:
      return actor satisfies never
  }
}
