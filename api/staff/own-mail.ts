/** Where a person of the bureau is told of what is given to them (工作邮箱): only they set it, and most have none. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Queryable } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { staff } from './tables.ts'

/** Null for whoever gave none, and for a closed account. */
export async function mailAddressOf(q: Queryable, id: string): Promise<string | null> {
  const [row] = await q
    .select({ address: staff.mailAddress })
    .from(staff)
    .where(and(eq(staff.id, id), isNull(staff.disabledAt)))
  return row?.address ?? null
}

/** Verb: staff give, change or, with an empty text, take away their own address. The audit log does not repeat it. */
export async function setOwnMail(deps: Deps, ctx: Context, address: string): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new Problem('forbidden')
  await deps.db.transaction(async (tx) => {
    await tx
      .update(staff)
      .set({ mailAddress: address || null })
      .where(eq(staff.id, actor.id))
    await audit(deps, tx, ctx, {
      action: 'staff.mail-changed',
      entity: 'staff',
      entityId: actor.id,
      after: { mail: address !== '' },
    })
  })
}
