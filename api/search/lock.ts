/** One writer of the index at a time, over all processes. */
import type { PlatformDeps } from '../platform/deps.ts'

const SEARCH_LOCK = 4_321_002

/** Runs `work` while no other process writes the index; answers false without running it when one does. */
export async function whileAlone(deps: Pick<PlatformDeps, 'sql'>, work: () => Promise<void>): Promise<boolean> {
  const connection = await deps.sql.reserve()
  try {
    const [row] = await connection<{ mine: boolean }[]>`select pg_try_advisory_lock(${SEARCH_LOCK}) as mine`
    if (!row?.mine) return false
    try {
      await work()
      return true
    } finally {
      await connection`select pg_advisory_unlock(${SEARCH_LOCK})`
    }
  } finally {
    connection.release()
  }
}
