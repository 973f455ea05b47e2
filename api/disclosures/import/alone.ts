/** One import at a time, over all processes: two would wait for each other's rows. */
import type { PlatformDeps } from '../../platform/deps.ts'

const IMPORT_LOCK = 4_321_003

/** @returns false, without running `work`, while another import runs */
export async function whileNoOther(deps: Pick<PlatformDeps, 'sql'>, work: () => Promise<void>): Promise<boolean> {
  const connection = await deps.sql.reserve()
  try {
    const [row] = await connection<{ mine: boolean }[]>`select pg_try_advisory_lock(${IMPORT_LOCK}) as mine`
    if (!row?.mine) return false
    try {
      await work()
      return true
    } finally {
      await connection`select pg_advisory_unlock(${IMPORT_LOCK})`
    }
  } finally {
    connection.release()
  }
}
