/** Verb: a key for one outside sender; shown once. */
import type { Deps } from '../deps.ts'
import { audit } from '../platform/audit.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { demand } from '../staff/permissions.ts'
import { hashOfKey } from './hash-of-key.ts'
import { KeySource } from './model.ts'
import { apiKeys } from './tables.ts'

const LABEL_MAX = 120

export interface IssuedKey {
  id: string
  key: string
}

/** @throws Problem `invalid` when the source is unknown or the label empty. */
export async function createKey(
  deps: Deps,
  ctx: Context,
  input: { source: string; label: string },
): Promise<IssuedKey> {
  demand(ctx, 'access.manage')
  const source = KeySource.safeParse(input.source)
  const label = input.label.trim()
  if (!source.success)
    throw new Problem('invalid', { errors: [{ path: 'source', code: 'choice', message: 'errors.field.choice' }] })
  if (label === '' || label.length > LABEL_MAX)
    throw new Problem('invalid', { errors: [{ path: 'label', code: 'required', message: 'errors.field.required' }] })
  const id = deps.random.uuid()
  const key = `yc_${deps.random.bytes(32).toString('base64url')}`
  await deps.db.transaction(async (tx) => {
    await tx
      .insert(apiKeys)
      .values({ id, source: source.data, label, hash: hashOfKey(deps, key), createdAt: deps.clock.now() })
    await audit(deps, tx, ctx, {
      action: 'api-key.created',
      entity: 'api-key',
      entityId: id,
      after: { source: source.data },
    })
  })
  return { id, key }
}
