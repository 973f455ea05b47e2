/** Brings the search up to date right after an act at the desk; what cannot be written now waits for the next sweep. */
import type { Deps } from '../deps.ts'
import { applyOutbox } from '../search/outbox.ts'

export async function indexNow(deps: Deps): Promise<void> {
  try {
    await applyOutbox(deps)
  } catch (error) {
    deps.log.warn({ err: error }, 'index waits for the next sweep')
  }
}
