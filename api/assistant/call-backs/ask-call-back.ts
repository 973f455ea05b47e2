/** Somebody wants a person to call (请求回电): kept for the desk, the number sealed. */
import type { Deps } from '../../deps.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { type Limit, spend } from '../../platform/rate-limit.ts'
import { dataKeys } from '../../platform/tables.ts'
import type { CallBackWish } from './model.ts'
import { callBacks } from './tables.ts'

const LIMIT: Limit = { name: 'call-back', max: 10, windowSeconds: 24 * 3600 }
export const contextOf = (id: string) => `call-back:${id}`

export async function askCallBack(
  deps: Deps,
  ctx: Context,
  wish: CallBackWish & { locale: 'zh' | 'en' },
): Promise<void> {
  await spend(deps, LIMIT, ctx.client)
  const { locale, ...kept } = wish
  const [id, dataKeyId, wrapped, askedAt] = [
    deps.random.uuid(),
    deps.random.uuid(),
    deps.vault.newKey(),
    deps.clock.now(),
  ]
  await deps.db.transaction(async (tx) => {
    await tx.insert(dataKeys).values({ id: dataKeyId, wrapped, createdAt: askedAt })
    const sealed = deps.vault.seal(wrapped, contextOf(id), kept)
    await tx.insert(callBacks).values({ id, dataKeyId, sealed, locale, askedAt })
    await audit(deps, tx, ctx, { action: 'call-back.asked', entity: 'call-back', entityId: id })
  })
}
