/** After an engine was away: what was announced meanwhile reaches it, and what it never held is built. */
import type { Deps } from '../deps.ts'
import { applyOutbox } from './outbox.ts'
import { ensureIndexes, staleIndexes } from './rebuild.ts'
import { searchOutbox } from './tables.ts'

/** Safe in several processes at once: one of them works, the others see when it is done. @returns whether nothing is left */
export async function catchUpSearch(deps: Deps): Promise<boolean> {
  await ensureIndexes(deps)
  await applyOutbox(deps)
  const waiting = await deps.db.select({ id: searchOutbox.id }).from(searchOutbox).limit(1)
  return waiting.length === 0 && (await staleIndexes(deps)).length === 0
}
