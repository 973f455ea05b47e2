/** Verb: does this key open this door? Wrong keys are counted per caller, so that nobody tries many. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors.ts'
import { type Limit, spend } from '../platform/rate-limit.ts'
import { hashOfKey } from './hash-of-key.ts'
import type { KeySource } from './model.ts'
import { apiKeys } from './tables.ts'

const WRONG: Limit = { name: 'api-key-wrong', max: 20, windowSeconds: 600 }
const LONGEST = 200

/**
 * @returns the id of the key, for limits
 * @throws Problem `unauthenticated` without a key, `forbidden` with a wrong one, one of another source or a revoked one
 */
export async function checkKey(
  deps: Deps,
  ctx: Context,
  { key, source }: { key: string | undefined; source: KeySource },
): Promise<string> {
  if (!key) throw new Problem('unauthenticated', { detail: 'errors.apiKey.missing' })
  const where = and(eq(apiKeys.hash, hashOfKey(deps, key)), eq(apiKeys.source, source), isNull(apiKeys.revokedAt))
  const [found] = key.length > LONGEST ? [] : await deps.db.select({ id: apiKeys.id }).from(apiKeys).where(where)
  if (found) return found.id
  await spend(deps, WRONG, ctx.client)
  throw new Problem('forbidden', { detail: 'errors.apiKey.wrong' })
}
