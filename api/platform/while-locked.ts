/** Work that only one process may do at a time, over all processes. */
import type { PlatformDeps } from './deps.ts'

/**
 * Runs `work` while this process holds the lock of that number, which ends with its connection.
 * @returns false, without running `work`, while somebody else holds it
 */
export function whileLocked(
  deps: Pick<PlatformDeps, 'sql'>,
  lock: number,
  work: () => Promise<void>,
): Promise<boolean> {
  return deps.sql.begin(async (holder) => {
    // The work goes over other connections, however long it takes.
    await holder`set local idle_in_transaction_session_timeout = 0`
    const [row] = await holder<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${lock}) as mine`
    if (!row?.mine) return false
    await work()
    return true
  })
}
