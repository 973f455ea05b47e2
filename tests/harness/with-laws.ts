/** The bundled laws in a test's library and search. */
import { systemContext } from '../../api/platform/context.ts'
import { storeDigests } from '../../api/regulations/store-digests.ts'
import { applyOutbox } from '../../api/search/outbox.ts'
import { ensureIndexes } from '../../api/search/rebuild.ts'
import type { TestApi } from './api.ts'

export async function putLaws({ deps }: Pick<TestApi, 'deps'>): Promise<void> {
  await storeDigests(deps, systemContext('test'))
  await ensureIndexes(deps)
  await applyOutbox(deps)
}
